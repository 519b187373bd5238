"""Places the entries of one event: which occurrences it has in the window, and which entry describes each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from icalendar import vRecur

from sync.connectors.ical_event import Entry, align
from sync.connectors.ical_rules import starts
from sync.connectors.ical_window import DAY, Window

SLACK = timedelta(hours=2)
"""Added to the window on both sides before wall times are compared: clocks are put forward and back by an hour."""
RULES_MAX = 10
"""RRULE lines of one event: RFC 5545 recommends one."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event takes place. `end` is exclusive."""

    entry: Entry
    original: date | None
    """The start by the rule, which stays when the occurrence is moved; None for an event that happens once."""
    start: date
    end: date | None


def occurrences(entries: Sequence[Entry], window: Window) -> list[Occurrence]:
    """All occurrences in the window of the entries that share a UID, by start; private ones left out.

    Of entries for the same occurrence the one of the highest rank holds, of equals the last.
    Raises ValueError or OverflowError when the event cannot be placed.
    """
    main = _highest([entry for entry in entries if entry.replaces is None])
    if main and not main.public:
        return []
    replacing = _Replacing(main, [entry for entry in entries if entry.replaces is not None], window)
    found = [*(_Rhythm(main, replacing, window).occurrences() if main else ()), *replacing.occurrences()]
    held = [one for one in found if one.entry.public and window.holds(one.start, one.end)]
    return sorted(held, key=lambda one: window.instant(one.start))


def _highest(entries: Sequence[Entry]) -> Entry | None:
    return max(reversed(entries), key=lambda entry: entry.rank, default=None)


class _Replacing:
    """The entries that replace single occurrences, by the moment that each had by the rule."""

    def __init__(self, main: Entry | None, entries: Sequence[Entry], window: Window) -> None:
        self._like = main.start if main else None
        self._window = window
        self._removed = {self.key(day) for day in main.removed} if main else set()
        self.by_key: dict[datetime, Entry] = {}
        for entry in sorted(entries, key=lambda entry: entry.rank):
            self.by_key[self.key(_original(entry))] = entry
        self._onwards = sorted(key for key, entry in self.by_key.items() if entry.onwards)

    def key(self, value: date) -> datetime:
        """What makes two originals the same, however they are written."""
        return self._window.instant(self._aligned(value))

    def ruling(self, key: datetime, main: Entry) -> Entry:
        """The entry that describes an occurrence of the rule: the last one "from here onwards", else the main one."""
        before = bisect_left(self._onwards, key)
        return self.by_key[self._onwards[before - 1]] if before else main

    def reach(self) -> timedelta:
        """How far from the rule an occurrence may stand because of entries that hold onwards."""
        entries = [self.by_key[key] for key in self._onwards]
        return max((abs(self.shift(entry)) + length(entry) for entry in entries), default=timedelta())

    def shift(self, entry: Entry) -> timedelta:
        """How far an entry moves what it replaces, by the clock on the wall."""
        original = self._aligned(_original(entry))
        return align(entry.start, original) - original

    def occurrences(self) -> Iterator[Occurrence]:
        for key, entry in self.by_key.items():
            if key not in self._removed:
                yield Occurrence(entry, self._aligned(_original(entry)), entry.start, entry.end)

    def _aligned(self, value: date) -> date:
        return value if self._like is None else align(value, self._like)


class _Rhythm:
    """The main entry's own occurrences: by its rules, its RDATEs and its start."""

    def __init__(self, main: Entry, replacing: _Replacing, window: Window) -> None:
        self._main = main
        self._replacing = replacing
        self._zone: tzinfo = (main.start.tzinfo if isinstance(main.start, datetime) else None) or window.home
        reach = SLACK + length(main) + replacing.reach()
        self._low = _wall((window.start - reach).astimezone(self._zone))
        self._high = _wall((window.end + reach).astimezone(self._zone))

    def occurrences(self) -> Iterator[Occurrence]:
        """Every occurrence near the window that no entry replaces and no EXDATE removes."""
        main, replacing = self._main, self._replacing
        removed = {replacing.key(day) for day in main.removed}
        days = {day for day in main.removed if not isinstance(day, datetime)}
        for key, (original, end) in self._originals().items():
            if key in replacing.by_key or key in removed or _day(original) in days:
                continue
            entry = replacing.ruling(key, main)
            start = original if entry is main else original + replacing.shift(entry)
            yield Occurrence(entry, original if main.recurring else None, start, end or _ends(start, entry))

    def _originals(self) -> dict[datetime, tuple[date, date | None]]:
        """Starts by their moment; the end only where RDATE gives a period."""
        main, key = self._main, self._replacing.key
        if len(main.rules) > RULES_MAX:
            raise ValueError("too many RRULE")
        found: dict[datetime, tuple[date, date | None]] = {}
        ends = [self._until(rule) for rule in main.rules]
        if not ends or any(end is None or self._first <= end for end in ends):
            found[key(main.start)] = (main.start, None)
        for rule, until in zip(main.rules, ends, strict=True):
            for wall in starts(rule, self._first, until, self._low, self._high):
                start = wall.replace(tzinfo=self._zone) if isinstance(main.start, datetime) else wall.date()
                found[key(start)] = (start, None)
        for added, end in main.added:
            found[key(added)] = (align(added, main.start), end and align(end, main.start))
        return found

    @property
    def _first(self) -> datetime:
        return _wall(self._main.start)

    def _until(self, rule: vRecur) -> datetime | None:
        """The last wall time of a rule; a date is its whole day, and for all-day events a moment is its day."""
        value: date | None = rule["UNTIL"][0] if rule.get("UNTIL") else None
        if isinstance(value, datetime) and value.tzinfo is not None:
            value = value.astimezone(self._zone)
        if value is None or (isinstance(value, datetime) and isinstance(self._main.start, datetime)):
            return value and _wall(value)
        return datetime.combine(_day(value), time.max)


def length(entry: Entry) -> timedelta:
    """How long one occurrence lasts by the clock on the wall; a date without end is one day."""
    if entry.end is None:
        return timedelta() if isinstance(entry.start, datetime) else DAY
    return max(entry.end - entry.start, timedelta())


def _ends(start: date, entry: Entry) -> date | None:
    """Of the entry's own start its own end: in the night when an hour comes twice, it is exact only there."""
    return entry.end if entry.end is None or start == entry.start else start + length(entry)


def _original(entry: Entry) -> date:
    return entry.start if entry.replaces is None else entry.replaces


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _wall(value: date) -> datetime:
    """The time that a clock on the wall shows; midnight of a date."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
