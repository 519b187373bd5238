"""What goes into the newspaper: everything residents browse, each date of a series with the others."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from kiosk.house import House
from sync.records import Kind, StoredItem
from sync.replica import Listing

READ_MAX = 10_000
"""Items of one kind that are looked at: a daily series of a year in 27 places."""
ENTRIES_MAX = 250
"""Entries of one kind, some 50 pages: five kinds of so many take 0.7 GB to be set, and a small computer has one."""
CHUNK = 500
"""Items read at once: half a megabyte."""


class Once(msgspec.Struct, frozen=True):
    """One entry: an item, and for a series its other dates."""

    item: StoredItem
    again: tuple[StoredItem, ...] = ()
    """Later dates of the same, in order."""

    @property
    def items(self) -> tuple[StoredItem, ...]:
        return (self.item, *self.again)


def entries(house: House, kind: Kind, last: date) -> list[Once]:
    """All that is listed from now on, in the order of the lists; of events those that begin on a day up to `last`."""
    found = _listed(house, kind)
    if kind is not Kind.EVENT:
        return [Once(item) for item in found]
    soon = (one for one in _series(found) if one.item.starts is None or one.item.starts[:10] <= last.isoformat())
    return list(soon)


def later(house: House, last: date) -> int:
    """How many events, each date for itself, begin after that day."""
    return house.replica.count(Listing(Kind.EVENT, first=last + timedelta(days=1)), house.now())


def _listed(house: House, kind: Kind) -> Iterator[StoredItem]:
    now = house.now()
    for at in range(0, READ_MAX, CHUNK):
        chunk = house.replica.page(Listing(kind), now, at, CHUNK)
        yield from chunk
        if len(chunk) < CHUNK:
            return


def _series(items: Iterable[StoredItem]) -> list[Once]:
    """Dates that differ in nothing but the day are one entry, at the first of them."""
    found: dict[object, list[StoredItem]] = {}
    for item in items:
        found.setdefault(_but_the_day(item), []).append(item)
    return [Once(first, tuple(again)) for first, *again in found.values()]


def _but_the_day(item: StoredItem) -> object:
    if item.starts is None:
        return item.id
    same = (item.platform, item.title, item.text, item.place, item.price, item.contact, item.categories)
    return (*same, item.cancelled, item.all_day, item.starts[10:16], _lasts(item))


def _lasts(item: StoredItem) -> timedelta | None:
    if item.starts is None or item.ends is None:
        return None
    return datetime.fromisoformat(item.ends) - datetime.fromisoformat(item.starts)
