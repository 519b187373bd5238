"""The replica on a disk that is full or may only be read: residents read on what is there (R15, R16)."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sync import schema
from sync.errors import Reason, Unstorable
from sync.replica_file import Damaged, check, prepare, sound, translated

MEMORY = Path("/dev/shm")
"""A disk in memory on every Linux; SQLite needs a place beside the journal for which it may write."""
JOURNAL_HEADER = 32
"""Bytes of a journal before its first entry: a shorter one holds nothing."""

Mark = tuple[tuple[int, int, int], ...]


def connect_unwritable(path: Path) -> sqlite3.Connection:
    """Open it for reading alone: every change is refused as `Unstorable`.

    The file itself serves where the whole disk may only be read and no journal waits: nobody can change it then. All
    else is copied into memory, 10 MB for 10,000 items without pictures.
    Raises `Unstorable` where there is no file or a damaged one, and where only this user may not write: that is a
    mistake of whoever set it up, and no failing card.
    """
    try:
        if not path.is_file() or _forbidden(path):
            raise Unstorable(Reason.DISK)
        with translated():
            db = _unchanging(path) or _copied(path)
            db.execute("PRAGMA query_only = ON")
    except (Damaged, OSError) as error:
        raise Unstorable(Reason.DISK) from error
    return db


def mark(path: Path) -> Mark:
    """File and journal as they are now: when somebody could write again, they differ."""
    return tuple(_mark(Path(f"{path}{suffix}")) for suffix in ("", "-wal"))


def _mark(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns


def _forbidden(path: Path) -> bool:
    return not _read_only(path) and not os.access(path.parent, os.W_OK)


def _read_only(path: Path) -> bool:
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _unchanging(path: Path) -> sqlite3.Connection | None:
    """The file as it stands; None where it may change, where a journal waits, or where an older program made it."""
    journal = _mark(Path(f"{path}-wal"))[1] > JOURNAL_HEADER
    if journal or not _read_only(path):
        return None
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?immutable=1", uri=True, isolation_level=None)
    if schema.version(db) != schema.VERSION:
        db.close()
        return None
    return _checked(db)


def _copied(path: Path) -> sqlite3.Connection:
    """File and journal as one database in memory."""
    place = MEMORY if MEMORY.is_dir() else None
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-", dir=place) as folder:
            copy = Path(folder) / path.name
            for suffix in ("", "-wal"):
                if os.path.exists(f"{path}{suffix}"):
                    shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
            with closing(sqlite3.connect(copy)) as db:
                db.backup(memory)
        if not sound(memory):
            raise Damaged(Reason.DISK)
    except BaseException:
        memory.close()
        raise
    return _checked(memory)


def _checked(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        prepare(db)
        check(db)
    except BaseException:
        db.close()
        raise
    return db
