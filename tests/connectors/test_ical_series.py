"""Recurring events: which occurrences there are, which entry describes each, and that identities stay."""

from sync.records import Item
from tests.connectors.calendars import calendar, event, items, read

WEEKLY = event("RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT2H")
"""Tuesdays at 19:00: 1, 8, 15 and 22 December 2026."""
FIRST, SECOND, THIRD, FOURTH = (f"a@x/202612{day:02}T180000Z" for day in (1, 8, 15, 22))


def replacing(day: int, *lines: str, start: str = "", more: str = "") -> str:
    """An entry that replaces the occurrence of a day in December."""
    begun = start or f"TZID=Europe/Berlin:202612{day:02}T190000"
    return event(f"RECURRENCE-ID;TZID=Europe/Berlin{more}:202612{day:02}T190000", *lines, start=begun)


def by_remote(*parts: str) -> dict[str, Item]:
    found = items(*parts)
    assert len({item.remote for item in found}) == len(found)
    return {item.remote: item for item in found}


def test_each_occurrence_is_an_item_of_its_own() -> None:
    found = by_remote(WEEKLY)
    assert list(found) == [FIRST, SECOND, THIRD, FOURTH]
    assert (found[SECOND].starts, found[SECOND].ends) == ("2026-12-08T19:00:00+01:00", "2026-12-08T21:00:00+01:00")


def test_d5_exdate_takes_an_occurrence_away_and_the_others_keep_their_identity() -> None:
    for line in ("EXDATE;TZID=Europe/Berlin:20261208T190000", "EXDATE:20261208T180000Z", "EXDATE;VALUE=DATE:20261208"):
        assert list(by_remote(WEEKLY.replace("DURATION", f"{line}\r\nDURATION"))) == [FIRST, THIRD, FOURTH]


def test_exdate_in_utc_does_not_hit_the_same_digits_of_local_time() -> None:
    hourly = event("RRULE:FREQ=HOURLY;COUNT=3", "EXDATE:20261201T190000Z")
    assert [item.starts for item in items(hourly)] == ["2026-12-01T19:00:00+01:00", "2026-12-01T21:00:00+01:00"]


def test_d5_rdate_adds_occurrences_and_periods_their_own_end() -> None:
    lines = ("RDATE;TZID=Europe/Berlin:20261203T190000", "RDATE;VALUE=PERIOD:20261205T180000Z/PT30M", "DURATION:PT2H")
    assert [(item.starts, item.ends) for item in items(event(*lines))] == [
        ("2026-12-01T19:00:00+01:00", "2026-12-01T21:00:00+01:00"),
        ("2026-12-03T19:00:00+01:00", "2026-12-03T21:00:00+01:00"),
        ("2026-12-05T19:00:00+01:00", "2026-12-05T19:30:00+01:00"),
    ]


def test_d5_a_moved_occurrence_keeps_its_identity() -> None:
    found = by_remote(WEEKLY, replacing(8, "SUMMARY:Verlegt", start="TZID=Europe/Berlin:20261209T200000"))
    assert list(found) == [FIRST, SECOND, THIRD, FOURTH]
    assert (found[SECOND].title, found[SECOND].starts) == ("Verlegt", "2026-12-09T20:00:00+01:00")
    assert (found[THIRD].title, found[THIRD].starts) == ("Treff", "2026-12-15T19:00:00+01:00")


def test_d5_an_override_is_found_by_its_moment_however_that_is_written() -> None:
    for rid in ("RECURRENCE-ID:20261208T180000Z", "RECURRENCE-ID;VALUE=DATE:20261208", "RECURRENCE-ID:20261208T190000"):
        found = by_remote(event(rid, "SUMMARY:Anders", start="X-A=b:20261208T200000"), WEEKLY)
        assert [item.title for item in found.values()] == ["Treff", "Anders", "Treff", "Treff"]
        assert set(found) == {FIRST, SECOND, THIRD, FOURTH}


def test_an_occurrence_moved_into_the_window_is_there_and_one_moved_out_is_not() -> None:
    old = event("RRULE:FREQ=WEEKLY;COUNT=2", start="X-A=b:20261101T100000")
    moved = event("RECURRENCE-ID:20261108T100000", start="X-A=b:20261201T100000")
    assert [item.starts for item in items(old, moved)] == ["2026-12-01T10:00:00+01:00"]
    assert list(by_remote(WEEKLY, replacing(8, start="X-A=b:20300101T100000"))) == [FIRST, THIRD, FOURTH]


def test_d5_one_occurrence_may_be_cancelled() -> None:
    found = by_remote(WEEKLY, replacing(8, "STATUS:CANCELLED"))
    assert [item.cancelled for item in found.values()] == [False, True, False, False]


def test_a_cancelled_series_is_cancelled_throughout() -> None:
    assert all(item.cancelled for item in items(event("RRULE:FREQ=DAILY;COUNT=3", "STATUS:CANCELLED")))


def test_a_private_occurrence_is_hidden_and_shows_not_even_as_the_rule_has_it() -> None:
    assert list(by_remote(WEEKLY, replacing(8, "CLASS:PRIVATE", "SUMMARY:Arzt"))) == [FIRST, THIRD, FOURTH]


def test_nothing_of_a_private_series_is_shown() -> None:
    private = WEEKLY.replace("SUMMARY", "CLASS:PRIVATE\r\nSUMMARY")
    assert items(private, replacing(8, "SUMMARY:Öffentlich")) == []


def test_of_two_overrides_of_one_occurrence_the_higher_sequence_holds() -> None:
    pair = (replacing(8, "SEQUENCE:3", "SUMMARY:gilt"), replacing(8, "SEQUENCE:1", "SUMMARY:alt"))
    assert by_remote(WEEKLY, *pair)[SECOND].title == by_remote(*reversed(pair), WEEKLY)[SECOND].title == "gilt"


