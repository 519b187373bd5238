"""A37: a slip says when, where, what it costs and whom to ring, when it was printed and how old that is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from kiosk.house import House
from kiosk.papers.item_slip import TEXT_MAX, item_slip
from kiosk.papers.unbroken import numbers_unbroken
from kiosk.words import LANGUAGES, Words
from printing.layout import Text, layout
from printing.payloads import content
from printing.preview import plain, preview
from printing.profile import profile_for
from printing.slip import QR, Fact, Heading, Paragraph, Slip, Small
from sync.clock import Clock
from sync.connectors.base import Batch
from sync.records import Item, Kind, StoredItem
from sync.replica import Replica
from tests.connectors.drawer import FixedClock

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
READ = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
EVENT = Item(
    remote="event:1",
    kind=Kind.EVENT,
    title="Nachbarschaftscafé",
    starts="2026-11-24T14:30:00+01:00",
    ends="2026-11-24T17:00:00+01:00",
    place="Quartierstreff, 50735 Köln",
    price="2,50 €",
    contact="Frau Yılmaz, Tel. 0221 98 76 54",
    url="https://unser-quartier.de/cafe",
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    clock: Clock = FixedClock(NOW)
    with Replica.open(tmp_path / "public.db", "Europe/Berlin") as replica:
        for name in ("portal", "alt"):
            replica.begin(name, READ)
        replica.conclude("portal", "ok", READ, True, None, None)
        replica.conclude("alt", "ok", READ.replace(year=2025), True, None, None)
        zone = ZoneInfo("Europe/Berlin")
        yield House(replica, Words("de"), clock, zone, "Quartierstreff Riehl", platforms=("portal", "alt"))


def stored(house: House, item: Item) -> StoredItem:
    """The item as the replica gives it back."""
    house.replica.store("portal", "posts", Batch(items=[item]), READ)
    return next(house.replica.items(item.kind, None, READ))


def changed(item: Item, **fields: object) -> Item:
    import msgspec

    return msgspec.structs.replace(item, **fields)


def rows(slip: Slip, paper_mm: int = 80) -> list[str]:
    """The letters on the paper, row by row."""
    strip = layout(slip, profile_for(paper_mm))
    return [line.text.strip() for line in strip.lines if isinstance(line, Text)]


def facts(slip: Slip) -> dict[str, str]:
    return {block.label: block.value.replace("\u00a0", " ") for block in slip.blocks if isinstance(block, Fact)}


def test_a37_a_slip_answers_when_where_what_it_costs_and_whom_to_ring(house: House) -> None:
    assert facts(item_slip(house, stored(house, EVENT))) == {
        "Wann": "Dienstag, 24. November\n14:30–17:00 Uhr",
        "Wo": "Quartierstreff, 50735 Köln",
        "Preis": "2,50 €",
        "Kontakt": "Frau Yılmaz, Tel. 0221 98 76 54",
    }


def test_a37_the_foot_says_when_it_was_printed_and_when_this_platform_was_read(house: House) -> None:
    item = stored(house, EVENT)
    assert [block.text for block in item_slip(house, item).blocks if isinstance(block, Small)] == [
        "Gedruckt am Sonntag, 22. November, 10:05 Uhr",
        "Stand: Sonntag, 22. November, 09:00 Uhr",
        f"Quelle: portal, Nummer {item.id}",
    ]


def test_a37_a_slip_of_the_demo_says_that_it_is_made_up(house: House) -> None:
    house.demo = True
    assert "Erfundenes Beispiel" in rows(item_slip(house, stored(house, EVENT)))


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_times_and_numbers_stay_on_one_row_of_either_paper(house: House, paper_mm: int, language: str) -> None:
    house.words = Words(language)
    found = rows(item_slip(house, stored(house, EVENT)), paper_mm)
    assert any("14:30-17:00" in row for row in found)
    assert any("0221 98 76 54" in row for row in found)


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"ends": None}, "Dienstag, 24. November\n14:30 Uhr"),
        ({"ends": "2026-11-25T01:00:00+01:00"}, "Dienstag, 24. November\n14:30–01:00 Uhr"),
        (
            {"ends": "2026-11-26T12:00:00+01:00"},
            "Dienstag, 24. November\n14:30 Uhr\nbis Donnerstag, 26. November\n12:00 Uhr",
        ),
        ({"starts": "2026-11-24", "ends": None, "all_day": True}, "Dienstag, 24. November\nganztägig"),
        ({"starts": "2026-11-24", "ends": "2026-11-24", "all_day": True}, "Dienstag, 24. November\nganztägig"),
        (
            {"starts": "2026-12-30", "ends": "2027-01-02", "all_day": True},
            "Mittwoch, 30. Dezember\nbis Samstag, 2. Januar",
        ),
        ({"starts": "2027-11-24T14:30:00+01:00", "ends": None}, "Mittwoch, 24. November 2027\n14:30 Uhr"),
        ({"starts": None, "ends": None}, "Datum steht im Text"),
        ({"cancelled": True}, "Dienstag, 24. November\n14:30–17:00 Uhr – fällt aus"),
    ],
)
def test_every_kind_of_time_has_its_words(house: House, fields: dict[str, object], when: str) -> None:
    assert facts(item_slip(house, stored(house, changed(EVENT, **fields))))["Wann"] == when


def test_a_cancelled_event_says_so_in_its_headline(house: House) -> None:
    [heading] = [
        block
        for block in item_slip(house, stored(house, changed(EVENT, cancelled=True))).blocks
        if isinstance(block, Heading)
    ]
    assert heading.text == "Fällt aus: Nachbarschaftscafé"


@pytest.mark.parametrize("kind", [Kind.JOB, Kind.NOTICE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a37_every_other_kind_says_whom_to_ask_and_since_when_it_hangs(house: House, kind: Kind, language: str) -> None:
    house.words = Words(language)
    bare = Item(remote="post:1", kind=kind, title="Leiter", published="2026-11-20T10:00:00+01:00")
    found = facts(item_slip(house, stored(house, bare)))
    assert len(found) == 2
    assert any("20" in value for value in found.values()), "the day on which it was published"
    assert house.words.say("Please ask in the office.") in found.values()


@pytest.mark.parametrize("kind", [Kind.OFFER, Kind.REQUEST])
def test_a37_people_of_the_exchange_are_reached_by_chiffre_where_they_publish_no_contact(
    house: House, kind: Kind
) -> None:
    ad = Item(remote="ad:1", kind=kind, title="Leiter", url="https://tauschring.example/leiter")
    item = stored(house, ad)
    assert facts(item_slip(house, item))["Kontakt"] == f"Chiffre {item.id.upper()}\nAntwort bitte im Büro abgeben."
    named = stored(house, changed(ad, contact="0221 98 76 54"))
    assert facts(item_slip(house, named))["Kontakt"] == "0221 98 76 54"


def test_a_long_text_is_shortened_and_says_so(house: House) -> None:
    text = "Wort " * 1000
    slip = item_slip(house, stored(house, changed(EVENT, text=text.strip())))
    first, second = [block.text for block in slip.blocks if isinstance(block, Paragraph)]
    assert len(first) <= TEXT_MAX
    assert second == "Am Terminal steht noch mehr."


def codes(slip: Slip) -> list[QR]:
    return [block for block in slip.blocks if isinstance(block, QR)]


def test_a36_date_and_address_have_a_code_each_and_stand_in_words_too(house: House) -> None:
    item = stored(house, EVENT)
    date, address = codes(item_slip(house, item))
    assert date.caption == "Mit dem Telefon:\nin den Kalender"
    assert (address.payload, address.caption) == (EVENT.url, f"Mit dem Telefon mehr lesen:\n{EVENT.url}")
    [event] = Calendar.from_ical(content(date.payload)).events
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (f"{item.id}@kiosk", EVENT.title, EVENT.place)
    assert (event.start, event.end) == (NOW.replace(day=24, hour=13, minute=30), NOW.replace(day=24, hour=16, minute=0))


@pytest.mark.parametrize(
    "fields",
    [{"starts": None, "ends": None}, {"cancelled": True}, {"kind": Kind.NOTICE}, {"title": "\u200c"}],
    ids=["no date", "called off", "no event", "no letter in its title"],
)
def test_what_does_not_take_place_on_a_day_has_no_calendar_code(house: House, fields: dict[str, object]) -> None:
    assert [code.payload for code in codes(item_slip(house, stored(house, changed(EVENT, **fields))))] == [EVENT.url]


def test_an_end_before_the_beginning_is_not_told_to_the_calendar(house: House) -> None:
    date, _ = codes(item_slip(house, stored(house, changed(EVENT, ends="2026-11-24T14:00:00+01:00"))))
    assert "DTEND" not in content(date.payload)


@pytest.mark.parametrize("url", ["https://köln.example/straße", f"https://example.org/{'x' * 990}"])
def test_an_address_of_which_no_code_can_be_made_stands_in_words(house: House, url: str) -> None:
    for paper_mm in (58, 80):
        printed = "".join(rows(item_slip(house, stored(house, changed(EVENT, url=url))), paper_mm))
        assert url in printed.replace("-", "") or url.replace("-", "") in printed.replace("-", "")


def test_no_sentence_of_one_language_is_left_on_a_slip_of_the_other(house: House) -> None:
    item = stored(house, changed(EVENT, text="x" * 2000))
    texts = {}
    for language in LANGUAGES:
        house.words = Words(language)
        texts[language] = plain(preview(layout(item_slip(house, item), profile_for(80))))
    for german in ("Wann", "Wo", "Preis", "Kontakt", "Gedruckt", "Stand", "Quelle", "Uhr", "November\n", "Terminal"):
        assert german in texts["de"]
    for german in ("Wann", "Preis", "Kontakt", "Gedruckt", "Stand", "Quelle", "Uhr"):
        assert german not in texts["en"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tel. 0221 98 76 54", "0221 98 76 54"),
        ("+49 (0) 221 / 98 76-54 abends", "+49 (0) 221 / 98 76-54"),
        ("(0221) 98 76 54", "(0221) 98 76 54"),
        ("mobil 0170 - 123 45 67.", "0170 - 123 45 67"),
    ],
)
def test_telephone_numbers_are_kept_whole(text: str, kept: str) -> None:
    assert numbers_unbroken(text) == text.replace(kept, kept.replace(" ", "\u00a0"))


@pytest.mark.parametrize(
    "text", ["50735 Köln", "am 24. 12. 2026 um 8", "10 bis 12 Uhr", "3 000 Leute", "IBAN DE02 1203", ""]
)
def test_other_figures_are_left_as_they_are(text: str) -> None:
    assert numbers_unbroken(text) == text
