"""A platform that lies in memory: it really keeps what it was told, and fails exactly when and how it is told to."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from sync.clock import BootClock
from sync.couriers.base import Confirmed, Parcel, Refused, Uncertain, Verdict, Why
from sync.errors import AccessRevoked, Reason, Unanswered, Unreachable


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
    """The platform says no."""
    LOST_BEFORE = "lost_before"
    """The request is lost on its way; the kiosk only sees silence."""
    LOST_AFTER = "lost_after"
    """The platform does it, and its answer is lost."""
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


BEFORE = (Fault.LOST_BEFORE, Fault.VAGUE_BEFORE, Fault.CRASH_BEFORE)
LOST = (Fault.LOST_BEFORE, Fault.LOST_AFTER)
CRASHES = (Fault.CRASH_BEFORE, Fault.CRASH_AFTER)
Plan = Callable[[str, str], Fault | None]
"""`greet`, `send` or `look_up`, and the reference → what goes wrong."""


def healthy(step: str, reference: str) -> Fault | None:
    """Nothing goes wrong."""
    return None


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


class Platform:
    """What outlives the rounds: its books, the keys that it remembers, and everything that it was asked."""

    def __init__(self, clock: BootClock, *, key_lives_s: float = 0.0) -> None:
        self.key_lives_s, self._clock = key_lives_s, clock
        self.plan: Plan = healthy
        self.effects: list[Parcel] = []
        """In the order in which they were done."""
        self.asked: list[tuple[str, str]] = []
        self._keys: dict[str, tuple[float, str]] = {}

    @property
    def references(self) -> list[str]:
        """Of what was done, in order."""
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
        now = self._clock.monotonic()
        at, remote_id = self._keys.get(parcel.key, (now, ""))
        if remote_id and now - at <= self.key_lives_s:
            return Confirmed(remote_id)
        self.effects.append(parcel)
        remote_id = f"r{len(self.effects)}"
        self._keys[parcel.key] = now, remote_id
        return Confirmed(remote_id)

    def find(self, reference: str) -> Confirmed | None:
        """The first that bears this reference."""
        found = [number for number, effect in enumerate(self.effects, 1) if effect.reference == reference]
        return Confirmed(f"r{found[0]}") if found else None


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
        if fault is Fault.REFUSED:
            return Refused(Why.BALANCE, "kein Guthaben")
        verdict = None if fault in BEFORE else self._platform.apply(parcel)
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
        self._platform.asked.append((step, reference))
        fault = self._platform.plan(step, reference)
        match fault:
            case Fault.AWAY:
                raise Unreachable(Reason.NO_NETWORK)
            case Fault.BUSY:
                raise Unreachable(Reason.BUSY)
            case Fault.BROKEN:
                raise Unreachable(Reason.SERVER_ERROR)
            case Fault.REVOKED:
                raise AccessRevoked(Reason.KEY_REFUSED)
        if step != "send" and fault in CRASHES:
            raise Crash
        return fault