def test_d5_a_feed_may_hold_overrides_without_their_series() -> None:
    found = by_remote(replacing(8, "SUMMARY:Nur die"), replacing(15))
    assert list(found) == ["a@x/20261208T180000Z", "a@x/20261215T180000Z"]


def test_an_override_may_stand_outside_the_rule() -> None:
    assert len(by_remote(WEEKLY, replacing(10))) == 5


def test_exdate_also_takes_away_the_override() -> None:
    lines = WEEKLY.replace("DURATION", "EXDATE:20261208T180000Z\r\nDURATION")
    assert list(by_remote(lines, replacing(8, "SUMMARY:Anders"))) == [FIRST, THIRD, FOURTH]


def test_from_here_onwards_moves_and_renames_all_later_ones_under_their_identities() -> None:
    later = replacing(15, "SUMMARY:Später", "DURATION:PT1H", start="X-A=b:20261216T200000", more=";RANGE=THISANDFUTURE")
    found = by_remote(WEEKLY, later)
    assert set(found) == {FIRST, SECOND, THIRD, FOURTH}
    assert [found[key].title for key in (FIRST, SECOND, THIRD, FOURTH)] == ["Treff", "Treff", "Später", "Später"]
    assert (found[FOURTH].starts, found[FOURTH].ends) == ("2026-12-23T20:00:00+01:00", "2026-12-23T21:00:00+01:00")


def test_all_day_series_count_in_dates() -> None:
    lines = ("RRULE:FREQ=WEEKLY;UNTIL=20261215", "EXDATE;VALUE=DATE:20261208", "DTEND;VALUE=DATE:20261203")
    found = by_remote(event(*lines, start="VALUE=DATE:20261201"))
    assert [(key, item.starts, item.ends) for key, item in found.items()] == [
        ("a@x/20261201", "2026-12-01", "2026-12-02"),
        ("a@x/20261215", "2026-12-15", "2026-12-16"),
    ]


def test_an_all_day_series_ends_on_the_local_day_of_an_until_in_utc() -> None:
    days = items(event("RRULE:FREQ=DAILY;UNTIL=20261202T230000Z", start="VALUE=DATE:20261201"))
    assert [item.starts for item in days] == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_until_as_a_date_includes_that_day_and_as_a_time_that_moment() -> None:
    for until in ("20261203", "20261203T180000Z", "20261203T190000"):
        assert len(items(event(f"RRULE:FREQ=DAILY;UNTIL={until}"))) == 3
    assert len(items(event("RRULE:FREQ=DAILY;UNTIL=20261203T175959Z"))) == 2


def test_a_rule_that_ended_before_it_began_has_no_occurrence() -> None:
    assert items(event("RRULE:FREQ=DAILY;UNTIL=20261130T000000Z")) == []


def test_the_start_counts_even_where_the_rule_does_not_meet_it() -> None:
    starts = [item.starts for item in items(event("RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261210"))]
    assert starts == ["2026-12-01T19:00:00+01:00", "2026-12-02T19:00:00+01:00", "2026-12-09T19:00:00+01:00"]


def test_a_series_keeps_its_local_time_over_the_change_of_the_clock() -> None:
    found = items(event("RRULE:FREQ=WEEKLY;COUNT=3", start="TZID=Europe/Berlin:20270321T100000"))
    assert [item.starts for item in found] == [
        "2027-03-21T10:00:00+01:00",
        "2027-03-28T10:00:00+02:00",
        "2027-04-04T10:00:00+02:00",
    ]


def test_times_that_the_clock_skips_or_repeats_happen_once() -> None:
    spring = items(event("RRULE:FREQ=DAILY;COUNT=3", start="TZID=Europe/Berlin:20270327T023000"))
    assert [item.starts for item in spring] == [
        "2027-03-27T02:30:00+01:00",
        "2027-03-28T03:30:00+02:00",
        "2027-03-29T02:30:00+02:00",
    ]
    autumn = items(event("RRULE:FREQ=DAILY;COUNT=3", start="TZID=Europe/Berlin:20271030T023000"))
    assert [item.starts for item in autumn] == [
        "2027-10-30T02:30:00+02:00",
        "2027-10-31T02:30:00+02:00",
        "2027-11-01T02:30:00+01:00",
    ]


def test_an_occurrence_within_the_hour_that_the_clock_skips_keeps_its_length() -> None:
    night = items(event("RRULE:FREQ=DAILY;COUNT=2", "DURATION:PT30M", start="TZID=Europe/Berlin:20270327T023000"))[1]
    assert (night.starts, night.ends) == ("2027-03-28T03:30:00+02:00", "2027-03-28T04:00:00+02:00")


def test_an_occurrence_that_began_before_the_window_and_reaches_into_it_is_there() -> None:
    nights = items(event("RRULE:FREQ=DAILY;COUNT=9", "DURATION:PT10H", start="X-A=b:20261119T200000"))
    assert nights[0].starts == "2026-11-22T20:00:00+01:00"


def test_several_rules_are_united() -> None:
    starts = [item.starts for item in items(event("RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"))]
    assert starts == ["2026-12-01T19:00:00+01:00", "2026-12-02T19:00:00+01:00", "2026-12-08T19:00:00+01:00"]


def test_r7_a_broken_override_is_counted_and_the_series_stays() -> None:
    found, skipped = read(calendar(WEEKLY, replacing(8, "DTEND:irgendwann")))
    assert (len(found), skipped) == (4, 1)
