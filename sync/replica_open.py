"""An open connection to the replica: it replaces a damaged file, and reads on where none may write."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from sync import replica_file
from sync.errors import Reason, Unstorable
from sync.replica_file import BUSY_S, Damaged, transaction, translated
from sync.replica_unwritable import Mark, connect_unwritable, mark

T = TypeVar("T")

CACHED_MAX = 200
"""Counts remembered for one state of the replica: every list of a busy minute."""


class OpenReplica:
    """One connection to `public.db`, for the thread that opened it.

    A damaged file is only a cache: it is set aside and an empty one takes its place; `replaced` then says so.
    Raises `Unstorable` when the disk refuses.
    """

    def __init__(self, path: Path, timezone: str, busy_s: float = BUSY_S, *, reading: bool = False) -> None:
        self.path, self.zone, self._busy_s, self._reading = path, ZoneInfo(timezone), busy_s, reading
        self._opened = 0
        self.unwritable = False
        """Whether it stands on a disk that takes nothing: it is read as it last was."""
        self._mark: Mark = ()
        self._cache: dict[tuple[object, ...], object] = {}
        self.replaced = False
        self._connect()

    @classmethod
    def open(cls, path: Path, timezone: str, busy_s: float = BUSY_S) -> Self:
        """Open or make the file; `timezone` is the centre's."""
        return cls(path, timezone, busy_s)

    @classmethod
    def for_reading(cls, path: Path, timezone: str, busy_s: float = BUSY_S) -> Self:
        """The same; where the disk is full or may only be read, what is there is read all the same (R15, R16)."""
        return cls(path, timezone, busy_s, reading=True)

    def _connect(self) -> None:
        try:
            self._db, replaced = replica_file.connect(self.path, self._busy_s)
            self.unwritable = False
        except (Damaged, Unstorable) as error:
            if not self._reading or error.reason not in (Reason.DISK, Reason.DISK_FULL):
                raise
            self._mark, replaced, self.unwritable = mark(self.path), False, True
            self._db = connect_unwritable(self.path)
        self.replaced |= replaced
        self._inode = replica_file.inode(self.path)
        self._opened += 1

    @property
    def file(self) -> int:
        """Which file is open; another number when it was replaced."""
        return self._inode

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def renew(self) -> None:
        """Set the damaged file aside, unless another process did so already, and open a new one."""
        self._db.close()
        if replica_file.inode(self.path) == self._inode:
            replica_file.set_aside(self.path)
        self._connect()
        self.replaced = True

    def sound(self) -> bool:
        """Whether the whole file can be read; costs 0.1 s at 100,000 items."""
        try:
            with translated():
                return replica_file.sound(self._db)
        except Damaged:
            return False

    def _ask(self, read: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with translated():
                return read(self._db)
        except Damaged:
            self.renew()
        with translated():
            return read(self._db)

    def _write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        self._opened += 1
        try:
            with translated(), transaction(self._db):
                return change(self._db)
        except Damaged as error:
            self.renew()
            raise Unstorable(Reason.DISK) from error

    def _cached(self, now: datetime, key: tuple[object, ...], read: Callable[[sqlite3.Connection], T]) -> T:
        """Remember an answer while the replica and the minute are the same."""
        state = (self.generation(), int(now.timestamp()) // 60)
        if self._cache.get(("state",)) != state or len(self._cache) > CACHED_MAX:
            self._cache = {("state",): state}
        if key not in self._cache:
            self._cache[key] = self._ask(read)
        return self._cache[key]  # type: ignore[return-value]  # a key always stands for the same question

    def generation(self) -> int:
        """A number that differs whenever content may have changed, by this or any other process; 10 µs."""
        if replica_file.inode(self.path) != self._inode or (self.unwritable and mark(self.path) != self._mark):
            self._db.close()
            self._connect()
        (version,) = self._ask(lambda db: db.execute("PRAGMA data_version").fetchone())
        return self._opened << 32 | int(version)
