"""Programs under pseudo-terminals: bytes in, bytes with their times out, and what they cost the machine."""

import fcntl
import math
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec

from tests.bench.glass import Glass

COLS, ROWS = 60, 20
QUIET_S = 0.025
"""A page is whole when nothing came for so long."""
LATE_S = 0.3
"""Paint that comes until then belongs to the tap, and is late."""
PAINT_MIN = 100
"""Bytes that are paint although they change no text; fewer only move the cursor or set its shape, or are the clock."""
PATIENCE_S = 15.0
"""A program that paints nothing for so long has failed."""


class Tap(msgspec.Struct):
    """One tap or key, and what came of it; milliseconds, None while not yet known."""

    began: float
    whole_ms: float = math.nan
    """Until the last byte before the silence."""
    settled_ms: float = math.nan
    """Until the last byte that changed the text."""
    late_ms: float | None = None
    """When something was painted after the page seemed whole."""
    cpu_ms: float = math.nan
    """Run time of all threads, to the end of the late paint."""


class Terminal:
    """A program that believes to own a terminal of `COLS` x `ROWS` cells. Use as a context: it always ends."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            _size(0)
            plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execve(argv[0], list(argv), {"PATH": os.environ["PATH"], **plain, **(env or {})})
        _size(self.fd)
        self.glass = Glass(COLS, ROWS)
        self.taps: list[Tap] = []
        self._open: Tap | None = None
        self._chunks: list[tuple[float, bytes]] = []
        self._cpu = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self) -> bool:
        """Take what is there, with its time; False at the end of the program."""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self._chunks.append((time.perf_counter(), data))
        return bool(data)

    def write(self, data: bytes) -> None:
        """Send bytes, and begin to count for them."""
        self.close_tap()
        self._cpu = self.cpu_ns()
        self._open = Tap(time.perf_counter())
        os.write(self.fd, data)

    def close_tap(self) -> None:
        """End the open tap: everything that it painted has come."""
        self._absorb()
        if self._open:
            self._open.cpu_ms = (self.cpu_ns() - self._cpu) / 1e6
            self.taps.append(self._open)
        self._open = None

    def _absorb(self) -> None:
        """Paint what came, piece by piece; of the open tap see what changed the text, and what came late."""
        for at, data in self._chunks:
            before = self.glass.without_clock
            self.glass.feed(data)
            if self._open:
                self._note(self._open, (at - self._open.began) * 1000, data, self.glass.without_clock != before)
        self._chunks.clear()

    def _note(self, tap: Tap, after_ms: float, data: bytes, changed: bool) -> None:
        if after_ms > tap.whole_ms + LATE_S * 1000:
            return
        if changed:
            tap.settled_ms = after_ms
        if after_ms > tap.whole_ms and (changed or len(data) > PAINT_MIN):
            tap.late_ms = after_ms

    def whole(self, at: float) -> None:
        """The page of the open tap was whole at this time."""
        assert self._open
        self._open.whole_ms = (at - self._open.began) * 1000

    @property
    def last_byte(self) -> float | None:
        """When the last byte after the tap came."""
        return self._chunks[-1][0] if self._chunks else None

    def since_tap(self) -> float:
        """Seconds since the page of the open tap was whole; infinite where none is open."""
        return time.perf_counter() - self._open.began - self._open.whole_ms / 1000 if self._open else math.inf

    def see(self) -> str:
        """The text on the glass now; the page of an open tap must be whole."""
        self._absorb()
        return self.glass.text

    def cpu_ns(self) -> int:
        """Run time of all threads so far, from the scheduler."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)

    def memory_kib(self) -> tuple[int, int]:
        """PSS of the program and all its children, and the anonymous part of it."""
        whole = anonymous = 0
        for pid in family(self.pid):
            rows = (row.split() for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
            sizes = {row[0]: int(row[1]) for row in rows}
            whole, anonymous = whole + sizes["Pss:"], anonymous + sizes["Pss_Anon:"]
        return whole, anonymous


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    return [pid, *(one for child in children for one in family(child))]


def pump(terminals: Sequence[Terminal], seconds: float) -> bool:
    """Read from all for so long or until the first thing comes; whether it came. Raises TimeoutError after too long."""
    by_fd = {one.fd: one for one in terminals}
    ready = select.select(by_fd, [], [], max(0.0, seconds))[0]
    if not ready and seconds >= PATIENCE_S:
        raise TimeoutError(f"nothing was painted on\n{terminals[0].see()}")
    for fd in ready:
        if not by_fd[fd].read():
            raise EOFError(f"a program ended:\n{by_fd[fd].see()}")
    return bool(ready)


def rest(terminal: Terminal, others: Sequence[Terminal] = ()) -> None:
    """Wait until late paint of the last tap has come; that of the others is noted meanwhile."""
    while terminal.since_tap() < LATE_S:
        pump([terminal, *(one for one in others if one is not terminal)], LATE_S - terminal.since_tap())


def press(terminal: Terminal, data: bytes, others: Sequence[Terminal] = ()) -> None:
    """Send bytes and wait until the page is whole."""
    _send(terminal, data, [terminal, *(one for one in others if one is not terminal)])


def _send(terminal: Terminal, data: bytes, watched: Sequence[Terminal]) -> None:
    pump(watched, 0)
    terminal.write(data)
    while True:
        last = terminal.last_byte
        left = QUIET_S - (time.perf_counter() - last) if last else PATIENCE_S
        if not pump(watched, left) and last:
            terminal.whole(last)
            return


def touch(x: int, y: int) -> bytes:
    """Press and release in one cell, without motion before, as a touch panel sends them."""
    return f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m".encode()


def _size(fd: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
