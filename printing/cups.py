"""A queue of CUPS: raw slips for a printer that it drives, and finished pages for A4."""

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from printing.errors import DeviceTrouble, Trouble
from printing.wire import Patience

COMMAND_S = 10.0
"""Longest wait for a command of CUPS: it answers within milliseconds, and within seconds on a busy Pi."""
QUEUE = re.compile(r"[^\s/#?'\"\\]{1,127}")
"""What CUPS takes as the name of a queue."""
TITLE = "Kiosk"
"""What a queue's list of jobs shows: never what is printed (R35)."""

LOOK_S = 0.25
"""Between two looks whether a slip left its queue."""

_REQUEST = re.compile(r"request id is (\S+-\d+)")
_PRINTER = re.compile(r"printer (\S+) (?:is|now|disabled|faxing)")
_ACCEPTS = re.compile(r"(\S+) (accepting requests|not accepting requests)")


class Queue(msgspec.Struct, frozen=True):
    """A printer as CUPS knows it."""

    name: str
    running: bool
    """Whether it prints; a paused one keeps its jobs."""
    accepts: bool


class Waiting(StrEnum):
    """Where a job is. CUPS calls a job completed when it gave the bytes away, with or without paper."""

    WAITS = "waits"
    HELD = "held"
    """It waits in a queue that was paused: somebody has to look."""
    GONE = "gone"
    """Handed over whole, or cancelled."""


class CupsQueue(msgspec.Struct, frozen=True):
    """`cups://QUEUE`: slips go through it as they are."""

    queue: str
    answers: bool = False

    def open(self, patience: Patience) -> "CupsWire":
        usable(self.queue)
        return CupsWire(self.queue, patience)


class CupsWire:
    """Jobs handed to a queue; none is left in it when nobody waits any more."""

    def __init__(self, queue: str, patience: Patience) -> None:
        self._queue, self._patience = queue, patience
        self._jobs: list[str] = []
        """Those that may still wait."""

    def send(self, data: bytes) -> None:
        """One job of the queue; `sent` of its troubles is 0, for CUPS takes all or nothing."""
        self._jobs.append(submit(self._queue, data, "-o", "raw"))

    def receive(self, wait_s: float) -> bytes:
        return b""

    def finish(self) -> None:
        """Wait until the queue gave everything away; what still stands there after that would come out when
        somebody changes the roll, an hour later: it is taken back."""
        until = time.monotonic() + self._patience.confirm_s
        while self._jobs:
            state = waiting(self._jobs[0])
            if state is Waiting.GONE:
                self._jobs.pop(0)
            elif state is Waiting.HELD:
                raise DeviceTrouble(Trouble.QUEUE_STOPPED)
            elif time.monotonic() > until:
                raise DeviceTrouble(Trouble.STUCK)
            else:
                time.sleep(LOOK_S)

    def close(self) -> None:
        """Take back what is still there."""
        with contextlib.suppress(DeviceTrouble):
            for job in self._jobs:
                cancel(job)


def queues() -> tuple[Queue, ...]:
    """All queues, by name; raises DeviceTrouble with NO_SPOOLER."""
    printers, accepting = _asked("lpstat", "-p"), _asked("lpstat", "-a")
    takes = {found[1]: found[2] == "accepting requests" for found in map(_ACCEPTS.match, accepting) if found}
    rows = ((found[1], row) for row in printers if (found := _PRINTER.match(row)))
    return tuple(Queue(name, f"printer {name} disabled" not in row, takes.get(name, False)) for name, row in rows)


def submit_pdf(queue: str, data: bytes, *, copies: int = 1, both_sides: bool = False, short_edge: bool = False) -> str:
    """Hand a finished A4 PDF to a queue; the job's id (`drucker-17`), under which it waits.

    `both_sides` turns pages over the long edge, as books are bound; `short_edge` over the short one, as a
    folded booklet needs it. Raises DeviceTrouble with `sent` 0: nothing will come out.
    """
    side = "one-sided" if not (both_sides or short_edge) else f"two-sided-{'short' if short_edge else 'long'}-edge"
    return submit(queue, data, "-n", str(copies), "-o", "media=A4", "-o", f"sides={side}")


def usable(queue: str) -> None:
    """Raises DeviceTrouble unless the queue is there, prints and takes jobs."""
    found = next((one for one in queues() if one.name == queue), None)
    if found is None:
        raise DeviceTrouble(Trouble.NO_QUEUE)
    if not (found.running and found.accepts):
        raise DeviceTrouble(Trouble.QUEUE_STOPPED)


def submit(queue: str, data: bytes, *options: str) -> str:
    """Hand bytes to a queue that prints and takes jobs; the job's id. Raises DeviceTrouble with `sent` 0.

    The bytes go through a pipe: no file of ours is left behind (R35).
    """
    usable(queue)
    answer = _run(["lp", "-d", queue, "-t", TITLE, *options], data)
    taken = _REQUEST.search(answer.stdout.decode("utf-8", "replace"))
    if answer.returncode or not taken:
        raise DeviceTrouble(Trouble.NO_SPOOLER)
    return taken[1]


def waiting(job: str) -> Waiting:
    """Where a job is; raises DeviceTrouble with NO_SPOOLER."""
    queue = job.rpartition("-")[0]
    if not any(row.split(maxsplit=1)[0] == job for row in _asked("lpstat", "-W", "not-completed", "-o", queue) if row):
        return Waiting.GONE
    running = next((one.running for one in queues() if one.name == queue), False)
    return Waiting.WAITS if running else Waiting.HELD


def cancel(job: str) -> None:
    """Take a job back, with its file; what the printer has already is printed. Raises DeviceTrouble."""
    _run(["cancel", job])


def _asked(*command: str) -> list[str]:
    """The rows that a command says; a queue that is not there has none."""
    answer = _run(command)
    if answer.returncode and b"No destinations" not in answer.stderr and b"Invalid destination" not in answer.stderr:
        raise DeviceTrouble(Trouble.NO_SPOOLER)
    return answer.stdout.decode("utf-8", "replace").splitlines()


def _run(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One command of CUPS, in English whatever the locale."""
    spoken = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=COMMAND_S, env=spoken, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceTrouble(Trouble.NO_SPOOLER) from error
