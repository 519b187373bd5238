"""From the events of a feed to items: each UID for itself, each occurrence with its identity."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from sync.connectors.ical_event import Entry, read_entry
from sync.connectors.ical_feed import Feed
from sync.connectors.ical_series import Occurrence, occurrences
from sync.connectors.ical_window import DAY, Window
from sync.connectors.ical_zones import Zones
from sync.records import Item

OCCURRENCES_MAX = 1_000
"""Items of one event (interface, "kiosk items"): nearly three a day; the rest is counted."""
UID_MAX = 120
"""Letters of a UID that stands in an identity as it is; longer ones are hashed. Common ones have 20 to 70."""

_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What icalendar and dateutil raise for values that they did not foresee."""
_LAST_MINUTE = time(23, 59)
_TEC = re.compile(r"(\d+)-\d{9,11}-\d{9,11}(@.*)")


class Found(msgspec.Struct, frozen=True):
    """What one event gave."""

    items: Sequence[Item] = ()
    skipped: int = 0


def found_in(feed: Feed, window: Window) -> Iterator[Found]:
    """The items of a feed, an event at a time; broken events and occurrences over the limit are counted."""
    zones = Zones(window.home, feed.zones)
    groups: dict[str, list[Entry]] = {}
    broken = feed.broken
    for number, block in enumerate(feed.events):
        try:
            entry = read_entry(block, zones)
        except _BROKEN:
            broken += 1
        else:
            groups.setdefault(entry.uid or _unnamed(entry), []).append(entry)
        if number % 100 == 99:
            yield Found()
    yield Found(skipped=broken)
    names = _names(groups)
    for uid, entries in groups.items():
        yield _placed(names[uid], entries, window)


def _placed(name: str, entries: Sequence[Entry], window: Window) -> Found:
    try:
        held = occurrences(entries, window)
        items = [_item(one, _remote(name, one, window), window) for one in held[:OCCURRENCES_MAX]]
    except _BROKEN:
        return Found(skipped=len(entries))
    return Found(items, len(held) - len(items))


def _item(one: Occurrence, remote: str, window: Window) -> Item:
    starts, ends, all_day = _times(one, window)
    return msgspec.structs.replace(one.entry.draft, remote=remote, starts=starts, ends=ends, all_day=all_day)


def _times(one: Occurrence, window: Window) -> tuple[str, str | None, bool]:
    """Start, end and whether they are dates. Midnight to midnight (or 23:59) is all day: TEC writes it so."""
    if not isinstance(one.start, datetime):
        return _days(one.start, one.end)
    start = window.local(one.start)
    end = window.local(one.end) if isinstance(one.end, datetime) else None
    if one.end is not None and end is not None and window.instant(end) <= window.instant(start):
        end = start + (one.end - one.start)  # it ends within the hour that the clock skips
    if end is not None and start.time() == time() and (end.time() == time() or end.time() >= _LAST_MINUTE):
        return _days(start.date(), end.date() + (DAY if end.time() >= _LAST_MINUTE else timedelta()))
    return _iso(start), _iso(end) if end else None, False


def _days(start: date, end: date | None) -> tuple[str, str | None, bool]:
    return start.isoformat(), None if end is None else (end - DAY).isoformat(), True


def _iso(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def _remote(name: str, one: Occurrence, window: Window) -> str:
    """UID and original start: stays when this or another occurrence is moved. Of a single event the UID alone."""
    return name if one.original is None else f"{name}/{_mark(one.original, window)}"


def _mark(value: date, window: Window) -> str:
    return f"{window.instant(value):%Y%m%dT%H%M%SZ}" if isinstance(value, datetime) else f"{value:%Y%m%d}"


def _unnamed(entry: Entry) -> str:
    """A UID for an event without one: the same words at the same time are the same event."""
    return f"without-uid-{_hashed(f'{entry.draft.title}|{entry.start.isoformat()}')}"


def _names(groups: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """Each UID as it stands in identities.

    The Events Calendar writes start and end into the UID, so that a moved event would seem to be another
    one: these go, unless two events of the feed would share what is left.
    """
    short = {uid: _TEC.sub(r"\1\2", uid) for uid in groups}
    shared = Counter(short.values())
    return {uid: _handy(uid if shared[name] > 1 else name) for uid, name in short.items()}


def _handy(uid: str) -> str:
    return uid if len(uid) <= UID_MAX and uid.isprintable() and "/" not in uid else f"uid-{_hashed(uid)}"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
