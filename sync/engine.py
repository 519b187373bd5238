"""The engine: a round over all platforms as a plain generator of events, one round at a time."""

import random
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import msgspec

from sync import plan
from sync.clock import Clock
from sync.connectors.base import Connector
from sync.engine_events import Event, PlatformDone, RoundDone, Started, Waiting
from sync.engine_pull import Pull
from sync.errors import AccessRevoked, SyncError
from sync.lock import RoundLock
from sync.pictures import Pictures
from sync.replica import Replica

WAIT_S = 600.0
"""Longest wait for another round, seconds: the longest round of 100,000 items takes less."""
POLL_S = 0.1
"""How often a waiting round looks, seconds; a person who waits does not notice it."""


class Rest(msgspec.Struct, frozen=True):
    """When a platform was asked last and may be asked again, by the monotonic clock."""

    failures: int
    asked: float
    again: float


class Memory(msgspec.Struct):
    """What an engine knows besides the replica. A later one may go on with it, also in another process:
    the monotonic clock is the machine's."""

    rests: dict[str, Rest] = {}
    checked: bool = False
    """Whether the file was looked through for damage."""


class Engine:
    """Pulls platforms into the replica. `connectors` makes, by platform name, a fresh connector for each round.

    How long to leave a failing platform alone stands in `memory`: a new engine without one (other settings,
    another start) tries all of them.
    """

    def __init__(
        self,
        replica: Path,
        connectors: Mapping[str, Callable[[], Connector]],
        clock: Clock,
        timezone: str,
        *,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
        memory: Memory | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        self._path, self._connectors, self._clock, self._timezone = replica, connectors, clock, timezone
        self._jitter, self._sleep, self._pictures = jitter, sleep, pictures
        self.memory = memory or Memory()

    def run(
        self,
        platform: str | None = None,
        *,
        full: bool = False,
        accept: str | None = None,
        respect_hold_off: bool = False,
        every_s: float = 0.0,
    ) -> Iterator[Event]:
        """One round over all platforms, or over one; closing the generator ends it with everything consistent.

        `full` reads everything again; `accept` names a platform whose held loss staff have accepted.
        With `respect_hold_off`, for the worker, only platforms that are due are asked (failing ones after
        their hold-off, others `every_s` after the last time), and a running round is not waited for.
        The last event is a `RoundDone`. Raises `Unstorable` when the replica cannot be opened.
        """
        began = self._clock.monotonic()
        names = [name for name in self._connectors if platform in (None, name)]
        if respect_hold_off:
            names = [name for name in names if self._due_in(name, every_s) <= 0]
        with RoundLock(self._path.with_name("round.lock")) as lock:
            if not (yield from self._taken(lock, 0.0 if respect_hold_off else WAIT_S)):
                yield RoundDone(ran=False, platforms=0, whole=False, seconds=self._clock.monotonic() - began)
                return
            answered: list[str] = []
            whole = True
            with Replica.open(self._path, self._timezone) as replica:
                self._tidy(replica)
                for name in names:
                    yield Started(name)
                    done = yield from self._pull(replica, name, full, accept == name)
                    whole &= done.state == "ok"
                    answered += [name] if done.state != "failed" else []
                if self._pictures:
                    yield from self._pictures.run(replica, answered, again=not respect_hold_off)
        yield RoundDone(ran=True, platforms=len(names), whole=whole, seconds=self._clock.monotonic() - began)

    def next_due(self, every_s: float) -> float:
        """Seconds until the worker should start a round: 0 when a platform is due now."""
        return max(0.0, min((self._due_in(name, every_s) for name in self._connectors), default=every_s))

    def _due_in(self, name: str, every_s: float) -> float:
        rest = self.memory.rests.get(name)
        if rest is None:
            return 0.0
        return (rest.again if rest.failures else rest.asked + every_s) - self._clock.monotonic()

    def _taken(self, lock: RoundLock, wait_s: float) -> Generator[Event, None, bool]:
        """Take the lock, at once or within `wait_s`."""
        if lock.take():
            return True
        if wait_s:
            yield Waiting(wait_s)
        until = self._clock.monotonic() + wait_s
        while self._clock.monotonic() < until:
            self._sleep(POLL_S)
            if lock.take():
                return True
        return False

    def _tidy(self, replica: Replica) -> None:
        """Before the first round look for damage; before each drop what the settings no longer name."""
        if not self.memory.checked and not replica.sound():
            replica.renew()
        self.memory.checked = True
        replica.keep_only(self._connectors)

    def _pull(self, replica: Replica, name: str, full: bool, accept: bool) -> Generator[Event, None, PlatformDone]:
        pull = Pull(replica, name, self._clock, full=full, accept=accept)
        yield from pull.run(self._connectors[name])
        done = pull.done()
        self.memory.rests[name] = self._rest(name, done, pull.error)
        yield done
        return done

    def _rest(self, name: str, done: PlatformDone, error: SyncError | None) -> Rest:
        """Trouble doubles the pause; a refused key waits longest, for only staff can help."""
        now = self._clock.monotonic()
        if done.state in ("ok", "held"):
            return Rest(failures=0, asked=now, again=now)
        before = self.memory.rests.get(name)
        failures = before.failures + 1 if before else 1
        pause = plan.HOLD_OFF_MAX_S if isinstance(error, AccessRevoked) else plan.hold_off(failures, self._jitter)
        return Rest(failures=failures, asked=now, again=now + pause)
