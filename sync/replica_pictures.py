"""Small pictures in the replica, by the address that they came from: which are wanted, held and no longer needed."""

import sqlite3
from collections.abc import Collection
from json import dumps

import msgspec

HOLD_S, HOLD_DOUBLINGS = 3600, 7
"""How long a picture that could not be read is left alone first, seconds, and how often that doubles: to five days.
Most of them are gone for good, and nobody waits for a picture."""
HELD_MAX = 2_000
"""Pictures that are kept: 25 MB of the terminal's card, and more than a centre's items of half a year."""

_CURRENT = "image IS NOT NULL AND hidden = 0 AND until > :now"
_UNNEEDED = f"url NOT IN (SELECT image FROM item WHERE {_CURRENT})"
_DUE = "(tried IS NULL OR :again OR :now - tried NOT BETWEEN 0 AND (:hold << min(failures - 1, :doublings)) - 1)"


class Wanted(msgspec.Struct, frozen=True):
    """A picture that a current item shows and the replica does not hold."""

    platform: str
    url: str


def wanted(
    db: sqlite3.Connection, platforms: Collection[str], now: int, limit: int, *, again: bool = False
) -> list[Wanted]:
    """At most `limit` pictures to read now: never tried ones first, then as the items stand in their lists.

    Failed ones wait; `again` asks for them all the same. None is wanted when `HELD_MAX` are held.
    """
    (held,) = db.execute("SELECT count(*) FROM picture WHERE content IS NOT NULL").fetchone()
    rows = db.execute(
        "SELECT platform, image FROM item LEFT JOIN picture ON url = image"
        f" WHERE {_CURRENT} AND content IS NULL AND {_DUE} AND platform IN (SELECT value FROM json_each(:platforms))"
        " GROUP BY image ORDER BY coalesce(failures, 0), min(kind), min(rank), image LIMIT :limit",
        {
            "now": now,
            "again": again,
            "hold": HOLD_S,
            "doublings": HOLD_DOUBLINGS,
            "platforms": dumps(list(platforms)),
            "limit": max(0, min(limit, HELD_MAX - held)),
        },
    )
    return [Wanted(*row) for row in rows]


def keep(db: sqlite3.Connection, url: str, content: bytes | None, now: int) -> None:
    """Store a small picture; None: it could not be read."""
    db.execute(
        "INSERT INTO picture (url, content, failures, tried) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE"
        " SET content = excluded.content, failures = failures + excluded.failures, tried = excluded.tried",
        (url, content, content is None, now),
    )


def drop(db: sqlite3.Connection, now: int) -> int:
    """Delete the pictures that no current item shows; how many."""
    return db.execute(f"DELETE FROM picture WHERE {_UNNEEDED}", {"now": now}).rowcount


def unneeded(db: sqlite3.Connection, now: int) -> bool:
    """Whether `drop` would delete any."""
    return db.execute(f"SELECT 1 FROM picture WHERE {_UNNEEDED} LIMIT 1", {"now": now}).fetchone() is not None


def picture(db: sqlite3.Connection, url: str) -> bytes | None:
    """A small picture; None where none is held."""
    row = db.execute("SELECT content FROM picture WHERE url = ?", (url,)).fetchone()
    return row[0] if row else None
