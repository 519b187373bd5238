"""Whether a file on a stick is a backup: it is read from there, opened, and summed up again (R37)."""

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sync.backup.age_file import unseal
from sync.backup.archive import unpack
from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.raw_copy import LEDGER_FILES
from sync.backup.snapshot import proved
from sync.clock import BootClock
from sync.errors import Unstorable
from sync.ledger.file import Damaged

if TYPE_CHECKING:
    from pyrage.x25519 import Identity


class _Compared:
    """Takes what was read back and compares it to what was to be written; a second copy would only wear the card."""

    def __init__(self, wanted: IO[bytes]) -> None:
        self._wanted, self._same = wanted, True

    def write(self, piece: bytes) -> int:
        self._same = self._same and self._wanted.read(len(piece)) == piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept."""

    @property
    def whole(self) -> bool:
        """Whether it was the same from the first byte to the last."""
        return self._same and not self._wanted.read(1)


def read_back(
    path: Path, archive: Path, key: "Identity", work: Path, data_key: bytes | None, total: str | None, clock: BootClock
) -> None:
    """Open `path` with the key that only this backup has, compare it to `archive`, and prove the ledger in it.

    Without the data key bytes are compared and nothing more. Raises `NotGood`. Raises OSError: the stick's own.
    """
    try:
        with archive.open("rb") as wanted:
            found = _Compared(wanted)
            unseal(path, found, key)
            if not found.whole:
                raise NotGood(Why.DIFFERENT)
        if data_key is None:
            return
        unpack(archive, work)
        if proved(work / LEDGER_FILES[0], data_key, clock) != total:
            raise NotGood(Why.DIFFERENT)
    except NotRestored as error:
        raise NotGood(Why.DIFFERENT) from error
    except Damaged as error:  # whole as it was written: it was so before
        raise NotGood(Why.LEDGER_DAMAGED) from error
    except Unstorable as error:
        raise NotGood(Why.DISK) from error


def drop_cache(path: Path) -> Path:
    """Let the system forget what it has of a file in memory, so that it is read from the stick (posix_fadvise(2)).

    That is a request: only a remount is sure. Raises OSError.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
    return path
