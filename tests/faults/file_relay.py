"""A cable behind a device file: bytes go in, none come back."""

import array
import fcntl
import os
import select
import socket
import termios
import time
from contextlib import suppress
from pathlib import Path

from tests.faults.relay import PATIENCE_S, Cable, Relay, Talk

LOOK_S = 0.02
"""How often it is looked whether the file was unplugged."""


class FileRelay(Relay):
    """A named pipe before a printer's port: like `/dev/usb/lp0` it takes bytes at once, and nobody is behind it when
    the printer is gone."""

    def __init__(self, path: Path, printer: int) -> None:
        super().__init__()
        self._path, self._printer = path, printer
        self.url = f"file://{path}"
        os.mkfifo(path)

    def lay(self) -> None:
        self._handle = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)

    def serve(self) -> None:
        try:
            while self.plugged:
                if select.select([self._handle], [], [], LOOK_S)[0] and self._waiting():
                    self._job()
        finally:
            os.close(self._handle)

    def settle(self) -> None:
        """The pipe is empty before the last job is passed on whole."""
        until = time.monotonic() + PATIENCE_S
        while self.plugged and not self._clogged and self._waiting():
            assert time.monotonic() < until, "the pipe stays full"
            time.sleep(0.001)
        super().settle()

    def _job(self) -> None:
        """Until the program closes the file."""
        self._free.clear()
        with socket.create_connection(("127.0.0.1", self._printer), timeout=PATIENCE_S) as theirs:
            talk = Talk(theirs.sendall, lambda _: None)
            self.opened(talk)
            while talk.cable is not Cable.TORN and (data := self._read()):
                self.bring(talk, data)
        if talk.cable is Cable.TORN:
            self.unplug()
        self.closed()

    def _read(self) -> bytes:
        """What came; nothing once another thread pulled the plug while this one waited."""
        with suppress(OSError):
            select.select([self._handle], [], [], PATIENCE_S)
            return os.read(self._handle, 65_536)
        return b""

    def _waiting(self) -> int:
        count = array.array("i", [0])
        fcntl.ioctl(self._handle, termios.FIONREAD, count)
        return count[0]
