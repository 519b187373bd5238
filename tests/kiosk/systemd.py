"""systemd's end of the heartbeat: a datagram socket that keeps what it is told."""

import select
import socket
import time
from pathlib import Path

PATIENCE_S = 20.0


class Listener:
    """What a service says of itself, in its order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.link = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.link.bind(str(path))
        self.told: list[str] = []

    def close(self) -> None:
        self.link.close()

    def next(self, wait_s: float = PATIENCE_S) -> str | None:
        """What is told next; None where nothing comes within the time."""
        if not select.select([self.link], [], [], wait_s)[0]:
            return None
        self.told.append(self.link.recv(4096).decode())
        return self.told[-1]

    def quiet_since(self, wait_s: float) -> float:
        """Take all until nothing was told for so long; the seconds until the last one. Waiting in vain fails."""
        began = last = time.monotonic()
        while self.next(wait_s) is not None:
            last = time.monotonic()
            assert last - began < PATIENCE_S, "it never falls silent"
        return last - began
