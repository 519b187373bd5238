"""A network printer on loopback that answers, stays silent, stops or breaks as a test tells it to."""

import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

OK = {1: 0x12, 2: 0x12, 4: 0x12}
NEAR_END = {**OK, 4: 0x1E}
PAPER_OUT = {1: 0x1A, 2: 0x32, 4: 0x7E}
COVER_OPEN = {1: 0x1A, 2: 0x16, 4: 0x12}
OFFLINE = {1: 0x1A, 2: 0x12, 4: 0x12}
JAMMED = {1: 0x1A, 2: 0x52, 4: 0x12}
SILENT: dict[int, int] = {}

_QUESTIONS = re.compile(rb"\x10\x04([\x01-\x04])|\x1d(r)\x01")


@dataclass
class Behaviour:
    """How the printer acts; the defaults print and say so."""

    states: dict[int, int] = field(default_factory=lambda: OK)
    confirms: bool = True
    prefix: bytes = b""
    """Sent before every answer: unasked reports."""
    break_after: int | None = None
    """Reset the connection once so many bytes came."""
    out_after: int | None = None
    """The paper ends once so many bytes came."""
    swallows: int = 0
    """So many bytes are still taken for the dots of a picture that broke off."""
    reads: bool = True
    dozes_after: int | None = None
    """Read no more once so many bytes came, until the block ends."""


@dataclass
class FakePrinter:
    """A running printer; `jobs` holds what each connection sent."""

    port: int
    behaviour: Behaviour
    jobs: list[bytearray] = field(default_factory=list)
    reset: bool = False
    """Whether the other side broke a connection off."""
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                self.jobs.append(bytearray())
                try:
                    self._talk(connection, self.jobs[-1])
                except OSError:
                    self.reset = True

    def _talk(self, connection: socket.socket, job: bytearray) -> None:
        answered = 0
        if not self.behaviour.reads:
            self._wake_up_late(connection)
            return
        while True:
            data = connection.recv(2048)
            if not data:
                return
            job += data
            if self.behaviour.dozes_after is not None and len(job) > self.behaviour.dozes_after:
                self._wake_up_late(connection)
                return
            if self._breaks(connection, len(job)):
                return
            for found in _QUESTIONS.finditer(job, answered):
                answered = found.end()
                if answered <= self.behaviour.swallows:
                    continue
                connection.sendall(self._answer(found, len(job)))

    def _wake_up_late(self, connection: socket.socket) -> None:
        """Read at last what the other side still has for us; an OSError when it broke off instead."""
        self.done.wait(30)
        while connection.recv(65_536):
            pass

    def _breaks(self, connection: socket.socket, count: int) -> bool:
        if self.behaviour.break_after is None or count <= self.behaviour.break_after:
            return False
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return True

    def _answer(self, found: re.Match[bytes], count: int) -> bytes:
        out = self.behaviour.out_after is not None and count > self.behaviour.out_after
        states = PAPER_OUT if out else self.behaviour.states
        if found.group(2):
            return self.behaviour.prefix + b"\x00" if self.behaviour.confirms and not out else b""
        state = states.get(found.group(1)[0])
        return b"" if state is None else self.behaviour.prefix + bytes((state,))


@contextmanager
def fake_printer(**behaviour: object) -> Iterator[FakePrinter]:
    """A printer that acts as told until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        printer = FakePrinter(listener.getsockname()[1], Behaviour(**behaviour))  # type: ignore[arg-type]
        thread = threading.Thread(target=printer.serve, args=(listener,))
        thread.start()
        try:
            yield printer
        finally:
            printer.done.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
