"""The ledger hash: one number for all that people entered, equal before a backup and after its restore.

It is SHA-256 over every row of every table, in an order and a spelling that no file format changes. Left out is what a
terminal notes about itself: sign-ins, doubts about the clock, which copy of the file this is, drafts on the screen, and
whether an unconfirmed booking was sent yet (after a restore each is asked for again). So it changes by every booking,
every change of a member and every other deed, and not by signing in to ask for it.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import msgspec

_OWN_EVENTS = (
    *("signed in", "signed out", "date vouched", "date doubted"),
    *("restored", "asking anew", "backup restored"),
)
_LEFT_OUT = ("anchor", "_sqlite_migrations")
"""Anchors follow from the journal; migrations say which program made a table."""


class _Read(NamedTuple):
    columns: str
    where: str = ""
    needs: str | None = None
    """A table that older files do not have yet; without it there is nothing to leave out."""


_SPECIAL = {
    "journal": _Read(
        "seq, event, about, staff, facts, boot, monotonic_ns, wall_ms, trust",
        f"event NOT IN ({', '.join(repr(event) for event in _OWN_EVENTS)})",
    ),
    "outbox": _Read(
        "receipt, CASE WHEN state IN ('waiting', 'uncertain') THEN 'open' ELSE state END,"
        " CASE WHEN state NOT IN ('waiting', 'uncertain') THEN remote_id END,"
        " CASE WHEN state NOT IN ('waiting', 'uncertain') THEN reason END"
    ),
    "kept": _Read("*", "name LIKE 'secret:%' OR name = 'letters key'"),
    "voucher": _Read("*", "kind <> 'restored'"),
}
_RESERVED = " AND seq NOT IN (SELECT seq FROM voucher WHERE kind = 'restored')"
"""Numbers that a restored ledger sets aside by itself."""


def ledger_hash(db: sqlite3.Connection) -> str:
    """64 hexadecimal digits; reads the whole file, within one transaction. Database errors come in our words."""
    whole = sha256()
    tables = _tables(db)
    for table in tables:
        rows = sha256()
        count = 0
        for row in _rows(db, table, tables):
            rows.update(msgspec.json.encode(row))
            count += 1
        if count:  # a table that a later program makes and nobody used changes nothing
            whole.update(f"{table} {count} {rows.hexdigest()}\n".encode())
    return whole.hexdigest()


def _tables(db: sqlite3.Connection) -> list[str]:
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in found if name not in _LEFT_OUT)


def _rows(db: sqlite3.Connection, table: str, tables: list[str]) -> Iterator[list[object]]:
    """Each row's values; those at the end that are null are left out, as columns that a later program adds."""
    read = _SPECIAL.get(table, _Read("*"))
    where = read.where
    if table == "journal" and "voucher" in tables:
        where += _RESERVED
    sql = f"SELECT {read.columns} FROM {table}" + (f" WHERE {where}" if where else "")
    for row in db.execute(f"{sql} ORDER BY {_order(db, table)}"):
        values = list(row)
        while values and values[-1] is None:
            values.pop()
        yield values


def _order(db: sqlite3.Connection, table: str) -> str:
    """Its primary key: rows get other row numbers in a copy that was packed."""
    keys = [(row[5], row[1]) for row in db.execute(f"PRAGMA table_info({table})") if row[5]]
    return ", ".join(name for _, name in sorted(keys)) or "rowid"
