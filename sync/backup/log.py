"""What became of each backup, for the page that says when the last good one was; no persons stand in it."""

from datetime import datetime
from pathlib import Path

import msgspec

from sync.ledger.whole_files import alone, read_whole, write_whole

MOST = 400
"""Entries: a year of nights; the last good one of each stick is kept beyond that."""
_NAME = "backups.json"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One backup, good or not."""

    at: datetime
    """UTC."""
    trust: str
    """How sure the terminal was of that time (`sync.clock.Trust`)."""
    stick: str
    """What the stick is called ("Stick 2"); people write the number on it."""
    stick_id: str
    file: str
    good: bool
    reason: str | None = None
    """Why it is not good: a `sync.backup.errors.Why`."""
    ledger_hash: str | None = None
    """Of what was read back and looked through; None where the ledger's key was not known and bytes were compared."""
    bytes: int = 0


class BackupLog:
    """The list of one data folder, oldest first; other processes may add to it."""

    def __init__(self, folder: Path) -> None:
        self._path, self._lock = folder / _NAME, folder / "backups.lock"

    def read(self) -> tuple[Copy, ...]:
        """All of them; none where the list cannot be read: it tells of backups and is none itself.

        Raises `Unstorable`.
        """
        content = read_whole(self._path)
        try:
            return msgspec.json.decode(content, type=tuple[Copy, ...]) if content else ()
        except msgspec.DecodeError:
            return ()

    def last_good(self) -> Copy | None:
        """The newest good one."""
        return next((copy for copy in reversed(self.read()) if copy.good), None)

    def add(self, copy: Copy) -> None:
        """Note one. Raises `Unstorable`."""
        with alone(self._lock):
            copies = (*self.read(), copy)
            last = {one.stick_id: one for one in copies if one.good}
            kept = [one for one in copies[:-MOST] if one is last.get(one.stick_id)] + [*copies[-MOST:]]
            write_whole(self._path, msgspec.json.format(msgspec.json.encode(kept)) + b"\n")


def due(copies: tuple[Copy, ...]) -> str | None:
    """The stick whose turn it is: that whose last good backup is older; None while fewer than two are known."""
    last = {copy.stick_id: copy for copy in copies if copy.good}
    newest = sorted(last.values(), key=lambda copy: copy.at)[-2:]
    return newest[0].stick if len(newest) == 2 else None
