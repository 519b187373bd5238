"""The letter box: takes sealed letters at any time, without a key, and keeps them until staff sign in.

One file a letter, written whole and synced: a power cut leaves a letter or none, a damaged block of the card costs one
letter, and nothing has to be opened or repaired before the next one is taken.
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from sync.clock import BootClock
from sync.errors import Unstorable
from sync.ledger.records import Stamp
from sync.ledger.whole_files import alone, read_whole, stored, sync_folder, write_whole
from sync.letters.envelope import KEY_BYTES, seal
from sync.letters.letter import Feedback, Interest, Letter

WAITING_MOST = 500
"""Letters that wait for a sign-in: twenty a day for a holiday of 25 days, and 2 MB of the card."""
HOURLY_MOST = 20
"""Letters an hour: one every three minutes, the time it takes to write one; a full box takes a day of mischief."""
HOUR_S = 3600.0
_SEALED, _DRAFT, _ASIDE = ".letter", ".new", ".unreadable"


class Why(StrEnum):
    """Why a letter was not taken."""

    NOBODY = "nobody"
    """No staff member ever signed in: nobody could read it."""
    FULL = "full"
    TOO_MANY = "too_many"


class NotLeft(Exception):
    """The box took nothing."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


class LetterBox:
    """The box of one data folder; for one thread. Other processes may use it too."""

    def __init__(self, folder: Path, clock: BootClock, terminal: str) -> None:
        self._folder, self._key = folder / "letters", folder / "letters.key"
        self._clock, self._terminal = clock, terminal
        self._left: deque[float] = deque(maxlen=HOURLY_MOST)
        """When the last ones were left: powered seconds, so that a wrong clock locks nobody out."""

    @property
    def open(self) -> bool:
        """Whether there is somebody to read letters; where the card cannot tell, leaving one will say so."""
        try:
            return self.key() is not None
        except Unstorable:
            return True

    def letter(self, what: Interest | Feedback) -> Letter:
        """A letter as it would be left now. Leave the same one again where the disk refused it."""
        clock = self._clock
        stamp = Stamp(
            boot=clock.boot,
            monotonic_ns=int(clock.monotonic() * 1e9),
            wall_ms=int(clock.now().timestamp() * 1000),
            trust=clock.trust,
        )
        return Letter(id=os.urandom(16).hex(), what=what, stamp=stamp, terminal=self._terminal)

    def drop(self, letter: Letter) -> None:
        """Leave it; it is sealed and on the disk on return. Raises `NotLeft`, `Unstorable`: then it was not left."""
        public = self.key()
        if public is None:
            raise NotLeft(Why.NOBODY)
        now = self._clock.monotonic()
        if len(self._left) == HOURLY_MOST and now - self._left[0] < HOUR_S:
            raise NotLeft(Why.TOO_MANY)
        with self.alone():
            if len(self.waiting()) >= WAITING_MOST:
                raise NotLeft(Why.FULL)
            self._write(letter.id, seal(public, letter))
        self._left.append(now)

    def take_back(self, id: str) -> bool:
        """Whoever left it wants it back; False: staff have it already. Raises `Unstorable`: then it is still there."""
        with self.alone():
            there = id in self.waiting()
            if there:
                self.remove(id)
        return there

    def waiting(self) -> list[str]:
        """The ids of the letters in the box. Raises `Unstorable`."""
        with stored():
            try:
                return sorted(name.removesuffix(_SEALED) for name in os.listdir(self._folder) if name.endswith(_SEALED))
            except FileNotFoundError:
                return []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes the box meanwhile, in any process. Raises `Unstorable`."""
        self._make()
        with alone(self._folder / "box.lock"):
            yield

    def read(self, id: str) -> bytes | None:
        """A sealed letter; None where it is gone, or the card cannot read it any more."""
        try:
            return read_whole(self._path(id))
        except Unstorable:
            return None

    def remove(self, *ids: str) -> None:
        """Take letters out of the box for good, while `alone`. Raises `Unstorable`."""
        with stored():
            for id in ids:
                self._path(id).unlink(missing_ok=True)
            sync_folder(self._folder)

    def set_aside(self, id: str) -> None:
        """Keep a letter that this ledger cannot read out of the way, while `alone`: a backup may hold its key."""
        with stored():
            self._path(id).rename(self._path(id).with_suffix(_ASIDE))
            sync_folder(self._folder)

    def key(self) -> bytes | None:
        """What letters are sealed with; None before the first sign-in. Raises `Unstorable`."""
        found = read_whole(self._key)
        return found if found and len(found) == KEY_BYTES else None

    def publish(self, public: bytes) -> None:
        """Letters are sealed with this key from now on. Raises `Unstorable`."""
        self._make()
        write_whole(self._key, public)

    def _write(self, id: str, sealed: bytes) -> None:
        """All of it or nothing, also where the last sync fails: then nobody may be told that it was left."""
        self._sweep()
        try:
            write_whole(self._path(id), sealed)
        except Unstorable:
            with suppress(OSError):
                self._path(id).unlink()
            raise

    def _sweep(self) -> None:
        """Drafts that a power cut left behind."""
        with stored():
            for name in os.listdir(self._folder):
                if name.endswith(_DRAFT):
                    (self._folder / name).unlink(missing_ok=True)

    def _make(self) -> None:
        """The folder, for this user alone; it is on the disk before anything lies in it."""
        if self._folder.is_dir():
            return
        with stored():
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder.parent)

    def _path(self, id: str) -> Path:
        return self._folder / f"{id}{_SEALED}"
