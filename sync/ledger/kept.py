"""Small things by name that only staff may see: drafts, writing keys of platforms, remembered choices."""

import sqlite3
from typing import TypeVar

import msgspec

from sync.ledger.file import transaction

Told = TypeVar("Told")


class Kept:
    """Bytes by name; writes within the transaction of its caller, or at once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, name: str) -> bytes | None:
        """What lies under a name."""
        found = self._db.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return bytes(found[0]) if found else None

    def told(self, name: str, form: type[Told]) -> Told | None:
        """What lies there as JSON of this form; None where nothing does, or what a later program wrote."""
        found = self.get(name)
        try:
            return msgspec.json.decode(found, type=form) if found else None
        except msgspec.DecodeError:
            return None

    def put(self, name: str, value: bytes) -> None:
        """Put it there, in place of what was."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO kept VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
            )

    def drop(self, name: str) -> None:
        """Forget it."""
        if self.get(name) is not None:
            with transaction(self._db):
                self._db.execute("DELETE FROM kept WHERE name = ?", (name,))
