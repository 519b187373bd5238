"""Hours of an event in German words (`19 Uhr`, `13–17 Uhr`, `von 10.30 bis 12 Uhr`, `18:00`)."""

import re
from datetime import time

import msgspec

_FROM = r"(?P<{0}>[01]?\d|2[0-3])(?:[.:](?P<{0}_min>[0-5]\d))?"
_TO = r"(?P<{0}>[01]?\d|2[0-4])(?:[.:](?P<{0}_min>[0-5]\d))?"
_HOURS = re.compile(
    rf"""(?<![\d.,:/-])
    (?:
      {_FROM.format("a")}\s?(?:Uhr)?\s?(?:–|—|-|bis)\s?{_TO.format("b")}\s?Uhr |
      {_FROM.format("c")}\s?Uhr |
      (?P<d>[01]?\d|2[0-3]):(?P<d_min>[0-5]\d)(?:\s?(?:–|—|-|bis)\s?(?P<e>[01]?\d|2[0-4]):(?P<e_min>[0-5]\d))?
    )(?![\d:])""",
    re.VERBOSE | re.IGNORECASE,
)
_GAP = re.compile(
    r"[\s,;:|(–—-]{0,4}(?:(?:um|ab|von|gegen|jeweils|Beginn|Uhrzeit|Start)\b[\s:]{0,3}){0,2}", re.IGNORECASE
)
_NOT_THE_START = re.compile(r"(?:\bbis|\bEinlass|\bEinlaß|\bAufbau|\bTreffpunkt)(?:\s(?:um|ab))?[\s:]*$", re.IGNORECASE)


class Hours(msgspec.Struct, frozen=True):
    """When an event begins on its day, and when it finishes where that is said; `finishes` may be past midnight."""

    begins: time
    finishes: time | None = None


def hours_after(text: str, at: int) -> Hours | None:
    """The hours that follow a date directly; `at` is where the date ends."""
    gap = _GAP.match(text, at)
    found = _HOURS.match(text, gap.end() if gap else at)
    return _hours(found) if found else None


def only_hours(text: str) -> Hours | None:
    """The hours of a text that names one begin alone; doors and ends do not count."""
    named = {
        _hours(found)
        for found in _HOURS.finditer(text)
        if not _NOT_THE_START.search(text, max(0, found.start() - 20), found.start())
    }
    return named.pop() if len(named) == 1 else None


def _hours(found: re.Match[str]) -> Hours:
    begins = found["a"] or found["c"] or found["d"]
    minute = found["a_min"] or found["c_min"] or found["d_min"]
    finishes = found["b"] or found["e"]
    last = found["b_min"] or found["e_min"]
    return Hours(_time(begins, minute), _time(finishes, last) if finishes else None)


def _time(hour: str, minute: str | None) -> time:
    return time(int(hour) % 24, int(minute or 0))
