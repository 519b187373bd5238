"""Looks into a VEVENT as icalendar reads it: a property may be missing, repeated or broken."""

from datetime import UTC, datetime
from typing import Any

from icalendar import Component


def every(event: Component, name: str) -> list[Any]:
    """All values of a property that may be repeated, in their order."""
    value = event.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def first(event: Component, name: str) -> Any:
    """The first value of a property, None when it is missing."""
    values = every(event, name)
    return values[0] if values else None


def moment(event: Component, name: str) -> datetime | None:
    """A date-time that is only told, never planned by (CREATED): None when broken; UTC when floating."""
    try:
        value = getattr(first(event, name), "dt", None)
    except ValueError:
        return None
    if not isinstance(value, datetime):
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value
