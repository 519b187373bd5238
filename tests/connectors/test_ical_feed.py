"""Cutting a calendar into events: line ends, folds, byte order marks, nesting, and what follows the end."""

import pytest

from sync.connectors.ical_feed import cut, unfold
from sync.errors import Reason, Unreachable
from tests.connectors.calendars import calendar, event, items, only, read

TITLE = "SUMMARY:Äußere Höfe – Führung für Größere"


def test_d5_a_fold_may_stand_inside_a_utf8_letter() -> None:
    whole = calendar(event(TITLE))
    at = whole.index("ß".encode()) + 1
    folded = whole[:at] + b"\r\n " + whole[at:]
    assert read(folded)[0][0].title == TITLE.removeprefix("SUMMARY:")


@pytest.mark.parametrize("fold", [b"\r\n ", b"\n ", b"\r\n\t", b"\n\t", b"\r ", b"\r\r\n "])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_d5_every_line_end_and_fold_reads_the_same(end: bytes, fold: bytes) -> None:
    whole = calendar(event(TITLE)).replace(b"\r\n", end)
    at = whole.index("Führung".encode())
    assert read(whole[:at] + fold + whole[at:])[0][0].title == TITLE.removeprefix("SUMMARY:")


def test_d5_a_byte_order_mark_and_blank_lines_before_the_calendar_do_no_harm() -> None:
    assert len(cut("\ufeff\n\n " + unfold(calendar(event())).decode()).events) == 1


def test_what_a_web_cache_writes_after_the_end_is_not_looked_at() -> None:
    found, skipped = read(calendar(event()) + b"<!-- cached page -->\n")
    assert (len(found), skipped) == (1, 0)


def test_two_calendars_in_one_answer_are_both_read() -> None:
    assert len(read(calendar(event(uid="a")) + calendar(event(uid="b")))[0]) == 2


def test_r6_the_second_of_two_calendars_may_not_be_cut() -> None:
    with pytest.raises(Unreachable) as caught:
        read(calendar(event()) + b"BEGIN:VCALENDAR\r\n")
    assert caught.value.reason is Reason.CUT


def test_tasks_journals_and_free_times_are_never_mirrored() -> None:
    others = "".join(
        f"BEGIN:{name}\r\nUID:{name}\r\nDTSTART:20261201T100000Z\r\nSUMMARY:Nein\r\nEND:{name}\r\n"
        for name in ("VTODO", "VJOURNAL", "VFREEBUSY", "X-OTHER")
    )
    assert only(others, event()).title == "Treff"


def test_the_words_of_an_alarm_are_not_those_of_the_event() -> None:
    alarm = ("SUMMARY:Treff", "BEGIN:VALARM", "TRIGGER:-PT15M", "SUMMARY:Wecker", "DESCRIPTION:Reminder", "END:VALARM")
    item = only(event(*alarm))
    assert (item.title, item.text) == ("Treff", None)


def test_r7_an_event_that_never_ends_is_skipped_and_counted() -> None:
    endless = event(uid="b").replace("END:VEVENT\r\n", "")
    found, skipped = read(calendar(event(uid="a"), endless, event(uid="c")))
    assert ([item.remote for item in found], skipped) == (["a", "c"], 1)


def test_names_of_parts_may_be_written_small() -> None:
    whole = calendar(event()).replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"END:VEVENT", b"end:vevent")
    assert len(read(whole)[0]) == 1


def test_r7_lines_that_are_no_properties_are_ignored() -> None:
    assert only(event("das ist keine Zeile", "", ":leer", "X-;;=:")).title == "Treff"


def test_a_stray_tzid_line_at_the_top_is_ignored() -> None:
    assert items("TZID:Europe/Berlin\r\n", event())[0].starts == "2026-12-01T19:00:00+01:00"
