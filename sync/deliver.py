"""Outbox → platforms: a round over everything that waits, in the order of entry, one round at a time."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from sync import plan
from sync.couriers.base import Courier
from sync.deliver_door import Door
from sync.deliver_events import Delivered, DeliveryEvent
from sync.errors import AccessRevoked
from sync.ledger.ledger import Ledger
from sync.ledger.records import OPEN, PAPER, Outgoing, State
from sync.lock import RoundLock
from sync.records import Source


class Rest(msgspec.Struct, frozen=True):
    """How long a platform is left alone, by the monotonic clock."""

    failures: int
    again_s: float


class Deliverer:
    """Delivers for one ledger connection. `connect` makes a fresh courier for a platform, by its settings."""

    def __init__(
        self,
        ledger: Ledger,
        sources: Sequence[Source],
        connect: Callable[[Source], Courier],
        *,
        lock: Path,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._ledger, self._clock = ledger, ledger.clock
        self._sources: Mapping[str, Source] = {source.name: source for source in sources if source.books}
        self._connect, self._lock, self._jitter = connect, lock, jitter
        self._rests: dict[str, Rest] = {}

    def run(self, *, respect_hold_off: bool = False) -> Iterator[DeliveryEvent]:
        """One round; the last event is a `Delivered`.

        With `respect_hold_off`, for the worker, platforms that failed are left alone for a while. Bookings that share
        a member go in the order of entry: one that is still open holds back the later ones. Raises `Unstorable`,
        `Damaged`.
        """
        with RoundLock(self._lock) as lock:
            if not lock.take():
                yield Delivered(ran=False)
                return
            with ExitStack() as stack:
                doors = {name: Door(self._ledger, one, self._connect, stack) for name, one in self._sources.items()}
                yield from self._told_apart(self._round(doors, respect_hold_off))
                for door in doors.values():
                    self._rest(door)
        yield Delivered(ran=True, left=len(self._outgoing()))

    def next_due(self) -> float | None:
        """Seconds until a round can get something further; None while nothing is open."""
        dues, held, now = [], set[str](), self._clock.monotonic()
        for outgoing in self._outgoing():
            members = outgoing.booking.what.members
            if outgoing.booking.platform in self._sources and not held.intersection(members):
                dues.append(self._due_s(outgoing, now))
            held.update(members)
        return max(0.0, min(dues)) if dues else None

    def _due_s(self, outgoing: Outgoing, now: float) -> float:
        source, sending = self._sources[outgoing.booking.platform], outgoing.sending
        rest = self._rests.get(source.name)
        held = rest.again_s - now if rest else 0.0
        gap = source.look_again_s - (now - sending.gap_s) if sending.gap_boot == self._clock.boot else 0.0
        return max(held, gap if sending.state is State.UNCERTAIN else 0.0)

    def _outgoing(self) -> list[Outgoing]:
        return [one for one in self._ledger.outbox.open() if one.booking.platform != PAPER]

    def _round(self, doors: Mapping[str, Door], respect_hold_off: bool) -> Iterator[DeliveryEvent]:
        held: set[str] = set()
        for outgoing in self._outgoing():
            booking = outgoing.booking
            door = doors.get(booking.platform)
            rests = respect_hold_off and self._rests_now(booking.platform)
            if door is None or rests or held.intersection(booking.what.members):
                held.update(booking.what.members)
                continue
            after = yield from door.carry(outgoing)
            if after.state in OPEN:
                held.update(booking.what.members)

    def _told_apart(self, events: Iterator[DeliveryEvent]) -> Iterator[DeliveryEvent]:
        """Copies of the ledger from before, and from within, a round that delivers are known as such later (R38)."""
        if any(one.booking.platform in self._sources for one in self._outgoing()):
            self._ledger.mark()
            yield from events
            self._ledger.mark()

    def _rests_now(self, name: str) -> bool:
        rest = self._rests.get(name)
        return rest is not None and rest.again_s > self._clock.monotonic()

    def _rest(self, door: Door) -> None:
        """Leave a platform that failed alone: twice as long each time, an hour at once where only staff can help."""
        name = door.source.name
        if door.shut is None and not door.failed:
            if door.used:
                self._rests.pop(name, None)
            return
        before = self._rests.get(name)
        failures = before.failures + 1 if before and (door.shut or not door.served) else 1
        pause = plan.hold_off(failures, self._jitter, door.source.hold_off_s)
        if isinstance(door.shut, AccessRevoked):
            pause = plan.HOLD_OFF_MAX_S
        self._rests[name] = Rest(failures, self._clock.monotonic() + pause)
