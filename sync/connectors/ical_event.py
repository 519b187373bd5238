"""Reads one VEVENT: when it is, what repeats it, and which version of which event it claims to be."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Component, vRecur

from sync.connectors.ical_property import every, first, moment
from sync.connectors.ical_window import DAY
from sync.connectors.ical_words import draft_of
from sync.connectors.ical_zones import Zones
from sync.records import Item

_ZONE = "X-KIOSK-TZID"
"""What TZID is called while icalendar reads: it takes some names for paths and ends in an OSError."""
_ZONED = re.compile(r"^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)\b[^:\n]*);TZID=", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One VEVENT. Times are dates (all-day) or aware date-times; `end` is exclusive and after `start`."""

    uid: str
    """As it stands in the feed; empty when it has none."""
    start: date
    end: date | None
    rules: tuple[vRecur, ...] = ()
    added: tuple[tuple[date, date | None], ...] = ()
    """RDATE: starts, with an end where it is a period."""
    removed: tuple[date, ...] = ()
    """EXDATE."""
    replaces: date | None = None
    """RECURRENCE-ID: the start that the replaced occurrence had by the rule."""
    onwards: bool = False
    """RANGE=THISANDFUTURE: all later occurrences move and change along."""
    rank: tuple[int, float] = (0, 0.0)
    """SEQUENCE, then LAST-MODIFIED: of two entries for the same occurrence the higher one holds."""
    public: bool = True
    """CLASS is PUBLIC or missing; any other word counts as private (RFC 5545, 3.8.1.3)."""
    draft: Item
    """All of the item but its identity and its times; read once, so that the feed itself need not stay in memory."""

    @property
    def recurring(self) -> bool:
        """Whether the entry stands for more than one occurrence."""
        return bool(self.rules or self.added)


def read_entry(block: str, zones: Zones) -> Entry:
    """The entry of one unfolded VEVENT block.

    Raises ValueError when a date, a duration or a rule is missing or cannot be read: such an event
    has no certain time. Other broken properties are ignored.
    """
    event = Component.from_ical(_ZONED.sub(rf"\1;{_ZONE}=", block).replace("\n", "\r\n"))
    replaces = _time(event, "RECURRENCE-ID", zones)
    start = _time(event, "DTSTART", zones) or replaces
    if start is None:
        raise ValueError("no DTSTART")
    return Entry(
        uid=str(first(event, "UID") or "").strip(),
        start=start,
        end=_end(event, start, zones),
        rules=tuple(_rule(value) for value in every(event, "RRULE")),
        added=tuple(pair for pair in _dates(event, "RDATE", zones, start)),
        removed=tuple(day for day, _ in _dates(event, "EXDATE", zones, start)),
        replaces=replaces,
        onwards=replaces is not None
        and first(event, "RECURRENCE-ID").params.get("RANGE", "").upper() == "THISANDFUTURE",
        rank=(_sequence(event), _stamp(event)),
        public=str(first(event, "CLASS") or "PUBLIC").strip().upper() == "PUBLIC",
        draft=draft_of(event, zones.home),
    )


def align(value: date, like: date) -> date:
    """`value` in the form and zone of `like`, so that the two can be compared and counted on.

    Exporters mix forms: an EXDATE in UTC, a RECURRENCE-ID as a date. A date becomes that day at the
    time of `like`; a date-time becomes its date.
    """
    if not isinstance(like, datetime):
        return value.date() if isinstance(value, datetime) else value
    if not isinstance(value, datetime):
        return datetime.combine(value, like.time(), like.tzinfo)
    return value.astimezone(like.tzinfo)


def _checked(value: Any) -> date:
    if not isinstance(value, date):
        raise ValueError(f"no date: {type(value).__name__}")
    return value


def _time(event: Component, name: str, zones: Zones) -> date | None:
    value = first(event, name)
    return None if value is None else zones.place(_checked(value.dt), value.params.get(_ZONE))


def _end(event: Component, start: date, zones: Zones) -> date | None:
    """DTEND or DTSTART + DURATION in the form of `start`; None where none is given or it is not after the start."""
    end = _time(event, "DTEND", zones)
    length = first(event, "DURATION")
    if end is None and length is not None:
        end = _after(start, length.dt)
    if end is not None and isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date() + (DAY if end.time().replace(tzinfo=None) != datetime.min.time() else timedelta())
    elif end is not None and not isinstance(end, datetime) and isinstance(start, datetime):
        end = datetime.combine(end, datetime.min.time(), start.tzinfo)
    end = None if end is None else align(end, start)
    return end if end is not None and _instant(end) > _instant(start) else None


def _after(start: date, length: timedelta) -> date:
    """Days follow the calendar, hours follow the clock: only these differ in a night of the time change."""
    if not isinstance(start, datetime):
        return start + timedelta(days=-(-length // DAY))
    if length % DAY:
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return start + length


def _instant(value: date) -> datetime:
    return (
        value.astimezone(UTC)
        if isinstance(value, datetime)
        else datetime(value.year, value.month, value.day, tzinfo=UTC)
    )


def _dates(event: Component, name: str, zones: Zones, start: date) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    for line in every(event, name):
        zone = line.params.get(_ZONE)
        for value in line.dts:
            begin, end = value.dt if isinstance(value.dt, tuple) else (value.dt, None)
            begin = zones.place(_checked(begin), zone)
            if isinstance(end, timedelta):
                end = _after(begin, end)
            elif end is not None:
                end = zones.place(_checked(end), zone)
            found.append((begin, end))
    return found


def _rule(value: Any) -> vRecur:
    if not isinstance(value, vRecur) or not value.get("FREQ"):
        raise ValueError("RRULE")
    return value


def _sequence(event: Component) -> int:
    try:
        return int(first(event, "SEQUENCE") or 0)
    except ValueError:
        return 0


def _stamp(event: Component) -> float:
    changed = moment(event, "LAST-MODIFIED")
    return changed.timestamp() if changed else 0.0
