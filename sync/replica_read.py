"""What visitors ask the replica: pages, counts, days and categories, in plain SQL over covering indexes."""

import sqlite3
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import msgspec

from sync import search
from sync.records import Kind, StoredItem
from sync.replica_index import records
from sync.replica_rows import KINDS, midnight


class Listing(msgspec.Struct, frozen=True):
    """One list that a visitor can open: a kind, perhaps narrowed to days or to a category.

    Days are the centre's local ones, both inclusive, and leave out events without a date; an event
    belongs to every day that it touches. None is open. Only events have days.
    """

    kind: Kind
    first: date | None = None
    last: date | None = None
    category: str | None = None


def count(db: sqlite3.Connection, listing: Listing, now: datetime, zone: ZoneInfo) -> int:
    """How many items the list holds from now on."""
    where, values = _where(listing, now, zone)
    return int(db.execute(f"SELECT count(*) FROM {where}", values).fetchone()[0])


def page(
    db: sqlite3.Connection, listing: Listing, now: datetime, zone: ZoneInfo, offset: int, limit: int
) -> list[StoredItem]:
    """A piece of the list: events by start, undated ones behind; all else newest first."""
    where, values = _where(listing, now, zone)
    query = f"SELECT number FROM {where} ORDER BY rank, number LIMIT ? OFFSET ?"
    return _items(db, [number for (number,) in db.execute(query, (*values, limit, offset))])


def _where(listing: Listing, now: datetime, zone: ZoneInfo) -> tuple[str, list[object]]:
    """The rows of a listing that are not over; the bound on `rank` ends the scan of a day early."""
    values: list[object] = [KINDS.index(listing.kind), int(now.timestamp())]
    where = "kind = ? AND until > ?"
    if listing.last is not None:
        where += " AND first_day <= ? AND rank < ?"
        values += [listing.last.toordinal(), midnight(listing.last.toordinal() + 1, zone)]
    if listing.first is not None:
        where += " AND last_day >= ?"
        values.append(listing.first.toordinal())
    if listing.category is None:
        return f"item INDEXED BY item_listed WHERE hidden = 0 AND {where}", values
    return f"label WHERE {where} AND name = ?", [*values, listing.category]


def counts(db: sqlite3.Connection, now: datetime) -> dict[Kind, int]:
    """How many items of each kind are listed from now on, every kind named."""
    query = "SELECT kind, count(*) FROM item INDEXED BY item_listed WHERE hidden = 0 AND until > ? GROUP BY kind"
    found = dict(db.execute(query, (int(now.timestamp()),)).fetchall())
    return {kind: found.get(at, 0) for at, kind in enumerate(KINDS)}


def categories(db: sqlite3.Connection, kind: Kind, now: datetime) -> list[tuple[str, int]]:
    """The categories of a kind with their counts from now on, most used first."""
    query = "SELECT name, count(*) FROM label WHERE kind = ? AND until > ? GROUP BY name ORDER BY 2 DESC, 1"
    return db.execute(query, (KINDS.index(kind), int(now.timestamp()))).fetchall()


def days(db: sqlite3.Connection, first: date, last: date, now: datetime, zone: ZoneInfo) -> dict[date, int]:
    """Events from now on of each local day between two, both inclusive; days without events are left out."""
    where, values = _where(Listing(Kind.EVENT, first, last), now, zone)
    found: dict[date, int] = {}
    spans = db.execute(f"SELECT first_day, last_day, count(*) FROM {where} GROUP BY first_day, last_day", values)
    for begin, end, number in spans:
        for day in range(max(begin, first.toordinal()), min(end, last.toordinal()) + 1):
            found[date.fromordinal(day)] = found.get(date.fromordinal(day), 0) + number
    return found


def item(db: sqlite3.Connection, id_: str) -> StoredItem | None:
    """An item by its id, also when it is over; None when it is hidden or was never there."""
    row = db.execute("SELECT number FROM item WHERE id = ? AND hidden = 0", (id_,)).fetchone()
    found = _items(db, list(row)) if row else []
    return found[0] if found else None


def found(
    db: sqlite3.Connection, text: str, since: int, kind: Kind | None, offset: int, limit: int
) -> list[StoredItem]:
    """A piece of the hits for a visitor's words."""
    return _items(db, list(islice(search.hits(db, text, since, kind), offset, offset + limit)))


def numbers(db: sqlite3.Connection, kind: Kind | None, text: str | None, since: int) -> list[int]:
    """Row numbers of all shown items that were not over at `since`, in the order of the lists; or of all hits."""
    if text is not None:
        return list(search.hits(db, text, since, kind))
    query = "SELECT number FROM item INDEXED BY item_listed WHERE hidden = 0 AND until > ? AND kind BETWEEN ? AND ?"
    span = (KINDS.index(kind),) * 2 if kind else (0, len(KINDS))
    return [number for (number,) in db.execute(f"{query} ORDER BY kind, rank, number", (since, *span))]


def _items(db: sqlite3.Connection, asked: list[int]) -> list[StoredItem]:
    return [item for _, item in records(db, asked)]
