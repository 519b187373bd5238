"""A32: days, times and ages in words, in both languages."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dates import (
    age_words,
    begin_words,
    date_words,
    day_words,
    short_day,
    time_words,
    weekdays_short,
    when_words,
)
from kiosk.facts import card_lines, facts, headline
from kiosk.words import LANGUAGES, Words
from sync.records import Item, Kind

DE, EN = Words("de"), Words("en")
TODAY = date(2026, 3, 2)
MONDAY = "2026-03-02"
BERLIN = ZoneInfo("Europe/Berlin")


def event(starts: str | None, ends: str | None = None, *, all_day: bool = False) -> Item:
    return Item(remote="a", kind=Kind.EVENT, title="Fest", starts=starts, ends=ends, all_day=all_day)


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        (date(2026, 3, 3), "Dienstag, 3. März", "Tuesday, March 3"),
        (date(2026, 12, 24), "Donnerstag, 24. Dezember", "Thursday, December 24"),
        (date(2027, 3, 3), "Mittwoch, 3. März 2027", "Wednesday, March 3, 2027"),
        (date(1998, 5, 1), "Freitag, 1. Mai 1998", "Friday, May 1, 1998"),
    ],
)
def test_a32_a_day_is_written_in_words_with_its_year_only_when_far(day: date, german: str, english: str) -> None:
    assert day_words(DE, day, TODAY) == german
    assert day_words(EN, day, TODAY) == english


def test_a_date_without_its_weekday_is_the_short_form() -> None:
    assert date_words(DE, date(2026, 3, 3), TODAY) == "3. März"
    assert date_words(EN, date(1998, 3, 3), TODAY) == "March 3, 1998"


def test_a32_today_and_tomorrow_only_where_the_clock_is_trusted() -> None:
    assert short_day(DE, TODAY, TODAY, relative=True) == "Heute"
    assert short_day(EN, TODAY + timedelta(days=1), TODAY, relative=True) == "Tomorrow"
    assert short_day(DE, TODAY + timedelta(days=2), TODAY, relative=True) == "Mittwoch, 4. März"
    assert short_day(DE, TODAY, TODAY, relative=False) == "Montag, 2. März"


def test_a32_a_time_has_24_hours_and_its_word() -> None:
    assert time_words(DE, datetime(2026, 3, 3, 14, 30, tzinfo=BERLIN)) == "14:30 Uhr"
    assert time_words(DE, datetime(2026, 3, 3, 9, 5, tzinfo=BERLIN)) == "09:05 Uhr"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (event(None), None),
        (event(f"{MONDAY}T14:30:00+01:00"), "Montag, 2. März, 14:30 Uhr"),
        (event(f"{MONDAY}T14:30:00+01:00", f"{MONDAY}T16:00:00+01:00"), "Montag, 2. März, 14:30 bis 16:00 Uhr"),
        (event(f"{MONDAY}T20:00:00+01:00", "2026-03-03T02:00:00+01:00"), "Montag, 2. März, 20:00 bis 02:00 Uhr"),
        (
            event("2026-03-06T14:00:00+01:00", "2026-03-08T12:00:00+01:00"),
            "Freitag, 6. März, 14:00 Uhr bis Sonntag, 8. März, 12:00 Uhr",
        ),
        (event(MONDAY, all_day=True), "Montag, 2. März, ganztägig"),
        (event(MONDAY, "2026-03-04", all_day=True), "Montag, 2. März bis Mittwoch, 4. März"),
    ],
)
def test_a32_the_time_of_an_event_in_one_line(item: Item, said: str | None) -> None:
    assert when_words(DE, item, TODAY) == said


def test_only_the_first_day_of_an_event_where_there_is_no_room() -> None:
    assert begin_words(DE, event("2026-03-06", "2026-03-08", all_day=True), TODAY, relative=True) == "Freitag, 6. März"
    assert begin_words(DE, event(None), TODAY, relative=True) is None


@pytest.mark.parametrize(
    ("age", "german", "english"),
    [
        (timedelta(seconds=59), "gerade eben", "just now"),
        (timedelta(minutes=1), "vor 1 Minute", "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "vor 59 Minuten", "59 minutes ago"),
        (timedelta(hours=1), "vor 1 Stunde", "1 hour ago"),
        (timedelta(hours=47, minutes=59), "vor 47 Stunden", "47 hours ago"),
        (timedelta(hours=48), "vor 2 Tagen", "2 days ago"),
        (timedelta(days=1_200), "vor 1.200 Tagen", "1,200 days ago"),
    ],
)
def test_a32_ages_in_words(age: timedelta, german: str, english: str) -> None:
    assert age_words(DE, age) == german
    assert age_words(EN, age) == english


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from([DE, EN]))
def test_a32_no_day_is_ever_written_in_figures_alone(day: date, words: Words) -> None:
    for said in (day_words(words, day, TODAY), date_words(words, day, TODAY)):
        assert re.search(r"[A-Za-zä]{3,}", said)
        assert not re.search(r"\d+[./-]\d", said)


def test_a_called_off_event_says_so_in_its_title_and_beside_its_time() -> None:
    off = Item(remote="a", kind=Kind.EVENT, title="Fest", starts=f"{MONDAY}T14:30:00+01:00", cancelled=True)
    assert headline(DE, off) == "Fällt aus: Fest"
    assert dict(facts(DE, off, TODAY))["Wann"].endswith("– fällt aus")


def test_a_card_says_first_everything_and_in_the_end_only_the_day() -> None:
    item = event(f"{MONDAY}T14:30:00+01:00")
    lines = card_lines(DE, item, TODAY, relative=True)
    assert lines[0] == "Heute, 14:30 Uhr"
    assert lines[-2:] == ["Heute", "2. März"]
    assert card_lines(DE, event(None), TODAY, relative=True) == ["Datum steht im Text"]


def test_a_card_of_an_offer_says_price_place_and_category_then_less() -> None:
    offer = Item(remote="a", kind=Kind.OFFER, title="Rad", price="5 €", place="Hof", categories=("Rad", "Hof"))
    lines = card_lines(DE, offer, TODAY, relative=True)
    assert lines == [
        *("5 €\nHof\nRad", "5 €\nHof · Rad", "5 € · Hof · Rad"),
        *("5 €\nHof", "5 €\nHof", "5 € · Hof"),
        "5 €",
    ]


def test_of_an_offer_without_a_time_the_day_of_its_publication_is_told() -> None:
    offer = Item(remote="a", kind=Kind.OFFER, title="Rad", published="2026-03-01T23:30:00+01:00")
    assert facts(DE, offer, TODAY) == [("Vom", "Sonntag, 1. März")]
    assert card_lines(DE, offer, TODAY, relative=True) == ["Sonntag, 1. März", "1. März"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a32_the_days_of_the_week_are_told_apart_in_two_letters(language: str) -> None:
    days = weekdays_short(Words(language))
    assert len(days) == len(set(days)) == 7
    assert all(1 <= len(day) <= 2 for day in days)
