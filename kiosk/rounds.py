"""The worker's rounds, each in a process of its own: what a long pull computes would hold up every tap.

Measured with 10,000 events: a tap beside a pull in a thread took 5 to 13 times as long (one interpreter runs one
thread at a time), and the terminal kept 50 MB that only the pull had needed.
"""

import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType

import msgspec

from kiosk.logbook import describe
from sync.records import Source

log = logging.getLogger("kiosk.rounds")
NICE = 19
"""How far a round stands back behind the screen where processors are few."""
LINE_MAX = 500
"""Letters of a failed round's last words that are logged: kind and place of an error have fewer."""


class Order(msgspec.Struct, frozen=True):
    """What the process needs, keys of platforms too: it comes through a pipe and stands in no list of processes."""

    replica: str
    timezone: str
    platforms: tuple[Source, ...]
    every_s: float
    memory: msgspec.Raw = msgspec.Raw(b"null")
    """The engine's, from the round before."""


class Outcome(msgspec.Struct, frozen=True):
    """What comes back: seconds until the next round is due, and what the next engine goes on with."""

    next_s: float
    memory: msgspec.Raw


class RoundFailed(Exception):
    """The process ended without an outcome; the log says where."""


class Rounds:
    """Called by the sync worker for each round; answers the seconds until the next. Raises `RoundFailed`."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def __call__(self) -> float:
        argv = [sys.executable, "-P", "-m", "kiosk.rounds"]
        pipe = subprocess.PIPE
        with subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True) as self._child:
            out, err = self._told(self._child)
        if self._stopped:
            return self._order.every_s
        if self._child.returncode:
            log.error("a round ended: %s", err.decode(errors="replace").strip().rpartition("\n")[2][:LINE_MAX])
            raise RoundFailed
        outcome = msgspec.json.decode(out, type=Outcome)
        self._order = msgspec.structs.replace(self._order, memory=outcome.memory)
        return outcome.next_s

    def _told(self, child: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
        """Give the order and wait for the answer; the pipe stays open as long as this terminal lives."""
        assert child.stdin
        assert child.stdout
        assert child.stderr
        with suppress(BrokenPipeError):  # it ended before it read the order; its last words say why
            child.stdin.write(msgspec.json.encode(self._order) + b"\n")
            child.stdin.flush()
        return child.stdout.read(), child.stderr.read()

    def stop(self) -> None:
        """End a running round; the replica stays whole, for every page of a pull is one transaction."""
        self._stopped = True
        if self._child:
            self._child.terminate()


def work(order: Order) -> Outcome:
    """One round over the platforms that are due. Raises `Unstorable` when the replica cannot be opened."""
    from kiosk.connect import connect, pictures
    from sync.clock import SystemClock
    from sync.engine import Engine, Memory

    clock = SystemClock()
    connectors = {source.name: partial(connect, source, clock) for source in order.platforms}
    memory = msgspec.json.decode(order.memory, type=Memory | None)
    shown = pictures(order.platforms, clock)
    engine = Engine(Path(order.replica), connectors, clock, order.timezone, memory=memory, pictures=shown)
    for _ in engine.run(respect_hold_off=True, every_s=order.every_s):
        pass
    return Outcome(engine.next_due(order.every_s), msgspec.Raw(msgspec.json.encode(engine.memory)))


def main() -> None:
    """The process: an order on stdin, the outcome on stdout; of an error only kind and place, on stderr."""
    sys.excepthook = _tell_place
    os.nice(NICE)
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    threading.Thread(target=_end_with_the_terminal, daemon=True).start()
    sys.stdout.buffer.write(msgspec.json.encode(work(order)))


def _end_with_the_terminal() -> None:
    """A terminal that was killed leaves no round behind that would hold up the next one's."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _tell_place(_: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(f"{describe(error)}\n")


if __name__ == "__main__":
    main()
