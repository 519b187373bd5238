"""What lists, counts, days and categories show, and when an event stops being listed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Listing, Replica
from sync.replica_rows import NEVER, UNDATED, order
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item

EVENTS = Listing(Kind.EVENT)
ZONE = ZoneInfo(BERLIN)


def event(name: str, starts: str | None, ends: str | None = None, **fields: object) -> Item:
    return item(name, kind=Kind.EVENT, title=name, starts=starts, ends=ends, **fields)


def whole(name: str, starts: str, ends: str | None = None) -> Item:
    return event(name, starts, ends, all_day=True)


def titles(replica: Replica, listing: Listing, now: datetime) -> list[str]:
    found = [found.title for found in replica.page(listing, now, 0, 99)]
    assert replica.count(listing, now) == len(found)
    return found


def hours(starts: str, ends: str | None = None) -> Item:
    return event("e", f"2026-11-{starts}+01:00", ends and f"2026-11-{ends}+01:00")


@pytest.mark.parametrize(
    ("shown", "over_at"),
    [
        pytest.param(hours("20T10:00", "20T12:00"), "2026-11-20T12:00+01:00", id="end"),
        pytest.param(hours("20T10:00"), "2026-11-21T00:00+01:00", id="no end: its day"),
        pytest.param(hours("20T22:00", "21T02:00"), "2026-11-21T02:00+01:00", id="night"),
        pytest.param(hours("20T10:00", "19T10:00"), "2026-11-21T00:00+01:00", id="ends before it starts"),
        pytest.param(whole("e", "2026-11-20"), "2026-11-21T00:00+01:00", id="whole day"),
        pytest.param(whole("e", "2026-11-20", "2026-11-22"), "2026-11-23T00:00+01:00", id="last day inclusive"),
        pytest.param(whole("e", "2026-10-25"), "2026-10-26T00:00+01:00", id="the day of 25 hours"),
    ],
)
def test_an_event_is_listed_until_it_is_over(replica: Replica, clock: FakeClock, shown: Item, over_at: str) -> None:
    replica.store("portal", "events", Batch(items=[shown]), clock.now())
    over = datetime.fromisoformat(over_at)
    assert titles(replica, EVENTS, over - timedelta(seconds=1)) == ["e"]
    assert titles(replica, EVENTS, over) == []
    assert replica.search("e", over, 0, 9) == []
    assert replica.counts(over - timedelta(seconds=1))[Kind.EVENT] == 1
    assert replica.counts(over + timedelta(minutes=1))[Kind.EVENT] == 0


def test_what_is_no_event_is_always_listed(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, published="2001-01-01T00:00:00+01:00")]), clock.now())
    assert titles(replica, Listing(Kind.NOTICE), clock.now() + timedelta(days=5000)) == ["Aushang 1"]


def test_events_come_by_start_and_undated_ones_behind(replica: Replica, clock: FakeClock) -> None:
    shown = [event("undated", None), event("later", "2026-12-01T09:00+01:00"), whole("day", "2026-11-30")]
    shown += [event("unreadable", "nie"), event("soon", "2026-11-20T23:00+01:00", cancelled=True)]
    replica.store("portal", "events", Batch(items=shown), clock.now())
    assert titles(replica, EVENTS, clock.now()) == ["soon", "day", "later", "undated", "unreadable"]


def test_everything_else_comes_newest_first(replica: Replica, clock: FakeClock) -> None:
    dated = [item(year, published=f"{year}-01-01T00:00:00+01:00") for year in (2020, 2026, 2023)]
    replica.store("portal", "posts", Batch(items=[*dated, item("unpublished")]), clock.now())
    shown = titles(replica, Listing(Kind.NOTICE), clock.now())
    assert shown == ["Aushang unpublished", "Aushang 2026", "Aushang 2023", "Aushang 2020"]


def test_pages_are_pieces_of_one_list(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(number) for number in range(30)]), clock.now())
    notices = Listing(Kind.NOTICE)
    pages = [replica.page(notices, clock.now(), offset, 7) for offset in range(0, 35, 7)]
    assert [found for page in pages for found in page] == replica.page(notices, clock.now(), 0, 99)
    assert [len(page) for page in pages] == [7, 7, 7, 7, 2]


def test_a_day_lists_every_event_that_touches_it(replica: Replica, clock: FakeClock) -> None:
    shown = [
        event("friday", "2026-11-27T23:30+01:00"),
        event("night", "2026-11-27T22:00+01:00", "2026-11-28T02:00+01:00"),
        event("until midnight", "2026-11-27T22:00+01:00", "2026-11-28T00:00+01:00"),
        whole("weekend", "2026-11-27", "2026-11-29"),
        event("saturday", "2026-11-28T00:00+01:00"),
        event("undated", None),
    ]
    replica.store("portal", "events", Batch(items=shown), clock.now())
    saturday = date(2026, 11, 28)
    assert titles(replica, Listing(Kind.EVENT, saturday, saturday), clock.now()) == ["weekend", "night", "saturday"]
    assert titles(replica, Listing(Kind.EVENT, last=date(2026, 11, 26)), clock.now()) == []
    assert titles(replica, Listing(Kind.EVENT, first=date(2026, 11, 29)), clock.now()) == ["weekend"]
    days = replica.days(date(2026, 11, 27), date(2026, 11, 28), clock.now())
    assert days == {date(2026, 11, 27): 4, saturday: 3}


def test_days_are_the_centres_own(replica: Replica, clock: FakeClock) -> None:
    late = event("late", "2026-11-27T23:30:00+00:00")
    replica.store("portal", "events", Batch(items=[late]), clock.now())
    assert replica.days(date(2026, 11, 1), date(2026, 11, 30), clock.now()) == {date(2026, 11, 28): 1}


def test_categories_are_counted_and_listed(replica: Replica, clock: FakeClock) -> None:
    shown = [item(1, categories=("Essen", "Treff")), item(2, categories=("Treff",)), item(3)]
    shown.append(event("past", "2026-11-19T10:00+01:00", categories=("Treff",)))
    replica.store("portal", "posts", Batch(items=shown), clock.now())
    assert replica.categories(Kind.NOTICE, clock.now()) == [("Treff", 2), ("Essen", 1)]
    assert replica.categories(Kind.EVENT, clock.now()) == []
    assert titles(replica, Listing(Kind.NOTICE, category="Essen"), clock.now()) == ["Aushang 1"]
    assert titles(replica, Listing(Kind.NOTICE, category="Unbekannt"), clock.now()) == []


def test_a_category_named_twice_counts_once(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, categories=("A", "A"))]), clock.now())
    assert replica.categories(Kind.NOTICE, clock.now()) == [("A", 1)]


def test_all_items_hold_past_events_since_yesterday(replica: Replica, clock: FakeClock) -> None:
    shown = [whole("before", "2026-11-18"), whole("yesterday", "2026-11-19"), item(1)]
    replica.store("portal", "events", Batch(items=shown), clock.now())
    assert {found.title for found in replica.items(None, None, clock.now())} == {"yesterday", "Aushang 1"}
    assert [found.title for found in replica.items(Kind.EVENT, None, clock.now())] == ["yesterday"]
    assert [found.title for found in replica.items(None, "yester", clock.now())] == ["yesterday"]
    assert replica.search("yester", clock.now(), 0, 9) == []


def test_all_items_are_streamed_without_limit(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(number) for number in range(1201)]), clock.now())
    assert len({found.id for found in replica.items(None, None, clock.now())}) == 1201


def test_an_unknown_id_is_nothing(replica: Replica) -> None:
    assert replica.item("nothing") is None


def test_counts_are_asked_again_after_a_change(replica: Replica, clock: FakeClock) -> None:
    assert replica.counts(clock.now()) == dict.fromkeys(Kind, 0)
    replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
    assert replica.counts(clock.now())[Kind.NOTICE] == 1


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(-100, 100_000), st.booleans())  # noqa: DTZ001
def test_every_event_is_on_a_day_while_it_is_listed(start: datetime, minutes: int, ended: bool) -> None:
    begin = start.replace(tzinfo=UTC, microsecond=0)
    ends = (begin + timedelta(minutes=minutes)).isoformat() if ended else None
    place = order(event("e", begin.isoformat(), ends), 0, ZONE)
    assert place.first_day is not None
    assert place.last_day is not None
    assert place.first_day <= place.last_day
    assert place.rank == int(begin.timestamp()) < place.until
    assert datetime.fromtimestamp(place.until - 1, ZONE).toordinal() == place.last_day


def test_an_undated_event_is_never_over() -> None:
    place = order(event("e", None), 0, ZONE)
    assert (place.rank, place.until) == (UNDATED, NEVER)
