"""What SQLite's error codes mean for both files."""

import sqlite3

from sync.errors import Reason

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""The file is no database, or broken inside."""
_REASONS = {
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_BUSY: Reason.LOCKED,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Reason.LOCKED,
    sqlite3.SQLITE_READONLY: Reason.DISK,
    sqlite3.SQLITE_IOERR: Reason.DISK,
    sqlite3.SQLITE_CANTOPEN: Reason.DISK,
    sqlite3.SQLITE_PERM: Reason.DISK,
    sqlite3.SQLITE_NOMEM: Reason.DISK,
}


def code_of(error: Exception) -> int:
    """The primary code of a database error, also of SQLCipher's own library."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def reason_of(error: Exception) -> Reason | None:
    """Why the disk refused; None for a mistake of the program, or a damaged file."""
    return _REASONS.get(code_of(error))
