"""Tells systemd that the terminal draws: when its first page stands there, and then as long as it goes on (R18)."""

import logging
import socket
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Protocol

log = logging.getLogger("kiosk.heartbeat")
SOCKET, PERIOD = "NOTIFY_SOCKET", "WATCHDOG_USEC"
NAMES = (SOCKET, PERIOD, "WATCHDOG_PID")
"""systemd's variables (sd_notify(3), sd_watchdog_enabled(3)). The last one names the compositor, not us."""
BEATS = 3
"""Signs of life in the time after which their absence ends the program: one that comes late does no harm."""
READY, ALIVE, STOPPING = "READY=1\nSTATUS=The first page is drawn.", "WATCHDOG=1", "STOPPING=1"


class Drawn(Protocol):
    """What the terminal draws on."""

    def once_drawn(self, then: Callable[[], object]) -> None:
        """Draw a row anew, and call when it was drawn; never where nothing can be drawn any more."""
        ...


class Heartbeat:
    """One who is not run by systemd has nobody to tell, and says nothing.

    Its variables are taken out of the environment: no child may speak for the terminal.
    """

    def __init__(self, env: MutableMapping[str, str]) -> None:
        self._told = {name: env.pop(name) for name in NAMES if name in env}
        self._socket = _connected(self._told.get(SOCKET, ""))
        self._ready = False

    @property
    def every_s(self) -> float | None:
        """Seconds from one sign of life to the next; None where nobody waits for one."""
        period = self._told.get(PERIOD, "")
        return int(period) / 1e6 / BEATS if self._socket and period.isdecimal() and int(period) else None

    @property
    def wanted(self) -> Mapping[str, str]:
        """The variables, for the fresh program that takes this one's place."""
        return dict(self._told)

    def beat(self, canvas: Drawn) -> None:
        """Prove that the canvas draws, and tell; to be called by the event loop itself, never by a thread."""
        if self._socket:
            canvas.once_drawn(self._alive)

    def go_on(self) -> None:
        """The fresh program that takes over now has the whole time for its first page."""
        self._say(ALIVE)

    def stop(self) -> None:
        """The terminal ends in order."""
        self._say(STOPPING)

    def close(self) -> None:
        """Nothing is told any more."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def _alive(self) -> None:
        self._say(ALIVE if self._ready else READY)
        self._ready = True

    def _say(self, words: str) -> None:
        if self._socket:
            with suppress(OSError):  # systemd's queue is full, or it is being restarted: the next one counts
                self._socket.send(words.encode())


def _connected(address: str) -> socket.socket | None:
    """systemd's socket: a path, or a name of the kernel's behind `@`."""
    if not address:
        return None
    link = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
    link.setblocking(False)
    try:
        link.connect("\0" + address[1:] if address.startswith("@") else address)
    except OSError as error:
        log.warning("systemd cannot be told anything: %s", error.strerror)
        link.close()
        return None
    return link
