"""The Cyclos stand-in on the wire: real HTTP on 127.0.0.1, answered as the bank decides, faults included."""

import contextlib
import select
import socket
import struct
import sys
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from tests.peers.cyclos_bank_faults import Fault, How
from tests.peers.cyclos_bank_talk import Asked, Said

_NO_BODY = (204, 304)


class _Teller(Protocol):
    """Who decides what is said."""

    stopping: threading.Event

    def tell(self, asked: Asked) -> tuple[Said, Fault | None]:
        """What to answer, and how it shall travel."""
        ...

    def now(self) -> datetime:
        """The server's own clock."""
        ...

    def gate(self) -> threading.Event:
        """Set when the connections that are silent now are let go."""
        ...


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Cyclos", ""
    disable_nagle_algorithm = True
    server: "Listener"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        _, _, path = parts.path.partition("/api/")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        query = parse_qs(parts.query, keep_blank_values=True)
        said, fault = self.server.teller.tell(Asked(self.command, path, query, headers, body, self.path))
        self._send(said, fault)

    def do_POST(self) -> None:
        self.do_GET()

    def _send(self, said: Said, fault: Fault | None) -> None:
        how = fault.how if fault else How.WHOLE
        if how in (How.WHOLE, How.LATE):
            self.wfile.write(self._bytes(said))
            return
        self.close_connection = True
        if how is How.RESET:
            self._reset()
        elif how is How.SILENT:
            self._silent()
        elif how is How.CUT:
            whole = self._bytes(said)
            self.wfile.write(whole[: len(whole) - max(len(said.body) // 2, 1)])
        elif fault:
            self._drip(self._bytes(said), fault.pace_s)

    def _bytes(self, said: Said) -> bytes:
        body = b"" if said.status in _NO_BODY else said.body
        headers = {"Date": self.date_time_string(), "Content-Length": str(len(body))} | dict(said.headers)
        if said.status in _NO_BODY:
            del headers["Content-Length"]
        lines = [f"HTTP/1.1 {said.status} Said", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    def _drip(self, whole: bytes, pace_s: float) -> None:
        for at in range(len(whole)):
            if self.server.teller.stopping.wait(pace_s):
                return
            self.wfile.write(whole[at : at + 1])

    def _silent(self) -> None:
        """Ends too when the client hangs up, so that no thread outlives its caller."""
        gate = self.server.teller.gate()
        while not gate.wait(0.02) and not select.select([self.connection], [], [], 0)[0]:
            continue

    def _reset(self) -> None:
        """Closed without lingering and before the server says good-bye: the client gets a reset, not an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        for end in (self.rfile, self.wfile, self.connection):
            end.close()
        raise ConnectionResetError

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.server.teller.now().astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on stderr."""


class Listener(ThreadingHTTPServer):
    """Accepts on 127.0.0.1; every connection has its thread, and `end` leaves none behind."""

    daemon_threads = False

    def __init__(self, teller: _Teller, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.teller = teller
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))

    def start(self) -> None:
        """Serve in a thread."""
        self._thread.start()

    def end(self) -> None:
        """Stop accepting, hang up on everyone, wait for all threads."""
        self.shutdown()
        self._thread.join()
        for connection in list(self._open):
            self._hang_up(connection)
        self.server_close()

    def await_quiet(self) -> None:
        """Return when every connection that was made until now has ended: they are accepted in their order."""
        with socket.create_connection(self.server_address[:2]) as last:  # type: ignore[arg-type]
            last.sendall(b"\r\n")  # no request: it is hung up on
            last.recv(1)
        while self._open:
            time.sleep(0.001)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):  # a client that hangs up is part of the tests
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def _hang_up(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):  # it may have ended by itself
            connection.shutdown(socket.SHUT_RDWR)
