"""Signing in, and the wait after wrong PINs (R26): counted in powered time, over all processes, across reboots."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import msgspec

from sync.clock import BootClock
from sync.errors import Unstorable
from sync.ledger.keyring import KeyRing, Opened
from sync.ledger.keyring_errors import LockedOut, WrongPin
from sync.ledger.ring_file import LOCK
from sync.ledger.whole_files import alone, read_whole, stored, write_whole

FREE = 5
"""Failures; the fifth one brings the first wait (R26)."""
WAITS_MIN = (1, 2, 4, 8, 16, 32, 60)
"""Minutes after the fifth, the sixth … failure in a row; the last one ever after."""
_LONGEST = FREE + len(WAITS_MIN) - 1
"""Failures that bring the longest wait."""


class Failures(msgspec.Struct, frozen=True):
    """All of `lockout.json`: the failures in a row, and when the last one was."""

    count: Annotated[int, msgspec.Meta(ge=1)]
    boot: str
    at_s: float
    """Monotonic seconds; only worth something within `boot`."""


class Lockout:
    """The wait of one data folder. A full or worn-out disk hinders nobody: what it cannot store is kept in memory."""

    def __init__(self, folder: Path, clock: BootClock) -> None:
        self._path = folder / "lockout.json"
        self._lock = folder / LOCK
        self._clock = clock
        self._unstored: Failures | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One try at a time over all processes: a hundred at once would be a hundred free ones. Raises `Unstorable`."""
        with alone(self._lock):
            yield

    def wait_s(self) -> float:
        """Seconds until a PIN may be tried; 0: now. Raises `Unstorable` where the file cannot be read.

        After another boot the wait starts anew in full, when the machine starts: monotonic time is 0 then.
        """
        failures = self._read()
        if failures is None or failures.count < FREE:
            return 0.0
        wait = 60.0 * WAITS_MIN[min(failures.count - FREE, len(WAITS_MIN) - 1)]
        now = self._clock.monotonic()
        since = failures.at_s if failures.boot == self._clock.boot and failures.at_s <= now else 0.0
        return max(0.0, since + wait - now)

    def failed(self) -> None:
        """Count a wrong PIN; call it in one's `turn`, when the PIN is known to be wrong and not before."""
        failures = self._read()
        self._write(failures.count + 1 if failures else 1)

    def succeeded(self) -> None:
        """Forget all failures; call it in one's `turn`."""
        self._unstored = None
        with suppress(Unstorable), stored():
            self._path.unlink(missing_ok=True)

    def _read(self) -> Failures | None:
        """The failures so far. A damaged file counts as the longest wait, from now on: it heals by itself."""
        content = read_whole(self._path)
        kept = self._unstored
        if content is None:
            return kept
        try:
            found = msgspec.json.decode(content, type=Failures)
        except msgspec.DecodeError:
            return kept if kept and kept.count >= _LONGEST else self._write(_LONGEST)
        return kept if kept and kept.count > found.count else found

    def _write(self, count: int) -> Failures:
        failures = Failures(count, self._clock.boot, self._clock.monotonic())
        self._unstored = failures
        with suppress(Unstorable):
            write_whole(self._path, msgspec.json.encode(failures))
            self._unstored = None
        return failures


def sign_in(ring: KeyRing, lockout: Lockout, pin: str, name: str | None = None) -> Opened:
    """The one way in, for screen and commands.

    A try that is killed before its end counts nothing. Raises `WrongPin`, `LockedOut`, `RingUnusable`, `Unstorable`.
    """
    with lockout.turn():
        wait_s = lockout.wait_s()
        if wait_s > 0:
            raise LockedOut(wait_s)
        opened = ring.open_with(pin, name)
        if opened is None:
            lockout.failed()
            raise WrongPin(lockout.wait_s())
        lockout.succeeded()
        return opened
