"""No way out for a visitor: a clean environment, signals that end the terminal in order, and no other ones."""

import asyncio
import os
import signal
import threading
import time
from types import FrameType
from typing import Protocol

STRANGE = (
    "TEXTUAL",
    "RICH_",
    "TTY_",
    "JUPYTER",
    "COLUMNS",
    "LINES",
    "ROWS",
    "ESCDELAY",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "UNICODE_VERSION",
)
"""Variables that steer Textual and Rich: a kiosk looks the same whoever started it (reliability 3.2, 6)."""
END_S = 1.5
"""Seconds for an orderly end; then the process ends all the same. systemd waits 90, the person at the switch not 2."""


ENDING = frozenset((signal.SIGTERM, signal.SIGHUP))
"""Signals that end the terminal in order."""


class Endable(Protocol):
    """A terminal, as far as its end is concerned."""

    def exit(self) -> None:
        """End in order; in the event loop's thread."""
        ...

    def abandon(self) -> None:
        """Give the terminal back without the event loop, from any thread."""
        ...

    def finish(self) -> None:
        """Let go of everything but what must not be cut off; takes a few seconds at most, from any thread."""
        ...


def forget_environment() -> None:
    """Drop every variable that steers Textual or Rich; to be called before they are imported."""
    for name in [name for name in os.environ if name.startswith(STRANGE)]:
        del os.environ[name]
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"  # pixel reports flood the program when a finger moves


def has_terminal() -> bool:
    """Whether standard input and standard output are both a terminal."""
    return os.isatty(0) and os.isatty(1)


class Ending:
    """What the signals do: SIGTERM and SIGHUP end the terminal, exit 0; those of keys only when somebody attends."""

    def __init__(self, *, attended: bool) -> None:
        self.terminal: Endable | None = None
        """The terminal to end, as soon as there is one."""
        self.asked = attended
        """Whether a failure is no reason to start anew: it is to end, or somebody attends and reads what happened."""
        for number in ENDING:
            signal.signal(number, self._end)
        signal.signal(signal.SIGINT, self._end if attended else signal.SIG_IGN)
        for number in (signal.SIGQUIT, signal.SIGTSTP):
            signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # what came while a failed terminal made way for this one

    def _end(self, number: int, frame: FrameType | None) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(0) from None
        self.asked = True
        if self.terminal:
            loop.call_soon_threadsafe(self.terminal.exit)
            threading.Thread(target=self._give_up, name="end", daemon=True).start()

    def _give_up(self) -> None:
        """The event loop may be stuck behind a terminal that takes no bytes, or a disk that does not answer."""
        time.sleep(END_S)
        if self.terminal:
            self.terminal.abandon()
            self.terminal.finish()
        os._exit(0)
