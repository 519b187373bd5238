"""The two threads beside the screen: one syncs, one prints; both only ever post messages."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from queue import Full, Queue
from typing import TYPE_CHECKING

from textual.message import Message

from kiosk.logbook import describe
from kiosk.messages import SlipDone, WorkerCrashed
from kiosk.settings import PrinterSettings
from printing.printer import Printed
from printing.slip import Slip

if TYPE_CHECKING:
    from kiosk.press import Press

log = logging.getLogger("kiosk.workers")
WAITING_MAX = 3
"""Slips that may wait: more come from a stuck printer or from play, and nobody stands there for them any more."""
LEAST_S = 5.0
"""Shortest pause between two rounds, seconds: a round that another process holds up must not spin."""
CRASHED_S = 600.0
"""Pause after an unforeseen error, seconds: it will most likely come again."""

PRINTING, SYNCING, TYPING, SIGNING = "print", "sync", "input", "sign-in"
"""The threads, as the log and `WorkerCrashed` name them."""

Post = Callable[[Message], object]


def guarded(name: str, work: Callable[[], None], post: Post) -> bool:
    """Do one piece of a worker's work; whatever breaks is logged and posted, and the worker lives on.

    The one broad `except` of the project: a thread that dies silently would take syncing or printing with it.
    """
    try:
        work()
    except Exception as error:  # noqa: BLE001
        log.error("%s failed: %s", name, describe(error))
        post(WorkerCrashed(name))
        return False
    return True


class PrintWorker:
    """Owns the printer; slips wait in a short queue."""

    def __init__(self, settings: PrinterSettings, post: Post) -> None:
        self._settings, self._post = settings, post
        self._queue: Queue[tuple[str, tuple[Slip, ...]]] = Queue(WAITING_MAX)
        self._thread = threading.Thread(target=self._run, name=PRINTING, daemon=True)

    def start(self) -> None:
        """Begin to wait for slips."""
        self._thread.start()

    def submit(self, item: str, *slips: Slip) -> bool:
        """Queue a slip, or several that belong together; False when too many wait already."""
        try:
            self._queue.put_nowait((item, slips))
        except Full:
            return False
        return True

    def _run(self) -> None:
        while True:
            item, slips = self._queue.get()
            guarded(PRINTING, partial(self._print, item, slips), self._post)

    def _print(self, item: str, slips: Sequence[Slip]) -> None:
        """One after another; after one that did not come out the others would only add to the muddle."""
        for done, slip in enumerate(slips):
            outcome = self._press.print(slip)
            if done + 1 == len(slips) or not isinstance(outcome, Printed):
                self._post(SlipDone(item, outcome, done, len(slips)))
                return

    @cached_property
    def _press(self) -> "Press":
        """The printer, built in its own thread: its libraries are loaded with the first slip only."""
        from kiosk.press import Press

        return Press(self._settings)


class SyncWorker:
    """Runs a round now and then whenever a platform is due; the file lock keeps it apart from `kiosk sync`."""

    def __init__(self, round_: Callable[[], float], post: Post) -> None:
        self._round, self._post = round_, post
        self._wait_s = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=SYNCING, daemon=True)

    def start(self) -> None:
        """Begin with a round, then wait."""
        self._thread.start()

    def stop(self) -> None:
        """No further round; one that runs ends with the program, and the replica stays whole."""
        self._stop.set()

    def once(self) -> float:
        """One round; the seconds to wait after it."""
        self._wait_s = CRASHED_S
        guarded(SYNCING, self._one, self._post)
        return max(LEAST_S, self._wait_s)

    def _run(self) -> None:
        while not self._stop.wait(self._wait_s):
            self._wait_s = self.once()

    def _one(self) -> None:
        self._wait_s = self._round()
