"""One round at a time in one data folder: a file lock that the system lets go when its holder dies."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from sync.errors import Reason, Unstorable


class RoundLock:
    """The lock of one file, for `with`; nobody has it until `take` says so.

    Raises `Unstorable` where the file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unstorable(Reason.DISK) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    def take(self, *, shared: bool = False) -> bool:
        """Try once, without waiting; False when another one has it. `shared` goes beside others that are shared."""
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
