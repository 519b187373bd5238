"""A printer on the network: raw bytes on a TCP port, with time limits of our own."""

import contextlib
import fcntl
import socket
import struct
import termios
import time

import msgspec

from printing.errors import DeviceTrouble, Trouble
from printing.wire import Patience

CHUNK = 4_096
"""Bytes handed over at once: the receive buffer of most printers."""
LOOK_S = 0.02
"""Between two looks at what still waits in the system."""


class Tcp(msgspec.Struct, frozen=True):
    """`tcp://host:port`."""

    host: str
    port: int
    answers: bool = True

    def open(self, patience: Patience) -> "TcpWire":
        try:
            sock = socket.create_connection((self.host, self.port), timeout=patience.connect_s)
        except OSError as error:
            raise DeviceTrouble(_why_closed(error)) from error
        except UnicodeError as error:
            raise DeviceTrouble(Trouble.NAME_UNKNOWN) from error
        return TcpWire(sock, patience)


class TcpWire:
    """One connection, for one job: network printers often serve one at a time and drop idle ones."""

    def __init__(self, sock: socket.socket, patience: Patience) -> None:
        self._sock = sock
        self._patience = patience

    def send(self, data: bytes) -> None:
        sent, until = 0, time.monotonic() + self._patience.job_s
        self._sock.settimeout(self._patience.write_s)
        while sent < len(data):
            if time.monotonic() > until:
                raise self._given_up(sent)
            try:
                sent += self._sock.send(data[sent : sent + CHUNK])
            except TimeoutError as error:
                raise self._given_up(sent) from error
            except OSError as error:
                raise DeviceTrouble(Trouble.CUT_OFF, sent) from error

    def _given_up(self, sent: int) -> DeviceTrouble:
        """Bytes that the system still holds would come out when somebody changes the roll, an hour later: drop them."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return DeviceTrouble(Trouble.STUCK, sent)

    def receive(self, wait_s: float) -> bytes:
        self._sock.settimeout(wait_s)
        try:
            data = self._sock.recv(256)
        except TimeoutError:
            return b""
        except OSError as error:
            raise DeviceTrouble(Trouble.CUT_OFF) from error
        if not data:
            raise DeviceTrouble(Trouble.CUT_OFF)
        return data

    def finish(self) -> None:
        """Say that nothing follows and read on for a while: closing over unread answers would reset the connection
        and take the end of the slip with it. A printer that keeps its side open may have taken our bytes all the
        same; the system knows."""
        self._let_out()
        until = time.monotonic() + self._patience.read_s
        try:
            self._sock.shutdown(socket.SHUT_WR)
            while (left := until - time.monotonic()) > 0:
                self._sock.settimeout(left)
                if not self._sock.recv(256):
                    return
        except TimeoutError:
            return
        except OSError as error:
            raise DeviceTrouble(Trouble.CUT_OFF) from error

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.close()

    def _let_out(self) -> None:
        """Wait until the other side has what the system holds, as long as that grows less."""
        started = moved = time.monotonic()
        least = _held(self._sock)
        while left := _held(self._sock):
            if self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise DeviceTrouble(Trouble.CUT_OFF)
            now = time.monotonic()
            least, moved = (left, now) if left < least else (least, moved)
            if now > min(moved + self._patience.write_s, started + self._patience.job_s):
                raise self._given_up(0)
            time.sleep(LOOK_S)


def _held(sock: socket.socket) -> int:
    """Bytes that the other side has not acknowledged (Linux: SIOCOUTQ, the same number as TIOCOUTQ, see tcp(7))."""
    return int(struct.unpack("i", fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4)))[0])


def _why_closed(error: OSError) -> Trouble:
    if isinstance(error, socket.gaierror):
        return Trouble.NAME_UNKNOWN
    return Trouble.REFUSED if isinstance(error, ConnectionRefusedError) else Trouble.UNREACHABLE
