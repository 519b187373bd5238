"""A network cable."""

import contextlib
import select
import socket
import struct

from tests.faults.emulator import kept
from tests.faults.relay import PATIENCE_S, Cable, Relay, Talk


class TcpRelay(Relay):
    """A port on loopback before a printer's."""

    def __init__(self, listen: int, printer: int) -> None:
        super().__init__()
        self._port, self._printer = listen, printer
        self._kept = kept(listen)
        self.url = f"tcp://127.0.0.1:{listen}"

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._kept.close()

    def lay(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port))

    def unplug(self) -> None:
        if self.plugged:
            self._listener.shutdown(socket.SHUT_RDWR)
        super().unplug()

    def serve(self) -> None:
        with self._listener as listener:
            while True:
                try:
                    ours, _ = listener.accept()
                except OSError:
                    return
                theirs = socket.create_connection(("127.0.0.1", self._printer), timeout=PATIENCE_S)
                with ours, theirs, contextlib.suppress(OSError):
                    self._talk(ours, theirs)
                self.closed()

    def _talk(self, ours: socket.socket, theirs: socket.socket) -> None:
        """Until both sides have hung up, or the cable is torn."""
        talk = Talk(theirs.sendall, ours.sendall)
        self.opened(talk)
        ends = {ours: theirs, theirs: ours}
        while ends and talk.cable is not Cable.TORN:
            for end in select.select(list(ends), [], [], PATIENCE_S)[0]:
                data = end.recv(65_536)
                if not data:
                    ends.pop(end).shutdown(socket.SHUT_WR)
                elif end is theirs:
                    talk.up(data)
                else:
                    self.bring(talk, data)
        if talk.cable is Cable.TORN:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
