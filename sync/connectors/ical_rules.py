"""Expands a recurrence rule at bounded cost, whatever stands in it; dateutil does the calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import vRecur

RULE_MAX = 1_000
"""Letters of a rule: calendar programs write up to some 100."""
BEFORE_MAX = 100_000
"""Occurrences before the window that are counted through for a COUNT: a daily one since 1752."""
FOUND_MAX = 20_000
"""Occurrences of one rule near the window that are made at all: twice an hourly one for a year."""
CYCLE = 400
"""Years after which the Gregorian calendar repeats, weekdays included."""

_STEPS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}


def starts(rule: vRecur, first: datetime, until: datetime | None, low: datetime, high: datetime) -> list[datetime]:
    """The starts that `rule` makes from `first` on up to `until`, within [low, high]; all wall times without zone.

    At most `FOUND_MAX`, the earliest. Raises ValueError for a rule that cannot be followed or takes
    more than `BEFORE_MAX` occurrences to reach the window. A rule that never matches ends: dateutil
    looks on until the year 9999, so the search is held a multiple of `CYCLE` years nearer to it.
    """
    text = _checked(rule)
    last = min(high, until) if until else high
    if last < max(low, first):
        return []
    if "COUNT" not in rule:
        first = _forward(rule, first, low)
    years = (9_990 - high.year) // CYCLE * CYCLE
    found: Iterator[datetime] = iter(rrulestr(text, dtstart=_moved(first, years)))
    found = takewhile(lambda start: start <= _moved(last, years), found)
    return [_moved(start, -years) for start in _within(found, _moved(low, years))]


def _within(found: Iterator[datetime], low: datetime) -> Iterator[datetime]:
    for number, start in enumerate(found):
        if start >= low:
            yield start
            yield from islice(found, FOUND_MAX - 1)
            return
        if number >= BEFORE_MAX:
            raise ValueError("COUNT")


def _checked(rule: vRecur) -> str:
    """The text for dateutil, without UNTIL. Raises ValueError for what would not end or is not defined."""
    parts = {name: value for name, value in rule.items() if name != "UNTIL"}
    frequency = str(rule["FREQ"][0]).upper()
    if _number(rule, "INTERVAL") < 1 or _number(rule, "COUNT") < 1:
        raise ValueError("INTERVAL or COUNT")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY") and "BYSETPOS" in rule:
        raise ValueError("BYSETPOS within an hour")
    text: str = vRecur(parts).to_ical().decode()  # type: ignore[no-untyped-call]
    if len(text) > RULE_MAX:
        raise ValueError("RRULE too long")
    return text


def _number(rule: vRecur, name: str) -> int:
    return int(rule[name][0]) if rule.get(name) else 1


def _forward(rule: vRecur, first: datetime, low: datetime) -> datetime:
    """A later start of the same rhythm, shortly before `low`: a rule from 1970 costs no more than one from today."""
    step = _STEPS.get(str(rule["FREQ"][0]).upper(), timedelta()) * _number(rule, "INTERVAL")
    if not step or low - first < 2 * step:
        return first
    return first + step * ((low - first) // step - 1)


def _moved(wall: datetime, years: int) -> datetime:
    return wall.replace(year=wall.year + years)
