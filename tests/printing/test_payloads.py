"""What codes hold is read by others: calendars by icalendar, networks by a strict reader of their own grammar."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from printing.errors import CodeRefused
from printing.payloads import (
    CALENDAR_MAX,
    FOLD,
    CalendarEvent,
    Network,
    Number,
    Payload,
    content,
    fitting,
)

STARTS = datetime(2026, 11, 24, 14, 30, tzinfo=timezone(timedelta(hours=1)))
KNOWN = ["BEGIN", "VERSION", "BEGIN", "UID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "END", "END"]
HOSTILE = (
    "Kaffee\r\nATTENDEE:mailto:boese@example.org",
    "Kaffee\nEND:VEVENT\nBEGIN:VALARM",
    'a;b,c\\n:d"e\\',
    "\u2028SUMMARY:x\u2029\x85\x0b\x0c\x1c",
    "ENCODING=BASE64:x",
)
letters = st.text(st.characters(codec="utf-8"), max_size=120)


def event(**fields: object) -> CalendarEvent:
    known = {"uid": "k7q2@kiosk", "title": "Café", "starts": STARTS, "ends": STARTS + timedelta(hours=2)}
    return CalendarEvent(**known | fields)  # type: ignore[arg-type]


def names(text: str) -> list[str]:
    """The names of all lines, unfolded."""
    return [row.split(":")[0].split(";")[0] for row in text.replace("\r\n ", "").split("\r\n")[:-1]]


def test_a_date_is_one_event_in_universal_time_with_all_its_facts() -> None:
    made = content(event(place="Saal, 1. Stock; links", url="https://example.org/a"))
    assert names(made) == KNOWN
    [found] = Calendar.from_ical(made).events
    assert (found.start, found.end) == (STARTS, STARTS + timedelta(hours=2))
    assert "DTSTART:20261124T133000Z" in made
    assert (found["SUMMARY"], found["LOCATION"]) == ("Café", "Saal, 1. Stock; links")
    assert (found["UID"], found["URL"]) == ("k7q2@kiosk", "https://example.org/a")


def test_whole_days_end_on_the_day_after_their_last() -> None:
    [found] = Calendar.from_ical(content(event(starts=date(2026, 12, 30), ends=date(2027, 1, 2)))).events
    assert (found.start, found.end) == (date(2026, 12, 30), date(2027, 1, 3))
    [single] = Calendar.from_ical(content(event(starts=date(2026, 12, 30), ends=None))).events
    assert "DTEND" not in single


@pytest.mark.parametrize("text", HOSTILE)
def test_r21_a_hostile_title_or_place_adds_no_line_to_a_date(text: str) -> None:
    made = content(event(title=text, place=text, url="https://example.org/a"))
    assert names(made) == KNOWN
    [found] = Calendar.from_ical(made).events
    assert not found.errors
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    assert found["SUMMARY"] == found["LOCATION"] == plain


@given(letters, letters)
def test_r21_no_text_adds_a_line_to_a_date_and_no_line_is_longer_than_a_calendar_allows(title: str, place: str) -> None:
    try:
        made = content(fitting(event(title=title, place=place)))
    except CodeRefused:
        assert not title.strip() or not any(letter.isprintable() and letter != " " for letter in title)
        return
    assert [name for name in names(made) if name != "LOCATION"] == [
        name for name in KNOWN if name not in ("LOCATION", "URL")
    ]
    assert all(len(row.encode()) <= FOLD for row in made.split("\r\n"))
    assert len(made.encode()) <= CALENDAR_MAX


def test_a_date_that_is_too_large_loses_its_address_first_then_its_place_then_the_end_of_its_title() -> None:
    place, url = "Gemeindesaal, Stammheimer Straße 85", "https://example.org/" + "x" * 40
    assert names(content(fitting(event(place=place, url=url)))) == KNOWN
    longer = content(fitting(event(title="x" * 60, place=place, url=url)))
    assert ("URL" in names(longer), "LOCATION" in names(longer)) == (False, True)
    without = content(fitting(event(title="x" * 120, place=place * 2, url=url)))
    assert ("LOCATION" in names(without), "x" * 60 in without) == (False, True)
    short = content(fitting(event(title="ü" * 900, place=place, url=url)))
    assert Calendar.from_ical(short).events[0]["SUMMARY"] == "ü" * 20


def network(text: str) -> dict[str, str]:
    """A strict reader: `WIFI:` and fields `X:value;` in which `\\ ; , : "` stand behind a backslash; then `;`."""
    assert text.startswith("WIFI:")
    assert text.endswith(";;")
    fields, name, value, rest = {}, "", "", iter(text[5:-1])
    for letter in rest:
        if letter == "\\":
            value += next(rest)
        elif letter == ":":
            name, value = value, ""
        elif letter == ";":
            assert name not in fields
            fields[name], value = value, ""
        else:
            assert letter not in ',"'
            value += letter
    assert not value
    return fields


@given(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("C", "Z")), min_size=1, max_size=16
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=8, max_size=63),
)
def test_r21_no_name_and_no_key_adds_a_field_to_a_network(name: str, key: str) -> None:
    assert network(content(Network(name, key))) == {"T": "WPA", "S": name, "P": key}
    assert network(content(Network(name))) == {"T": "nopass", "S": name}


@pytest.mark.parametrize(
    "make",
    [
        lambda: Network("", "willkommen"),
        lambda: Network("ü" * 17, "willkommen"),
        lambda: Network("Netz\n", "willkommen"),
        lambda: Network("Netz", "kurz"),
        lambda: Network("Netz", "willkommen\x10\x14"),
        lambda: Network("Netz", "schlüssel"),
        lambda: Number(""),
        lambda: Number("12 34"),
        lambda: Number("ab"),
        lambda: Number("1" * 41),
        lambda: event(title=" \u200b "),
        lambda: event(uid="a\r\nb"),
        lambda: event(url="javascript:alert(1)"),
        lambda: event(url="https://example.org/\r\nATTENDEE:x"),
    ],
)
def test_r21_what_no_telephone_could_understand_is_refused_when_it_is_made(make: Callable[[], Payload]) -> None:
    with pytest.raises(CodeRefused):
        make()


@pytest.mark.parametrize("payload", [event(title="x" * 990), "https://example.org/" + "x" * 990])
def test_no_code_holds_more_than_a_thousand_letters(payload: Payload) -> None:
    with pytest.raises(CodeRefused):
        content(payload)
