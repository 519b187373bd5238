"""A serial cable: a pseudo-terminal for the program, wired to the printer's own."""

import os
import pty
import select
import time
import tty
from pathlib import Path

from tests.faults.relay import Cable, Relay, Talk

LOOK_S = 0.005
"""How often it is looked whether the program opened its end."""
QUIET_S = 0.02
"""The system carries bytes through a pseudo-terminal behind the back of whoever writes, within microseconds."""


class SerialRelay(Relay):
    """`line` is the printer's port; the program's is a link that leads nowhere while it is unplugged."""

    def __init__(self, path: Path, line: Path, query: str = "baud=9600&flow=none") -> None:
        super().__init__()
        self._path, self._line = path, line
        self.url = f"serial://{path}?{query}"

    def lay(self) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self._path.symlink_to(os.ttyname(slave))
        os.close(slave)

    def unplug(self) -> None:
        if self.plugged:
            self._path.unlink()
        super().unplug()

    def serve(self) -> None:
        try:
            while self.plugged:
                if data := self._read():
                    self._talk(data)
                else:
                    time.sleep(LOOK_S)
        finally:
            os.close(self._master)

    def settle(self) -> None:
        time.sleep(QUIET_S)
        super().settle()
        time.sleep(QUIET_S)

    def arrived(self) -> None:
        time.sleep(QUIET_S)

    def _read(self) -> bytes:
        """Nothing while the program's end is closed."""
        try:
            return os.read(self._master, 65_536)
        except OSError:
            return b""

    def _talk(self, data: bytes) -> None:
        """Until the program closes its end, or the cable is torn."""
        printer = os.open(self._line, os.O_RDWR | os.O_NOCTTY)
        talk = Talk(lambda given: os.write(printer, given), lambda given: os.write(self._master, given))
        self.opened(talk)
        while data:
            self.bring(talk, data)
            data = self._heard(talk, printer)
        os.close(printer)
        self.closed()

    def _heard(self, talk: Talk, printer: int) -> bytes:
        """What the program says next; what the printer says meanwhile is passed on."""
        if talk.cable is Cable.TORN:
            self.left_hanging = True
            self.unplug()
            return b""
        while talk.cable is not Cable.DEAD and printer in (ready := select.select([self._master, printer], [], [])[0]):
            talk.up(os.read(printer, 256))
            if self._master in ready:
                break
        if talk.cable is Cable.DEAD:
            select.select([self._master], [], [])
        return self._read()
