"""Which request of the Cyclos stand-in meets which fault, and when those that are held back go on."""

import threading
from collections import Counter, deque
from collections.abc import Callable

from tests.peers.cyclos_bank_faults import Chaos, Fault
from tests.peers.cyclos_bank_talk import Asked

Predicate = Callable[[Asked], bool]


def booking(asked: Asked) -> bool:
    """A request that moves money."""
    return asked.method == "POST" and not asked.path.endswith("/preview")


def greeting(asked: Asked) -> bool:
    """`GET /auth`."""
    return asked.path == "auth"


def looking(asked: Asked) -> bool:
    """Any other question."""
    return asked.method == "GET" and not greeting(asked)


class Script:
    """What a test planned, then what always happens, then the dice. Not for two threads: its bank locks."""

    def __init__(self) -> None:
        self.chaos: Chaos | None = None
        self.met: Counter[str] = Counter()
        self._queue: deque[tuple[Predicate, Fault | None]] = deque()
        self._rules: list[tuple[Predicate, Fault]] = []

    def plan(self, on: Predicate, fault: Fault | None) -> None:
        """The next request that passes `on` and has no plan yet meets this; None: it goes well."""
        self._queue.append((on, fault))

    def rule(self, on: Predicate, fault: Fault) -> None:
        """Every request that passes `on` and has no plan meets this."""
        self._rules.append((on, fault))

    def clear(self) -> None:
        """All goes well from now on."""
        self._queue.clear()
        self._rules.clear()
        self.chaos = None

    def fault(self, asked: Asked) -> Fault | None:
        """What this request meets."""
        fault = self._chosen(asked)
        self.met.update([fault.name] if fault else [])
        return fault

    def _chosen(self, asked: Asked) -> Fault | None:
        for at, (on, planned) in enumerate(self._queue):
            if on(asked):
                del self._queue[at]
                return planned
        for on, always in self._rules:
            if on(asked):
                return always
        return self.chaos(asked.method) if self.chaos else None


class Gate:
    """Holds threads back until it is opened; it closes behind them."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._event = threading.Event()
        self._inside = 0

    def event(self) -> threading.Event:
        """Set when those that wait now may go."""
        return self._event

    def __enter__(self) -> None:
        """Wait; the one who opens waits until this thread leaves."""
        with self._turn:
            self._inside += 1
            event = self._event
        event.wait()

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._inside -= 1
            self._turn.notify_all()

    def open(self) -> None:
        """Let all go that wait; returns when those that entered have left."""
        with self._turn:
            self._event.set()
            self._event = threading.Event()
            self._turn.wait_for(lambda: self._inside == 0)
