"""Items enter and leave what visitors see: the lists by category and the search index."""

import sqlite3
from collections.abc import Sequence
from json import dumps

import msgspec

from sync import search
from sync.records import Item, StoredItem

Numbered = tuple[int, Item]
"""An item with its row number."""

decode = msgspec.json.Decoder(StoredItem).decode


def records(db: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[int, StoredItem]]:
    """The items of some row numbers, in the order asked; missing ones are left out."""
    rows = db.execute(
        "SELECT number, content FROM json_each(?) CROSS JOIN record ON number = value ORDER BY json_each.key",
        (dumps(numbers),),
    )
    return [(number, decode(content)) for number, content in rows]


def enlist(db: sqlite3.Connection, items: Sequence[Numbered]) -> None:
    """Show items whose rows are written."""
    label(db, items)
    search.add(db, items)


def delist(db: sqlite3.Connection, items: Sequence[Numbered]) -> None:
    """Show items no longer; their rows must still be as they were when they were shown."""
    unlabel(db, items)
    search.remove(db, items)


def swap(db: sqlite3.Connection, old: Sequence[Numbered], new: Sequence[Numbered]) -> None:
    """Index the new words of items that changed; most changes leave the words alone."""
    worded = [(was, now) for was, now in zip(old, new, strict=True) if search.indexed(was[1]) != search.indexed(now[1])]
    search.remove(db, [was for was, _ in worded])
    search.add(db, [now for _, now in worded])


def label(db: sqlite3.Connection, items: Sequence[Numbered]) -> None:
    """Put items whose rows are written into the lists of their categories."""
    db.executemany(
        "INSERT OR IGNORE INTO label SELECT kind, ?, rank, number, until, first_day, last_day"
        " FROM item WHERE number = ?",
        [(name, number) for number, item in items for name in item.categories],
    )


def unlabel(db: sqlite3.Connection, items: Sequence[Numbered]) -> None:
    """Take items out of the lists of their categories, before their rows change."""
    db.executemany(
        "DELETE FROM label WHERE (kind, name, rank, number) = (SELECT kind, ?, rank, number FROM item"
        " WHERE number = ?)",
        [(name, number) for number, item in items for name in item.categories],
    )
