"""What the replica derives from an item: its id, its hash, its place in the lists and its days."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

import msgspec

from sync.records import Item, Kind, StoredItem

KINDS = tuple(Kind)
"""A kind's place here stands in the tables."""
ID_MIN, ID_MAX = 6, 12
"""Letters of an id: six can be typed from paper; at 100,000 items some eight of them need a seventh."""
UNDATED = 1 << 40
"""Rank of an event without a date: behind every dated one (the year 9999 is below 2 to the 38th)."""
NEVER = 1 << 41
"""`until` of what is never over."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_ALPHABET = _LETTERS + "23456789"
_encode = msgspec.json.Encoder().encode
_FIELDS = Item.__struct_fields__


class Order(msgspec.Struct, frozen=True):
    """Where an item stands: seconds since the epoch and proleptic day numbers in the centre's time zone."""

    rank: int
    until: int
    first_day: int | None
    last_day: int | None


def longest_id(platform: str, stream: str, remote: str) -> str:
    """The id of an identity at full length; its first `ID_MIN` letters and more are ids as well."""
    name = "\0".join((platform, stream, remote)).encode("utf-8", "surrogatepass")
    rest, first = divmod(int.from_bytes(blake2b(name, digest_size=16).digest()), len(_LETTERS))
    letters = [_LETTERS[first]]
    while len(letters) < ID_MAX:
        rest, at = divmod(rest, len(_ALPHABET))
        letters.append(_ALPHABET[at])
    return "".join(letters)


def fingerprint(item: Item, zone: ZoneInfo) -> int:
    """Hash of all that is shown, as a signed 64-bit number; `revision` does not count.

    The time zone counts: another one moves an item to other days although its text stays.
    """
    bare = item if item.revision is None else msgspec.structs.replace(item, revision=None)
    digest = blake2b(_encode(bare) + zone.key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def content(item: Item, id_: str, platform: str, pulled: str) -> bytes:
    """The item as it lies in the replica, JSON of a `StoredItem`."""
    fields = {name: getattr(item, name) for name in _FIELDS} | {"revision": None}
    return _encode(StoredItem(id=id_, platform=platform, pulled=pulled, **fields))


def order(item: Item, pulled: int, zone: ZoneInfo) -> Order:
    """Events by their start, undated ones behind; everything else newest first, by publication, else by `pulled`."""
    if item.kind is not Kind.EVENT:
        published = _moment(item.published, zone)
        return Order(-(int(published.timestamp()) if published else pulled), NEVER, None, None)
    starts = _moment(item.starts, zone)
    if starts is None:
        return Order(UNDATED, NEVER, None, None)
    ends = _moment(item.ends, zone)
    return _whole_days(starts, ends, zone) if item.all_day else _hours(starts, ends, zone)


def _whole_days(starts: datetime, ends: datetime | None, zone: ZoneInfo) -> Order:
    first = starts.toordinal()
    last = max(first, ends.toordinal() if ends else first)
    return Order(midnight(first, zone), midnight(last + 1, zone), first, last)


def _hours(starts: datetime, ends: datetime | None, zone: ZoneInfo) -> Order:
    """An event without an end is over with its day; one that ends at midnight is not on the next day."""
    begin, first = int(starts.timestamp()), starts.toordinal()
    if ends is None or ends <= starts:
        return Order(begin, midnight(first + 1, zone), first, first)
    last = (ends - timedelta(seconds=1)).toordinal()
    return Order(begin, int(ends.timestamp()), first, max(first, last))


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """A time or date in the centre's time zone; None where none is given or it cannot be read."""
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
        return when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1024)
def midnight(day: int, zone: ZoneInfo) -> int:
    """The epoch second at which a day, given by its number, begins; days past the calendar never do."""
    if day > date.max.toordinal():
        return NEVER
    return int(datetime.combine(date.fromordinal(day), datetime.min.time(), zone).timestamp())


def yesterday(now: datetime, zone: ZoneInfo) -> int:
    """The epoch second at which yesterday began: what was over before has left the window."""
    return midnight(now.astimezone(zone).toordinal() - 1, zone)
