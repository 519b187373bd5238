"""The tables of the ledger, and the triggers that make it append-only (R2)."""

import sqlite3
from typing import TYPE_CHECKING

from sync.ledger.schema_forbid import append_only, forbid
from sync.ledger.schema_letters import feedback, interests
from sync.ledger.schema_paper import printouts, vouchers

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

VERSION = 3
"""`PRAGMA user_version` of a file that fits this program."""
OPENS_FROM = 3
"""The oldest version whose program can go on with a file of this one, so that a failed update has a way back (R39).

A step keeps that way open while it only adds tables, indexes and rows in `kept`: programs before it fill the tables
that are there by position, and a column more would stop them. It is a promise about the next release: what an older
program needs may only go a release after nothing writes it any more.
"""
OPENS = "opens_from"
"""Under this name the file itself keeps it (`kept`), for programs that are older than the file."""

APPEND_ONLY = ("journal", "booking", "entry", "anchor")

_MOVES = {
    "waiting": ("uncertain", "cancelled", "confirmed", "refused"),
    "uncertain": ("uncertain", "waiting", "confirmed", "refused"),
    "refused": ("cancelled", "confirmed"),
}
"""State of an outbox row → what may follow; the others are ends."""


def version(db: sqlite3.Connection) -> int:
    """The version of an open file; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def opens_from(db: sqlite3.Connection) -> int:
    """The oldest version whose program may open this file; its own, where it does not say."""
    found = db.execute("SELECT value FROM kept WHERE name = ?", (OPENS,)).fetchone()
    told = bytes(found[0]).decode("ascii", "replace") if found else ""
    return int(told) if told.isdecimal() else version(db)


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file to `VERSION`. Loads sqlite-utils (76 ms), so call it only when the version is lower."""
    import sqlite_utils

    _steps().apply(sqlite_utils.Database(db))
    told = (OPENS, str(OPENS_FROM).encode())
    db.execute("INSERT INTO kept VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", told)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _steps() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    steps = Migrations("ledger")
    for step in (_journal, _bookings, _outbox, _people, _triggers, printouts, vouchers, interests, feedback):
        steps(name=step.__name__)(step)
    return steps


def _journal(db: "sqlite_utils.Database") -> None:
    """One row for everything that ever happened, chained by hashes (R33); ids only, no contents.

    `seq` is the device sequence, `about` a receipt. `anchor` holds, by boot, the first trusted time (R10).
    """
    stamp = "boot TEXT NOT NULL, monotonic_ns INTEGER NOT NULL, wall_ms INTEGER NOT NULL, trust TEXT NOT NULL"
    db.execute(
        "CREATE TABLE journal (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, about INTEGER, staff TEXT, facts TEXT,"
        f" {stamp}, chain BLOB NOT NULL)"
    )
    db.execute(f"CREATE TABLE anchor ({stamp.replace('boot TEXT NOT NULL', 'boot TEXT PRIMARY KEY')})")


def _bookings(db: "sqlite_utils.Database") -> None:
    """`content` is a `What` as JSON; `entry` holds both sides of every payment, so that sums are zero."""
    db.execute(
        "CREATE TABLE booking (receipt INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES journal (seq),"
        " reference TEXT NOT NULL UNIQUE, key TEXT NOT NULL, content BLOB NOT NULL, platform TEXT NOT NULL,"
        " paper TEXT, replaces INTEGER REFERENCES booking (receipt), reverses INTEGER REFERENCES booking (receipt))"
    )
    db.execute("CREATE INDEX booking_reverses ON booking (reverses) WHERE reverses IS NOT NULL")
    db.execute("CREATE INDEX booking_paper ON booking (paper) WHERE paper IS NOT NULL")
    db.execute(
        "CREATE TABLE entry (number INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES booking (receipt),"
        " member TEXT NOT NULL, unit TEXT NOT NULL, amount INTEGER NOT NULL)"
    )


def _outbox(db: "sqlite_utils.Database") -> None:
    """One row a booking; the columns are those of `records.Sending`."""
    db.execute(
        "CREATE TABLE outbox (receipt INTEGER PRIMARY KEY REFERENCES booking (receipt), state TEXT NOT NULL,"
        " attempts INTEGER NOT NULL, rounds INTEGER NOT NULL, boot TEXT NOT NULL, sent_s REAL NOT NULL,"
        " sent_ms INTEGER NOT NULL, gap_boot TEXT NOT NULL, gap_s REAL NOT NULL, missed INTEGER NOT NULL,"
        " remote_id TEXT, reason TEXT, detail TEXT)"
    )
    db.execute("CREATE INDEX outbox_unconfirmed ON outbox (state) WHERE state <> 'confirmed'")


def _people(db: "sqlite_utils.Database") -> None:
    """Members as the ring or a file told; drafts and other small things by name in `kept`."""
    db.execute(
        "CREATE TABLE member (number TEXT PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL, search TEXT NOT NULL,"
        " email TEXT, phone TEXT, joined TEXT, print INTEGER NOT NULL, public INTEGER NOT NULL,"
        " offline INTEGER NOT NULL, source TEXT NOT NULL, remote TEXT, balance INTEGER, floor INTEGER,"
        " ceiling INTEGER, read_ms INTEGER, trust TEXT)"
    )
    db.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL)")


def _triggers(db: "sqlite_utils.Database") -> None:
    """No edit, no deletion, no gap; an outbox row moves only forward."""
    for table in APPEND_ONLY:
        append_only(db, table)
    forbid(db, "outbox_delete", "BEFORE DELETE ON outbox", "nothing is dropped")
    for table, column in (("journal", "seq"), ("booking", "receipt")):
        last = f"(SELECT coalesce(max({column}), 0) + 1 FROM {table})"
        forbid(db, f"{table}_gap", f"BEFORE INSERT ON {table} WHEN NEW.{column} <> {last}", f"a gap in {table}")
    moves = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old in _MOVES for new in _MOVES[old])
    forbid(db, "outbox_move", f"BEFORE UPDATE ON outbox WHEN NOT ({moves})", "no such move")
