"""The driver's side of actors: where they come from, what they are told, and how they are killed."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import msgspec

from tests.crash.actor import BORN, END, Order
from tests.crash.town import Town

PATIENCE_S = 60.0
"""An actor that takes longer hangs."""


class Answer(msgspec.Struct, frozen=True):
    """What an actor said to one deed; `code` is None when it died before the end of it."""

    lines: tuple[str, ...]
    code: int | None
    steps: int = 0


class Life:
    """One actor."""

    def __init__(self, talk: socket.socket) -> None:
        self._talk, self._heard = talk, bytearray()
        self.pid = int(self._lines_until(time.monotonic() + PATIENCE_S)[-1].removeprefix(f"{BORN} "))
        self._handle = os.pidfd_open(self.pid)
        self.dead = False

    def do(self, deed: tuple[str, ...], *, die: int | None = None, kill_s: float | None = None) -> Answer:
        """Tell one deed and hear the answer. `die`: see the actor; `kill_s`: kill it after so many seconds."""
        self.tell(deed, die)
        return self.hear(kill_s)

    def tell(self, deed: tuple[str, ...], die: int | None = None) -> None:
        """Only tell."""
        self._talk.sendall(msgspec.json.encode(Order(deed, die)) + b"\n")

    def hear(self, kill_s: float | None = None) -> Answer:
        """The answer to what was told."""
        lines = self._lines_until(time.monotonic() + (PATIENCE_S if kill_s is None else kill_s))
        while not (self.dead or (lines and lines[-1].startswith(f"{END} "))):
            assert kill_s is not None, f"an actor hangs: {lines}"
            self.kill()
            lines += self._lines_until(time.monotonic() + PATIENCE_S)
        if self.dead:
            self._await_death()
        if lines and lines[-1].startswith(f"{END} "):
            _, code, steps = lines[-1].split()
            return Answer(tuple(lines[:-1]), int(code), int(steps))
        return Answer(tuple(lines), None)

    def kill(self) -> None:
        """SIGKILL, whatever it does now."""
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        self._await_death()

    def end(self) -> None:
        """Let it close its files, or be gone already."""
        self._talk.shutdown(socket.SHUT_WR)
        self._await_death()

    def close(self) -> None:
        """Give back what the driver holds of it."""
        if not self.dead:
            self.kill()
        self._talk.close()
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _await_death(self) -> None:
        gone, _, _ = select.select([self._handle], [], [], PATIENCE_S)
        assert gone, "an actor does not die"
        self.dead = True

    def _lines_until(self, until: float) -> list[str]:
        """Whole lines, as far as one that ends an answer, the end of the actor, or the time; half a line is unsaid."""
        lines: list[str] = []
        while True:
            while (at := self._heard.find(b"\n")) >= 0:
                lines.append(self._heard[:at].decode())
                del self._heard[: at + 1]
                if lines[-1].startswith((f"{BORN} ", f"{END} ")):
                    return lines
            self._talk.settimeout(max(until - time.monotonic(), 0.0001))
            try:
                more = self._talk.recv(65536)
            except TimeoutError:
                return lines
            except ConnectionResetError:
                more = b""
            if not more:
                self.dead = True
                return lines
            self._heard += more


class Nursery:
    """The process that actors are forked from; `module` is `tests.crash.actor`, or one that spoils it first."""

    def __init__(self, module: str = "tests.crash.actor", *words: str) -> None:
        self._module, self._words = module, words

    def __enter__(self) -> Self:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-m", self._module, str(theirs.fileno()), *self._words]
        root = Path(__file__).parents[2]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            cwd=root,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root)},
        )
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._control.close()
        self._process.wait(PATIENCE_S)

    def born(self, town: Town) -> Life:
        """A new actor."""
        ours, theirs = socket.socketpair()
        socket.send_fds(self._control, [str(town.folder).encode()], [theirs.fileno()])
        theirs.close()
        return Life(ours)
