"""Dates in German words: plain ones are found, doubtful ones are not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.germandates import AHEAD_MAX, BEHIND_MAX, day_of

BERLIN = ZoneInfo("Europe/Berlin")
POSTED = date(2026, 10, 2)
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def times(title: str, text: str = "", posted: date | None = POSTED) -> tuple[str, str | None] | None:
    day = day_of(title, text, posted)
    return (day.starts(BERLIN), day.ends(BERLIN)) if day else None


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("Samstag, 24. Oktober, 13–17 Uhr. Nur ein Gerät.", "2026-10-24T13:00:00+02:00", "2026-10-24T17:00:00+02:00"),
        ("am 17. Oktober 2026", "2026-10-17", None),
        ("24.10.2026 um 18 Uhr", "2026-10-24T18:00:00+02:00", None),
        ("Info-Abend: 4. November, 19 Uhr.", "2026-11-04T19:00:00+01:00", None),
        ("Sa 24.10. 18 Uhr", "2026-10-24T18:00:00+02:00", None),
        ("Freitag, den 9.10.26, ab 19.30 Uhr", "2026-10-09T19:30:00+02:00", None),
        ("Do, 29.10.2026 18.00–20.30 Uhr, Saal", "2026-10-29T18:00:00+01:00", "2026-10-29T20:30:00+01:00"),
        ("Donnerstagabend, 12. November, 20:15", "2026-11-12T20:15:00+01:00", None),
        ("31.12., 22–2 Uhr", "2026-12-31T22:00:00+01:00", "2027-01-01T02:00:00+01:00"),
        ("31.12. von 22:00 bis 24:00 Uhr", "2026-12-31T22:00:00+01:00", "2027-01-01T00:00:00+01:00"),
        ("Datum: 24.10.2026\nUhrzeit: 18 Uhr\nEinlass 17 Uhr", "2026-10-24T18:00:00+02:00", None),
        ("Um 15 Uhr am 3. Jänner im Café", "2027-01-03T15:00:00+01:00", None),
        ("vom 24. bis 26. Oktober", "2026-10-24", "2026-10-26"),
        ("24.10.–26.10.2026", "2026-10-24", "2026-10-26"),
        ("30. Dezember bis 2. Januar", "2026-12-30", "2027-01-02"),
        ("2026-11-07, 10 Uhr", "2026-11-07T10:00:00+01:00", None),
        ("Samstag, 24. Oktober. Anmeldung bis 20. Oktober.", "2026-10-24", None),
        ("Den Verein gibt es seit dem 3.5.2010, gefeiert wird am 24.10.", "2026-10-24", None),
        ("Wir sehen uns am 24. Oktober! Ja, am 24.10.", "2026-10-24", None),
        ("28. März 2027, 2:30 Uhr", "2027-03-28T03:30:00+02:00", None),
    ],
)
def test_a_plain_date_is_found(text: str, starts: str, ends: str | None) -> None:
    assert times("", text) == (starts, ends)


@pytest.mark.parametrize(
    "text",
    [
        "Jeden 2. Mittwoch, 16:00–18:00 Uhr, Raum 1.04 (EG)",
        "Bewerbung bis 15.11.2026 an das Büro",
        "Anmeldeschluss: 15. November",
        "Seit dem 3. März und ab 4. November wieder offen",
        "3., 10. und 17. Oktober",
        "am 24. und 25. Oktober",
        "3. Oktober oder 4. Oktober",
        "24.10. und 7.11., je 10 Uhr",
        "Sonntag, 17. Oktober 2026",
        "Dienstag, 24. Oktober",
        "31. November, 19 Uhr",
        "Geboren am 4. Mai 1950",
        "verschoben vom 17. Oktober auf den 24. Oktober",
        "Am 1. September feierten wir",
        "Gegründet am 3.5.2010, Telefon 0221 12.10.22 oder Seite 12.",
        "Tor 4.2.1, Version 10.2026",
        "",
    ],
)
def test_a_doubtful_date_is_none_rather_than_wrong(text: str) -> None:
    assert times("", text) is None


def test_the_title_says_the_day_and_several_hours_in_the_text_stay_open() -> None:
    text = "10 Uhr: Begrüßung\n11 Uhr: Führung"
    assert times("Tag der offenen Tür am 17. Oktober", text) == ("2026-10-17", None)


def test_the_text_may_say_the_hour_of_the_titles_day() -> None:
    text = "Anlass ist der 3. Oktober. Am 17. Oktober ab 11 Uhr geht es los, um 14 Uhr gibt es Kuchen."
    assert times("Fest am 17. Oktober", text) == ("2026-10-17T11:00:00+02:00", None)


def test_a_text_that_contradicts_its_title_is_ambiguous() -> None:
    assert times("Fest am 17. Oktober", "Wir feiern am 18. Oktober.") is None


def test_a_weekday_that_fits_the_year_after_the_next_day_is_believed() -> None:
    assert times("", "Sonntag, 24. Oktober") == ("2027-10-24", None)


def test_without_the_day_of_the_post_only_dates_with_a_year_are_found() -> None:
    assert times("", "17. Oktober", posted=None) is None
    assert times("", "17. Oktober 2026", posted=None) == ("2026-10-17", None)


days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
forms = st.sampled_from(("{day}. {month}", "{day}.{number}.", "{day:02}.{number:02}.", "am {day}. {month}, 19 Uhr"))


@given(days, st.integers(0, AHEAD_MAX.days), forms)
def test_a_date_without_a_year_is_the_next_such_day(posted: date, ahead: int, form: str) -> None:
    day = posted + timedelta(days=ahead)
    text = form.format(day=day.day, month=MONTHS[day.month - 1], number=day.month)
    found = day_of("", text, posted)
    assert found is not None
    assert found.first == day


@given(days, days, st.booleans())
def test_a_date_with_year_and_weekday_is_found_only_when_they_fit(posted: date, day: date, right: bool) -> None:
    assume(day >= posted - BEHIND_MAX)
    weekday = WEEKDAYS[(day.weekday() + (0 if right else 1)) % 7]
    found = day_of(f"{weekday}, {day.day}. {MONTHS[day.month - 1]} {day.year}", "", posted)
    assert (found is not None and found.first == day) is right


@given(st.text(alphabet="0123456789. :-–,/Uhr MaiJunOktbisvomundSa\n", max_size=80), st.text(max_size=40), days)
def test_any_words_give_a_valid_day_or_none(title: str, text: str, posted: date) -> None:
    day = day_of(title, text, posted)
    if day is None:
        return
    ends = day.ends(BERLIN)
    assert ends is None or datetime.fromisoformat(day.starts(BERLIN)) <= datetime.fromisoformat(ends)
    for moment in (day.starts(BERLIN), ends):
        if moment and day.hours:
            assert datetime.fromisoformat(moment).astimezone(UTC).astimezone(BERLIN).isoformat() == moment
