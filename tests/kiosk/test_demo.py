from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.demo.neighbourhood import Card, cards, demo_connector, demo_source, items_on, neighbourhood
from sync.connectors.base import Batch, Ending
from sync.records import Item, Kind
from tests.connectors.contract import ConnectorContract, check_times
from tests.connectors.drawer import NOON, Drawer, FixedClock

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 24)
DAYS = [date(2027, 11, 1) + timedelta(days=n) for n in range(400)]
"""Over a leap day, two changes of clocks and two turns of the year."""


@pytest.fixture(scope="module")
def read() -> list[Card]:
    return cards()


@pytest.fixture(scope="module")
def lindenhof(read: list[Card]) -> list[Item]:
    return items_on(read, TODAY, BERLIN)


@pytest.fixture(scope="module")
def calendar(read: list[Card]) -> dict[date, list[Item]]:
    """What Lindenhof shows on each of the days."""
    return {day: items_on(read, day, BERLIN) for day in DAYS}


class TestDemo(ConnectorContract):
    @pytest.fixture
    def platform(self, lindenhof: list[Item]) -> Drawer:
        return Drawer(lindenhof)


def test_the_demo_source_and_connector_give_the_neighbourhood_of_the_day() -> None:
    connector = demo_connector(FixedClock(NOON), BERLIN)
    batch, ending = connector.streams()[0].pull(None, {})
    assert (demo_source().name, demo_source().kind) == ("beispiel", "memory")
    assert isinstance(batch, Batch)
    assert list(batch.items) == neighbourhood(TODAY, BERLIN)
    assert (batch.skipped, ending) == (0, Ending(complete=True))


def test_the_demo_is_large_and_has_every_kind(read: list[Card]) -> None:
    kinds = Counter(card.item.kind for card in read)
    least = {Kind.EVENT: 60, Kind.OFFER: 35, Kind.REQUEST: 25, Kind.JOB: 20, Kind.NOTICE: 20}
    assert kinds.total() >= 160
    assert all(kinds[kind] >= number for kind, number in least.items())


def test_every_kind_has_between_8_and_15_categories(read: list[Card]) -> None:
    for kind in Kind:
        names = {name for card in read if card.item.kind is kind for name in card.item.categories}
        assert 8 <= len(names) <= 15, (kind, names)


def test_every_field_of_an_item_is_used_and_left_out_somewhere(lindenhof: list[Item]) -> None:
    for field in ("text", "starts", "ends", "place", "price", "contact", "url", "image", "published", "changed"):
        filled = [getattr(item, field) is not None for item in lindenhof]
        assert any(filled), field
        assert not all(filled), field


def test_on_each_of_400_days_identities_are_unique_and_times_are_whole(calendar: dict[date, list[Item]]) -> None:
    zone = ZoneInfo(BERLIN)
    for items in calendar.values():
        remotes = {item.remote for item in items}
        assert len(remotes) == len(items) >= 150
        for item in items:
            check_times(item, zone)


def test_on_each_of_400_days_nothing_is_past_or_beyond_twelve_months(calendar: dict[date, list[Item]]) -> None:
    for day, items in calendar.items():
        starts = [item.starts[:10] for item in items if item.starts]
        assert day.isoformat() <= min(starts)
        assert max(starts) <= (day + timedelta(days=365)).isoformat()


def test_on_each_of_400_days_every_kind_is_full_and_the_months_ahead_hold_events(
    calendar: dict[date, list[Item]],
) -> None:
    for items in calendar.values():
        assert min(Counter(item.kind for item in items).values()) >= 20
        assert len({item.starts[:7] for item in items if item.starts}) >= 6


def test_today_is_never_empty_before_22_o_clock(calendar: dict[date, list[Item]]) -> None:
    for day, items in calendar.items():
        late = datetime.combine(day, datetime.min.time(), ZoneInfo(BERLIN)).replace(hour=22)
        today = [item for item in items if item.kind is Kind.EVENT and _is_on(item, day)]
        assert len(today) >= 6
        assert sum(_lasts(item, late) for item in today) >= 3


