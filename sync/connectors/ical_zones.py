"""Finds the time zone that a calendar means by a name."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

RULES_MAX = 100
"""Lines of one VTIMEZONE: Germany's whole history since 1893 has some 60."""

_TZID = re.compile(r"^TZID[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_LOCATION = re.compile(r"^X-LIC-LOCATION[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_OTHER_RULE = re.compile(r"^RRULE[^:\n]*:(?!.*FREQ=YEARLY)", re.MULTILINE | re.IGNORECASE)


class Zones:
    """The zones of one feed; each is looked up once.

    A name is taken as IANA, as Windows, by its end (`/mozilla.org/2005/Europe/Berlin`), by the feed's own
    VTIMEZONE, in this order: exporters write better names than rules. Floating times and unknown
    names are `home`.
    """

    def __init__(self, home: ZoneInfo, blocks: Sequence[str] = ()) -> None:
        self.home = home
        self._own = {mark[1].strip(): block for block in blocks if (mark := _TZID.search(block))}
        self._known: dict[str, tzinfo] = {}

    def find(self, name: str | None) -> tzinfo:
        """The zone of a TZID; never raises."""
        if not name:
            return self.home
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def place(self, value: date, name: str | None) -> date:
        """A date as it is; a date-time with its zone. A time in UTC stays so, whatever TZID stands beside it."""
        if not isinstance(value, datetime):
            return value
        return value.replace(tzinfo=self.find(name)) if value.tzinfo is None else value.astimezone(UTC)

    def _look_up(self, name: str) -> tzinfo:
        block = self._own.get(name, "")
        location = _LOCATION.search(block)
        return _named(name) or _named(location[1] if location else "") or _ruled(block) or self.home


def _named(name: str) -> tzinfo | None:
    name = name.strip().strip('"')
    parts = name.strip("/").split("/")
    for candidate in (WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-3:]), "/".join(parts[-2:]), parts[-1]):
        try:
            return ZoneInfo(candidate)
        except (KeyError, ValueError, OSError):
            continue
    return None


def _ruled(block: str) -> tzinfo | None:
    """The zone of a VTIMEZONE; None where its rules are other than yearly, too many or broken.

    icalendar keeps zones by name for all feeds together: each block gets a name of its own.
    """
    if not block or block.count("\n") > RULES_MAX or _OTHER_RULE.search(block):
        return None
    own = f"TZID:x-{hashlib.sha256(block.encode()).hexdigest()[:16]}"
    try:
        zone = Component.from_ical(_TZID.sub(own, block, count=1).replace("\n", "\r\n"))
        return zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return None
