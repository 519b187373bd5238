"""A platform that lies in memory: it really keeps what it was told, and fails exactly when and how it is told to."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum

from sync.clock import BootClock
from sync.couriers.base import Confirmed, Parcel, Refused, Uncertain, Verdict, Why
from sync.errors import AccessRevoked, Reason, Unanswered, Unreachable
from tests.sync.clocks import BOOTED_S


class Fault(StrEnum):
    """What goes wrong with one request."""

    AWAY = "away"
    """There is no network: nothing leaves the house."""
    BUSY = "busy"
    """The platform answers, and asks to come later."""
    BROKEN = "broken"
    """A question gets no usable answer."""
    REVOKED = "revoked"
    """The key is refused."""
    REFUSED = "refused"
    """The platform says no, unless it knows the request already."""
    LOST_BEFORE = "lost_before"
    """The request is lost on its way; the kiosk only sees silence."""
    LOST_AFTER = "lost_after"
    """The platform does it, and its answer is lost."""
    LATE = "late"
    """Silence; the request stands in a queue somewhere, and is done within two minutes of powered time."""
    VAGUE_BEFORE = "vague_before"
    """An answer of no known kind, and nothing was done."""
    VAGUE_AFTER = "vague_after"
    """An answer of no known kind, and it was done."""
    CRASH_BEFORE = "crash_before"
    """The terminal loses its power before the request reaches anyone."""
    CRASH_AFTER = "crash_after"
    """The terminal loses its power when the platform has done it."""


class Crash(BaseException):
    """The terminal's power fails: nobody in the program can catch this."""


NO_ANSWER = {Fault.AWAY: Reason.NO_NETWORK, Fault.BUSY: Reason.BUSY, Fault.BROKEN: Reason.SERVER_ERROR}
LATE_S = 110.0
BEFORE = (Fault.LOST_BEFORE, Fault.LATE, Fault.VAGUE_BEFORE, Fault.CRASH_BEFORE)
LOST = (Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LATE)
CRASHES = (Fault.CRASH_BEFORE, Fault.CRASH_AFTER)
Plan = Callable[[str, str], Fault | None]
"""`greet`, `send` or `look_up`, and the reference → what goes wrong."""


def healthy(step: str, reference: str) -> None:
    """Nothing goes wrong."""


def only(reference: str, fault: Fault, step: str = "send") -> Plan:
    """This fault for one booking, at every attempt."""
    return lambda asked, about: fault if (asked, about) == (step, reference) else None


def once(fault: Fault, step: str = "send", at: int = 0) -> Plan:
    """This fault for one request alone."""
    seen = iter(range(1_000_000))
    return lambda asked, about: fault if asked == step and next(seen) == at else None


def always(fault: Fault, *steps: str) -> Plan:
    """This fault for every request of these kinds."""
    return lambda asked, about: fault if asked in steps else None


def in_turn(faults: Sequence[Fault | None]) -> Plan:
    """One fault for each request, then none."""
    left = iter(faults)
    return lambda step, reference: next(left, None)


class Platform:
    """What outlives the rounds: its books, the keys that it remembers, and everything that it was asked."""

    def __init__(self, clock: BootClock, *, key_lives_s: float = 0.0) -> None:
        self.key_lives_s, self._clock = key_lives_s, clock
        self.plan: Plan = healthy
        self.effects: list[Parcel] = []
        """In the order in which they were done."""
        self.asked: list[tuple[str, str]] = []
        self._keys: dict[str, tuple[str, float, str]] = {}
        """Key → boot and powered time of the request, and what it was called."""
        self._late: list[tuple[str, float, Parcel]] = []

    @property
    def references(self) -> list[str]:
        return [effect.reference for effect in self.effects]

    @property
    def most(self) -> int:
        """How often the most frequent booking was done."""
        return max(Counter(self.references).values(), default=0)

    def times(self, step: str) -> int:
        """How often it was asked this."""
        return sum(asked == step for asked, _ in self.asked)

    def connect(self, source: object) -> "MemoryCourier":
        """A fresh courier, as for every round."""
        return MemoryCourier(self)

    def apply(self, parcel: Parcel) -> Confirmed:
        """Book it; a key that is still remembered makes no second booking."""
        if self.remembers(parcel.key):
            return Confirmed(self._keys[parcel.key][2])
        self.effects.append(parcel)
        remote_id = f"r{len(self.effects)}"
        self._keys[parcel.key] = self._clock.boot, self._clock.monotonic(), remote_id
        return Confirmed(remote_id)

    def queue(self, parcel: Parcel) -> None:
        """It will be done, but not yet."""
        self._late.append((self._clock.boot, self._clock.monotonic(), parcel))

    def settle(self, key: str) -> None:
        """What was refused once is not done when the same key comes late, where keys are known at all."""
        if self.key_lives_s:
            self._late = [late for late in self._late if late[2].key != key]

    def work_off(self) -> None:
        """Do what had to wait; after a reboot its time is counted anew, as the terminal does it."""
        boot, now = self._clock.boot, self._clock.monotonic()
        due = [late for late in self._late if now - (late[1] if late[0] == boot else BOOTED_S) >= LATE_S]
        self._late = [late for late in self._late if late not in due]
        for _, _, parcel in due:
            self.apply(parcel)

    def remembers(self, key: str) -> bool:
        """Whether this would be a repeated request, which is answered as the first one was.

        How long a terminal was without power nobody knows: after it, only what lives for ever is remembered.
        """
        if key not in self._keys or self.key_lives_s == math.inf:
            return key in self._keys
        boot, at, _ = self._keys[key]
        return boot == self._clock.boot and self._clock.monotonic() - at < self.key_lives_s

    def find(self, reference: str) -> Confirmed | None:
        """The first that bears this reference."""
        return Confirmed(f"r{self.references.index(reference) + 1}") if reference in self.references else None


class MemoryCourier:
    """One round's way to a `Platform`."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.key_lives_s = platform.key_lives_s
        self.closed = False

    def greet(self) -> None:
        self._ask("greet", "")

    def send(self, parcel: Parcel) -> Verdict:
        fault = self._ask("send", parcel.reference)
        if fault is Fault.REFUSED and not self._platform.remembers(parcel.key):
            self._platform.settle(parcel.key)
            return Refused(Why.BALANCE, "kein Guthaben")
        verdict = self._platform.apply(parcel) if fault not in BEFORE else None
        if fault is Fault.LATE:
            self._platform.queue(parcel)
        if fault in LOST:
            raise Unanswered(Reason.CUT)
        if fault in CRASHES:
            raise Crash
        return verdict if verdict and fault is None else Uncertain()

    def look_up(self, parcel: Parcel) -> Confirmed | None:
        self._ask("look_up", parcel.reference)
        return self._platform.find(parcel.reference)

    def close(self) -> None:
        self.closed = True

    def _ask(self, step: str, reference: str) -> Fault | None:
        """Note the question; trouble that leaves nothing in doubt is raised, the rest is the caller's."""
        assert not self.closed
        self._platform.work_off()
        self._platform.asked.append((step, reference))
        fault = self._platform.plan(step, reference)
        if fault in NO_ANSWER:
            raise Unreachable(NO_ANSWER[fault])
        if fault is Fault.REVOKED:
            raise AccessRevoked(Reason.KEY_REFUSED)
        if step != "send" and fault in CRASHES:
            raise Crash
        return fault
