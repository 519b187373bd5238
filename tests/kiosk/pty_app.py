"""The program on a real pseudo terminal: keys and taps go in as bytes, what comes out is read as a terminal would."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.kiosk.glass_reader import Reader

PATIENCE_S = 20.0
"""Longest wait for anything: generous, because the machine may be busy."""
QUIET_S = 0.3
"""Silence after which a page counts as whole."""
CLEAN = {
    "PATH": os.defpath,
    "HOME": "/nonexistent",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
}
KIOSK = (sys.executable, "-m", "kiosk")


class PtyApp:
    """A child on a terminal of `cols` x `rows`; ends with the `with` block.

    Waiting in vain raises AssertionError. `stderr` sends the child's standard error into a file.
    """

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 60,
        rows: int = 20,
        env: Mapping[str, str] | None = None,
        stderr: Path | None = None,
    ) -> None:
        self.cols, self.rows = cols, rows
        self.reader = Reader(cols, rows)
        self.raw = b""
        self.code: int | None = None
        master, slave = pty.openpty()
        self._size(slave)
        self.before = termios.tcgetattr(slave)
        self.pid = os.fork()
        if not self.pid:
            _child(slave, master, argv, CLEAN | dict(env or {}), stderr)
        self.fd, self._slave = master, slave

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal, as a window that is closed does."""
        for handle in {self.fd, self._slave} - {-1}:
            os.close(handle)
        self.fd = self._slave = -1

    def _size(self, handle: int) -> None:
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.cols, 0, 0))

    def resize(self, cols: int, rows: int) -> None:
        """Another grid; the kernel tells the child."""
        self.cols, self.rows = cols, rows
        self.reader.resize(cols, rows)
        self._size(self.fd)

    def attributes(self) -> list[object]:
        """How the line discipline of the terminal is set."""
        return termios.tcgetattr(self._slave)

    def read(self, wait_s: float) -> bool:
        """Take what comes within this time; False for silence."""
        ready = select.select([self.fd], [], [], max(0.0, wait_s))[0]
        data = os.read(self.fd, 65536) if ready else b""
        self.raw += data
        self.reader.feed(data)
        return bool(data)

    def until(self, what: Callable[[], object], wait_s: float = PATIENCE_S) -> float:
        """Read until something is so; the seconds that took."""
        began = time.monotonic()
        while not what():
            assert self.poll() is None, f"ended with {self.code}: {self.raw[-2000:]!r}"
            left = wait_s - (time.monotonic() - began)
            assert left > 0, "waited in vain; on the screen:\n" + "\n".join(self.reader.rows)
            self.read(min(left, 0.05))
        return time.monotonic() - began

    def see(self, *words: str, wait_s: float = PATIENCE_S) -> None:
        """Wait until all these words stand on the screen."""
        self.until(lambda: all(self.reader.find(word) for word in words), wait_s)

    def settle(self, quiet_s: float = QUIET_S) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet_s):
            pass

    def write(self, keys: str | bytes) -> None:
        """Type."""
        data = keys if isinstance(keys, bytes) else keys.encode()
        while data:
            if select.select([], [self.fd], [], 0)[1]:
                data = data[os.write(self.fd, data[:256]) :]
            self.read(0)

    def tap(self, words: str) -> None:
        """Press and release in the middle of words on the screen, within one write and without motion before."""
        self.see(words)
        place = self.reader.find(words)
        assert place
        self.tap_at(place[0] + len(words) // 2, place[1])

    def tap_at(self, x: int, y: int) -> None:
        """Press and release in one cell."""
        self.write(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")

    def home(self) -> None:
        """Go to the start page, which alone has no "Zurück"."""
        self.write("\x1b[H")
        self.until(lambda: self.reader.find("Suchen") and not self.reader.find("Zurück"))

    def signal(self, number: int) -> None:
        """Send a signal to the child."""
        os.kill(self.pid, number)

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.code is None and os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code

    def wait(self, wait_s: float = PATIENCE_S) -> int:
        """Read until the child ends; its exit code."""
        began = time.monotonic()
        while self.poll() is None:
            assert time.monotonic() - began < wait_s, "still running"
            if self.fd < 0:
                time.sleep(0.01)
            else:
                self.read(0.02)
        while self.fd >= 0 and self.read(0.05):
            pass
        assert self.code is not None
        return self.code

    def cpu_s(self) -> float:
        """Processor seconds of the child so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _child(slave: int, master: int, argv: Sequence[str], env: Mapping[str, str], stderr: Path | None) -> None:
    os.close(master)
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(slave, number)
    if stderr:
        os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    os.closerange(3, 64)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execve(argv[0], list(argv), dict(env))
    finally:
        os._exit(127)
