"""Whether the ledger is the one that this terminal wrote last, or a copy that was put in its place (R38)."""

import os
from pathlib import Path

from sync.ledger.kept import Kept
from sync.ledger.whole_files import stored

_NAME = "file"
"""Under which name the ledger keeps what the mark was like."""


def lost(path: Path) -> bool:
    """Whether nothing is left of a ledger that was written here. Raises `Unstorable`."""
    with stored():
        return _mark(path).exists() and not (path.exists() and path.stat().st_size)


class Origin:
    """A mark beside the ledger: an empty file, whose change time no copying and no backup can set.

    It is touched before bookings are sent, and the ledger keeps when: an older ledger does not fit it.
    """

    def __init__(self, path: Path, kept: Kept) -> None:
        self._path, self._mark, self._kept = path, _mark(path), kept

    @property
    def marked(self) -> bool:
        """Whether a ledger was written here before."""
        return self._mark.exists()

    @property
    def known(self) -> bool:
        """Whether this ledger ever met a mark."""
        return self._kept.get(_NAME) is not None

    @property
    def fits(self) -> bool:
        """Whether ledger and mark are a pair. Raises `Unstorable`."""
        with stored():
            return self._mark.exists() and self._kept.get(_NAME) == self._seen()

    def renew(self) -> None:
        """Touch the mark and keep what it is like now, in the transaction of the caller. Raises `Unstorable`."""
        with stored():
            handle = os.open(self._mark, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.utime(handle)
                os.fsync(handle)
            finally:
                os.close(handle)
            seen = self._seen()
        self._kept.put(_NAME, seen)

    def _seen(self) -> bytes:
        mark = self._mark.stat()
        return f"{self._path.stat().st_ino} {mark.st_ino} {mark.st_ctime_ns}".encode()


def _mark(path: Path) -> Path:
    return path.with_suffix(".mark")
