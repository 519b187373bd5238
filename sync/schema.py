"""The tables of the replica, and how an empty or older file gets them."""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

VERSION = 2
"""`PRAGMA user_version` of a file that fits this program; a file of a later program is set aside."""

_INDEX = """tokenize="ascii tokenchars '_'", content='', columnsize=0, detail=none"""


def version(connection: sqlite3.Connection) -> int:
    """The version of an open file; 0 for an empty one. Raises sqlite3.DatabaseError for no database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to `VERSION`, all or nothing, also when two programs do so at once.

    Loads sqlite-utils (76 ms), so call it only when the version is lower.
    """
    import sqlite_utils

    connection.execute("BEGIN IMMEDIATE")
    try:
        _steps().apply(sqlite_utils.Database(connection))
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _steps() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    steps = Migrations("replica")
    steps(name="001_platforms")(_platforms)
    steps(name="002_items")(_items)
    steps(name="003_search")(_search)
    steps(name="004_pictures")(_pictures)
    return steps


def _platforms(db: "sqlite_utils.Database") -> None:
    """One row a platform for the status, one a stream for its cursor; times are epoch seconds."""
    times = {"last_good": int, "last_try": int}
    facts = {"state": str, "complete": int, "problem": str, "moved_to": str}
    db.table("platform").create({"name": str, **times, **facts}, pk="name")
    cursor = {"question": str, "cursor": str, "last_full": int, "skipped": int}
    db.table("stream").create({"platform": str, "name": str, **cursor}, pk=("platform", "name"))


def _items(db: "sqlite_utils.Database") -> None:
    """`item` is small and holds what lists, counts and pulls ask for; `record` holds the content as JSON.

    `kind` is the place in `records.Kind`; `rank` orders a list; `until` is the epoch second from which it
    is over; days are proleptic ordinals in the centre's time zone; `missed_at` the first complete pull
    without it (-1: at an unknown time).
    """
    identity = {"id": str, "platform": str, "stream": str, "remote": str}
    order = {"kind": int, "rank": int, "until": int, "first_day": int, "last_day": int}
    state = {"hidden": int, "missed_at": int, "hash": int, "revision": str}
    item = db.table("item")
    item.create({"number": int, **identity, **order, **state}, pk="number", not_null={*identity, "kind", "hash"})
    item.create_index(["id"], unique=True)
    item.create_index(["platform", "stream", "remote"], unique=True)
    db.execute(
        "CREATE INDEX item_listed ON item (kind, rank, number, until, first_day, last_day) WHERE hidden = 0",
    )
    db.execute("CREATE INDEX item_missed ON item (platform, stream) WHERE missed_at IS NOT NULL")
    db.table("record").create({"number": int, "content": bytes}, pk="number")
    db.execute(
        "CREATE TABLE label (kind INTEGER, name TEXT, rank INTEGER, number INTEGER, until INTEGER,"
        " first_day INTEGER, last_day INTEGER, PRIMARY KEY (kind, name, rank, number)) WITHOUT ROWID",
    )


def _search(db: "sqlite_utils.Database") -> None:
    """Two indexes of words and a vocabulary; `search.py` says why."""
    db.execute(f"CREATE VIRTUAL TABLE title_words USING fts5(words, {_INDEX}, prefix='1 2')")
    db.execute(f"CREATE VIRTUAL TABLE all_words USING fts5(words, {_INDEX}, prefix='1 2')")
    db.execute("CREATE TABLE vocabulary (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)")
    db.execute(f"CREATE VIRTUAL TABLE vocabulary_parts USING fts5(words, {_INDEX})")


def _pictures(db: "sqlite_utils.Database") -> None:
    """Small pictures by the address they came from; `content` is NULL where reading failed `failures` times, last at
    `tried` (epoch seconds).

    Items of an older file get their addresses from their records, and platforms are read whole once more, for their
    descriptions of pictures.
    """
    db.execute(
        "CREATE TABLE picture (url TEXT PRIMARY KEY, content BLOB, failures INTEGER NOT NULL, tried INTEGER NOT NULL)"
    )
    db.execute("ALTER TABLE item ADD COLUMN image TEXT")
    db.execute(
        "UPDATE item SET image = (SELECT json_extract(CAST(content AS TEXT), '$.image') FROM record"
        " WHERE record.number = item.number)"
    )
    db.execute("CREATE INDEX item_pictured ON item (image) WHERE image IS NOT NULL")
    db.execute("UPDATE stream SET cursor = NULL, last_full = NULL")
