"""The file of the ledger: opened with its key, fully synced, and never deleted by the program (R13)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import cast

from sync.disk_trouble import DAMAGED, code_of, reason_of
from sync.errors import Reason, SyncError, Unstorable

BUSY_S = 5.0
"""How long a writer waits for another one, seconds; a booking is written in milliseconds."""
PAGE = 1024
"""Bytes that are sealed and written at a time. A booking touches seven pages and changes some 200 bytes in each: with
SQLCipher's usual 4,096 it took a sixth longer."""
CACHE_KIB = 2048
"""Decrypted pages kept in memory by a connection."""
STATEMENTS = 512
"""Statements kept by a connection: all that there are, with those that make the file. The library drops the newest
when there are more, so that the ones in use would be translated anew each time, at half the cost of a booking."""


class Damaged(SyncError):
    """The file is no ledger of this key, or broken inside. It is irreplaceable: stop, keep it, restore a backup."""


@contextmanager
def translated() -> Iterator[None]:
    """Database errors by what to do next: `Damaged`, `Unstorable`; all others are mistakes of the program."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.DatabaseError as error:
        _tell(error)
        raise


def _tell(error: Exception) -> None:
    """Raise ours for what can be told; nothing for a mistake of the program."""
    if code_of(error) in DAMAGED:
        raise Damaged(Reason.LEDGER_DAMAGED) from error
    if reason := reason_of(error):
        raise Unstorable(reason) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, also when nested; takes the writer's place at once, so that what was read stays true."""
    with translated():
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            _roll_back(db)
            raise
        try:
            db.execute("COMMIT")
        except BaseException:
            _roll_back(db)
            _write_over(db)
            raise


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:  # SQLite itself rolls back when the disk is full
        with suppress(Exception):
            db.execute("ROLLBACK")


def _write_over(db: sqlite3.Connection) -> None:
    """A commit that was written and not synced lies whole in the journal: after a kill the next start would find it,
    and staff were told that nothing was booked. The next commit takes its place there, so make one at once.
    """
    with suppress(Exception):
        (version,) = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"PRAGMA user_version = {version}")


def connect(path: Path, key: bytes) -> sqlite3.Connection:
    """Open the file for the calling thread with a raw 32-byte key; an empty one where there is none.

    WAL with full sync: a commit is on the card before it returns. Raises `Damaged`, `Unstorable`.
    """
    from sqlcipher3 import dbapi2

    with translated():
        db = cast(
            sqlite3.Connection,
            dbapi2.connect(
                str(path), isolation_level=None, timeout=BUSY_S, cached_statements=STATEMENTS, factory=_translating()
            ),
        )
        try:
            _prepare(db, key)
        except BaseException:
            db.close()
            raise
    with suppress(OSError):
        path.chmod(0o600)
    return db


@cache
def _translating() -> type:
    """The library's connection, every statement and every row of which fails in our words."""
    from sqlcipher3 import dbapi2

    def ours(method: Callable[..., object]) -> Callable[..., object]:
        """The same method; it is called some thirty times a booking, so it costs nothing while all goes well."""

        def call(*words: object) -> object:
            try:
                return method(*words)
            except dbapi2.DatabaseError as error:
                _tell(error)
                raise

        return call

    class Rows(dbapi2.Cursor):  # type: ignore[misc]  # the library has no types
        execute, executemany = ours(dbapi2.Cursor.execute), ours(dbapi2.Cursor.executemany)
        fetchone, fetchall = ours(dbapi2.Cursor.fetchone), ours(dbapi2.Cursor.fetchall)
        __next__ = ours(dbapi2.Cursor.__next__)

    class Translating(dbapi2.Connection):  # type: ignore[misc]
        def cursor(self, factory: type = Rows) -> object:
            return super().cursor(factory)

    return Translating


def _prepare(db: sqlite3.Connection, key: bytes) -> None:
    db.execute("PRAGMA cipher_log_level = NONE")  # its errors would go to the screen's stderr
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    db.execute(f"PRAGMA cipher_page_size = {PAGE}")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA user_version").fetchone()
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE meets the triggers against deleting
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
