"""Small files written whole: after a power cut there is the old one or the new one, never half of one."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sync.errors import Reason, Unstorable

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def stored() -> Iterator[None]:
    """The disk's own troubles as `Unstorable`."""
    try:
        yield
    except OSError as error:
        raise Unstorable(Reason.DISK_FULL if error.errno in _FULL else Reason.DISK) from error


def read_whole(path: Path) -> bytes | None:
    """What stands in a file; None where there is none. Raises `Unstorable`."""
    with stored():
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def write_whole(path: Path, content: bytes) -> None:
    """Put a file of mode 0600 in the place of an older one; it is on the disk on return.

    One writer at a time: hold `alone`. Raises `Unstorable`; the older file is then still there.
    """
    draft = path.with_name(f"{path.name}.new")
    with stored():
        try:
            _write(draft, content)
            os.replace(draft, path)
        except OSError:
            with suppress(OSError):
                draft.unlink()
            raise
        sync_folder(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a file, waiting for it; the system lets it go when its holder dies. Raises `Unstorable`.

    Opened for reading only: on a card that can no longer be written an old lock file still serves.
    """
    with stored():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """What was put in or taken out is on the disk on return. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        os.fchmod(handle, 0o600)  # a draft left by a killed writer keeps the mode that it had
        file.write(content)
        file.flush()
        os.fsync(handle)
