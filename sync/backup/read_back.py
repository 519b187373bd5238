"""Whether a file on a stick is a backup: it is read from there, opened, and summed up again (R37)."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sync.backup.age_file import unseal
from sync.backup.archive import unpack
from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.raw_copy import LEDGER_FILES
from sync.backup.snapshot import proved
from sync.clock import BootClock
from sync.errors import SyncError

if TYPE_CHECKING:
    from pyrage.x25519 import Identity


def read_back(
    path: Path, archive: Path, key: "Identity", work: Path, data_key: bytes | None, total: str | None, clock: BootClock
) -> None:
    """Open `path` with the key that only this backup has, compare it to what was to be written, and prove its ledger.

    Without the data key bytes are compared and nothing more. Raises `NotGood`. Raises OSError: the stick's own.
    """
    read = work / "read.tar"
    try:
        with read.open("wb") as to:
            unseal(path, to, key)
        if not _same(read, archive):
            raise NotGood(Why.DIFFERENT)
        if data_key is not None:
            unpack(read, work)
            if proved(work / LEDGER_FILES[0], data_key, clock) != total:
                raise NotGood(Why.DIFFERENT)
    except (NotRestored, SyncError) as error:
        raise NotGood(Why.DIFFERENT) from error


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


def _same(one: Path, other: Path) -> bool:
    """Byte by byte."""
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            mine, theirs = left.read(1 << 20), right.read(1 << 20)
            if mine != theirs:
                return False
            if not mine:
                return True