def _is_on(item: Item, day: date) -> bool:
    return item.starts is not None and item.starts.startswith(day.isoformat())


def _lasts(item: Item, moment: datetime) -> bool:
    return item.all_day or item.ends is None or datetime.fromisoformat(item.ends) > moment


def test_published_and_changed_are_past_whatever_the_hour(lindenhof: list[Item]) -> None:
    midnight = TODAY.isoformat()
    assert all(item.published is None or item.published < midnight for item in lindenhof)
    assert all(item.changed is None or (item.published or "") <= item.changed < midnight for item in lindenhof)


def test_on_each_of_400_days_one_of_everything_hard_is_there(calendar: dict[date, list[Item]]) -> None:
    for items in calendar.values():
        _has_hard_texts(items)
        _has_hard_times([item for item in items if item.kind is Kind.EVENT])


def _has_hard_texts(items: list[Item]) -> None:
    titles = [item.title for item in items]
    texts = [item.text or "" for item in items]
    words = [word for title in titles for word in title.split()]
    assert max(map(len, words)) >= 60
    assert max(map(len, titles)) >= 150
    assert max(map(len, texts)) >= 4_400
    assert max(len(item.url or "") for item in items) >= 240
    assert any("[" in title and "[/]" in title and "&" in title for title in titles)
    assert any("„" in title and "🍎" in title for title in titles)
    assert any(text.count("\n– ") >= 3 and "(https://" in text for text in texts)
    assert all(
        any(word in text for text in texts) for word in ("Hoş geldiniz", "Добро", "Ласкаво", "أهلاً", "Serdecznie")
    )
    assert {"0 €", "kostenlos", "1 Stunde"} <= {item.price for item in items}


def _has_hard_times(events: list[Item]) -> None:
    timed = [item for item in events if item.starts and not item.all_day]
    assert any(item.all_day and item.ends is None for item in events)
    assert any(
        item.all_day and _nights(item) == 2 and date.fromisoformat(item.starts or "").weekday() == 4 for item in events
    )
    assert any(_nights(item) == 1 and (item.ends or "")[11:13] < "06" for item in timed)
    assert any(_nights(item) == 1 and (item.ends or "")[11:13] > "12" for item in timed)
    assert any("T00:00" in (item.starts or "") for item in timed)
    assert any(item.ends is None for item in timed)
    assert any(item.starts is None for item in events)
    assert sum(item.cancelled for item in events) >= 2


def _nights(item: Item) -> int:
    if item.starts is None or item.ends is None:
        return 0
    return (date.fromisoformat(item.ends[:10]) - date.fromisoformat(item.starts[:10])).days


def test_tomorrow_a_weekly_group_has_the_same_identities(read: list[Card]) -> None:
    today, tomorrow = (
        {
            item.remote: item.starts
            for item in items_on(read, day, BERLIN)
            if item.remote.startswith("event:sprachcafe/")
        }
        for day in (TODAY, TODAY + timedelta(days=1))
    )
    assert today == tomorrow
    assert len(today) == 8


def test_telephones_and_addresses_reach_nobody(read: list[Card]) -> None:
    """030 23125-000 to -999 are kept free for films (Bundesnetzagentur); `.example` is never given away (RFC 2606)."""
    for card in read:
        words = " ".join(filter(None, (card.item.text, card.item.contact, card.item.url, card.item.image))).split()
        hosts = [word.strip("()").split("://")[1].split("/")[0] for word in words if "://" in word]
        mails = [word.rstrip(".,").split("@")[1] for word in words if "@" in word]
        assert all(host.endswith((".example", ".example.org")) for host in hosts + mails)
        assert all(words[at + 1].startswith("23125-") for at, word in enumerate(words) if word == "030")
