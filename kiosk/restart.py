"""A terminal that failed starts anew by itself: the same process, with nothing of the old one left in its memory."""

import os
import signal
import sys
import termios
import time
from collections.abc import Iterable, MutableMapping
from contextlib import suppress

from kiosk.lockdown import ENDING

FAILURES = "KIOSK_FAILURES"
"""The variable that hands on when it failed before: seconds by the monotonic clock, which goes on through a start."""
MOST, WITHIN_S = 3, 300.0
"""Fresh starts in five minutes. One mends what happens once, three what a hand repeats to see it again; what fails a
fourth time will fail for ever, and systemd, which can also restart the machine, is told by exit code 3."""
COVER = b"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[H\x1b[J"
"""Another screen than the shell's, with nothing on it and no cursor."""
UNCOVER = b"\x1b[?1049l\x1b[?25h"
SCREEN = 1
"""Standard output, which is the terminal again when the terminal program let go of it."""


class Restarts:
    """What is known of earlier failures; `env` is changed when there is one more."""

    def __init__(self, env: MutableMapping[str, str]) -> None:
        self._env, follows = env, FAILURES in env
        self._times = tuple(_recent(env.pop(FAILURES, ""), time.monotonic()))
        self.again = bool(self._times)
        """Whether this program follows one that failed."""
        self.follows = follows
        """Whether it follows another one at all, and finds the terminal covered."""
        self._covered = follows

    @property
    def allowed(self) -> bool:
        """Whether one more failure is answered by a fresh start."""
        return len(self._times) < MOST

    def cover(self, rows: Iterable[str]) -> None:
        """Show a neutral page in place of the shell, and no keys that are pressed meanwhile."""
        self._covered = True
        _echo(on=False)
        _write(COVER + "\r\n".join(rows).encode())

    def ready(self) -> None:
        """The fresh terminal is about to draw, and finds the keys as the shell left them."""
        _echo(on=True)

    def uncover(self) -> None:
        """Give the terminal back; does no harm where there is nothing to give back."""
        if self._covered:
            _echo(on=True)
            _write(UNCOVER)

    def start_anew(self, *, failed: bool = True) -> None:
        """Exchange this process for a fresh one with the same arguments; returns only where the system refuses.

        One that was asked for is no failure. Signals that end it are held back meanwhile, and reach the fresh one.
        """
        times = (*self._times, time.monotonic()) if failed else self._times
        self._env[FAILURES] = " ".join(f"{at:.3f}" for at in times)
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        with suppress(OSError):
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _recent(told: str, now: float) -> Iterable[float]:
    """Failures of the last minutes; what is no time was not written by us and counts for nothing."""
    for word in told.split()[:MOST]:
        with suppress(ValueError):
            if 0 <= now - float(word) < WITHIN_S:
                yield float(word)


def _echo(*, on: bool) -> None:
    with suppress(termios.error):
        attributes = termios.tcgetattr(SCREEN)
        attributes[3] = attributes[3] | termios.ECHO if on else attributes[3] & ~termios.ECHO
        termios.tcsetattr(SCREEN, termios.TCSANOW, attributes)


def _write(data: bytes) -> None:
    with suppress(OSError):
        os.write(SCREEN, data)
