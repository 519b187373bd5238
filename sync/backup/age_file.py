"""A file sealed in the age format, piece by piece; what the disk says is told apart from a spoiled file."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from sync.backup.errors import NotRestored, Why

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

_NO_KEY = "No matching keys found"
"""How the library says that the header is whole as far as it goes, and for somebody else."""


class Taker(Protocol):
    """What takes pieces one after the other."""

    def write(self, piece: bytes, /) -> int:
        """Take one."""
        ...

    def flush(self) -> object:
        """That was the last one."""
        ...


class _Read:
    """A file whose troubles are kept: the library tells them as its own, and without their number."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            return self._file.read(count)
        except OSError as error:
            self.trouble = error
            raise


class _Written:
    """The same for what is written."""

    def __init__(self, file: Taker) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self._file.write(piece)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.trouble = error
            raise


def seal(source: IO[bytes], to: Taker, recipients: Sequence["Recipient"]) -> None:
    """Encrypt; each of the recipients can open it alone. Raises OSError, as the disk said it."""
    from pyrage import EncryptError, encrypt_io

    read, written = _Read(source), _Written(to)
    try:
        encrypt_io(read, written, recipients)
    except (EncryptError, OSError) as error:
        raise (written.trouble or read.trouble or OSError(5, str(error))) from error


def unseal(path: Path, to: Taker, key: "Identity") -> None:
    """Decrypt a whole file; what was written before a spoiled place is worth nothing.

    Raises `NotRestored`: no backup, spoiled, other words. Raises OSError, as the disk said it.
    """
    from pyrage import DecryptError, decrypt_io

    with path.open("rb") as file:
        read, written = _Read(file), _Written(to)
        try:
            decrypt_io(read, written, [key])
        except (DecryptError, OSError) as error:
            if trouble := read.trouble or written.trouble:
                raise trouble from error
            raise NotRestored(_why(path, error)) from error


def _why(path: Path, error: Exception) -> Why:
    with path.open("rb") as file:
        if not file.read(21).startswith(b"age-encryption.org/v"):
            return Why.NO_BACKUP
    return Why.WRONG_WORDS if _NO_KEY in str(error) else Why.SPOILED
