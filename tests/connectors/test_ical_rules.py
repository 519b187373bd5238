"""Rules from any hand: a second opinion on what they mean, and a bound on what they cost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.connectors.ical_items import OCCURRENCES_MAX
from sync.connectors.ical_rules import FOUND_MAX
from sync.connectors.ical_window import Window
from tests.connectors.calendars import BERLIN, TODAY, calendar, event, read
from tests.connectors.contract import check_times

WINDOW = Window.around(TODAY, BERLIN)
DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
LOCAL = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(microsecond=0))  # noqa: DTZ001


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules as calendar programs write them."""
    parts = [
        draw(
            st.one_of(
                st.just("FREQ=DAILY"),
                st.lists(DAYS, min_size=1, max_size=3, unique=True).map(
                    lambda days: f"FREQ=WEEKLY;BYDAY={','.join(days)}"
                ),
                st.tuples(st.integers(-2, 4).filter(bool), DAYS).map(
                    lambda day: f"FREQ=MONTHLY;BYDAY={day[0]}{day[1]}"
                ),
                st.integers(1, 31).map(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}"),
                st.just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
                st.just("FREQ=YEARLY"),
            )
        ),
        draw(st.sampled_from(["", "INTERVAL=2", "INTERVAL=3"])),
        draw(st.sampled_from(["", "WKST=SU"])),
        draw(
            st.one_of(
                st.just(""),
                st.integers(1, 400).map(lambda n: f"COUNT={n}"),
                LOCAL.map(lambda u: f"UNTIL={u:%Y%m%dT%H%M%S}Z"),
            )
        ),
    ]
    return ";".join(part for part in parts if part)


@settings(deadline=None, max_examples=150)
@given(rules(), LOCAL, st.lists(st.integers(0, 40), max_size=3), st.integers(0, 72))
def test_occurrences_are_those_that_another_library_finds(
    rule: str, start: datetime, gone: list[int], hours: int
) -> None:
    removed = "".join(f"\r\nEXDATE;TZID=Europe/Berlin:{start + timedelta(days=7 * n):%Y%m%dT%H%M%S}" for n in gone)
    lines = f"RRULE:{rule}{removed}" + (f"\r\nDURATION:PT{hours}H" if hours else "")
    body = calendar(event(lines, start=f"TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}"))
    found, skipped = read(body)
    others = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(WINDOW.start, WINDOW.end)
    theirs = {other.start.astimezone(UTC) for other in others if WINDOW.holds(other.start, other.end)}
    assert skipped == 0
    assert {icalendar_time(item.starts, item.all_day) for item in found} == theirs
    assert len({item.remote for item in found}) == len(found)
    for item in found:
        check_times(item, BERLIN)


def icalendar_time(starts: str | None, all_day: bool) -> datetime:
    """The moment of an item; dates begin at local midnight."""
    assert starts is not None
    moment = datetime.fromisoformat(starts)
    return (moment.replace(tzinfo=BERLIN) if all_day else moment).astimezone(UTC)


@settings(deadline=None, max_examples=60)
@given(rules(), LOCAL, st.data())
def test_identities_of_the_others_stay_when_one_occurrence_is_moved_or_cancelled(
    rule: str, start: datetime, data: st.DataObject
) -> None:
    series = event(f"RRULE:{rule}", start=f"TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}")
    before = {item.remote: item for item in read(calendar(series))[0]}
    assert all(remote.startswith("a@x/") for remote in before)
    if not before:
        return
    chosen = data.draw(st.sampled_from(sorted(before)))
    line = data.draw(st.sampled_from(["STATUS:CANCELLED", "SUMMARY:Verlegt"]))
    moved = event(f"RECURRENCE-ID:{chosen.removeprefix('a@x/')}", line, start="X-A=b:20270101T120000")
    after = {item.remote: item for item in read(calendar(series, moved))[0]}
    assert set(after) == set(before)
    assert [remote for remote in after if after[remote] != before[remote]] == [chosen]


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(["DAILY", "WEEKLY", "HOURLY"]),
    st.integers(1, 50),
    st.datetimes(datetime(1900, 1, 1), datetime(2026, 1, 1)),  # noqa: DTZ001
)
def test_a_rule_from_long_ago_keeps_its_rhythm(frequency: str, interval: int, start: datetime) -> None:
    start = start.replace(microsecond=0)
    found, _ = read(
        calendar(event(f"RRULE:FREQ={frequency};INTERVAL={interval}", start=f"TZID=UTC:{start:%Y%m%dT%H%M%S}"))
    )
    step = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1), "HOURLY": timedelta(hours=1)}[
        frequency
    ] * interval
    moments = [icalendar_time(item.starts, item.all_day) for item in found]
    assert moments
    assert all((moment - start.replace(tzinfo=UTC)) % step == timedelta() for moment in moments)
    assert all(after - before == step for before, after in pairwise(moments))


def test_at_most_1000_occurrences_of_one_event_and_the_rest_is_counted() -> None:
    found, skipped = read(calendar(event("RRULE:FREQ=HOURLY;COUNT=1234"), event(uid="b@x")))
    assert (len(found), skipped) == (OCCURRENCES_MAX + 1, 234)


@pytest.mark.parametrize("start", ["19700101T000000", "20261201T190000"])
@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY"])
def test_a_rule_for_every_second_costs_no_more_than_is_counted(frequency: str, start: str) -> None:
    found, skipped = read(calendar(event(f"RRULE:FREQ={frequency}", start=f"X-A=b:{start}")))
    assert len(found) == OCCURRENCES_MAX
    assert 0 < skipped < FOUND_MAX


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=SECONDLY;BYSETPOS=2",
        "FREQ=SECONDLY;COUNT=999999999",
        "FREQ=WEEKLY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;RSCALE=CHINESE",
        "FREQ=SECONDLY;INTERVAL=3600;BYMINUTE=5",
        f"FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 367)))}",
    ],
)
def test_r7_a_rule_that_cannot_be_followed_costs_its_own_event_only(rule: str) -> None:
    poison = event(f"RRULE:{rule}", uid="b@x", start="X-A=b:19700101T000000")
    found, skipped = read(calendar(event(uid="a@x"), poison, event(uid="c@x")))
    assert ([item.remote for item in found], skipped) == (["a@x", "c@x"], 1)


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_a_rule_that_never_matches_ends_and_leaves_the_first_day(frequency: str) -> None:
    found, skipped = read(calendar(event(f"RRULE:FREQ={frequency};BYMONTH=2;BYMONTHDAY=30")))
    assert ([item.starts for item in found], skipped) == (["2026-12-01T19:00:00+01:00"], 0)


def test_r7_an_event_with_eleven_rules_is_skipped() -> None:
    lines = [f"RRULE:FREQ=DAILY;COUNT={number}" for number in range(1, 12)]
    assert read(calendar(event(*lines))) == ([], 1)


@pytest.mark.parametrize("length", ["P99999999D", "-P99999999D", "P900000W"])
def test_r7_a_length_beyond_the_calendar_costs_its_own_event_only(length: str) -> None:
    found, _ = read(calendar(event(f"DURATION:{length}", "RRULE:FREQ=DAILY", uid="b@x"), event(uid="a@x")))
    assert "a@x" in [item.remote for item in found]


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=60),
    st.sampled_from(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID"]),
)
def test_r7_no_value_of_a_line_breaks_the_feed(value: str, name: str) -> None:
    line = f"{name}:{''.join(value.splitlines())}"
    found, _ = read(calendar(event(uid="a@x"), event(line, uid="b@x")))
    assert "a@x" in [item.remote for item in found]
