"""What every thread beside the screen keeps to, and the one that syncs; they only ever post messages."""

import logging
import threading
from collections.abc import Callable

from textual.message import Message

from kiosk.logbook import describe
from kiosk.messages import WorkerCrashed

log = logging.getLogger("kiosk.workers")
LEAST_S = 5.0
"""Shortest pause between two rounds, seconds: a round that another process holds up must not spin."""
CRASHED_S = 600.0
"""Pause after an unforeseen error, seconds: it will most likely come again."""

PRINTING, SYNCING, TYPING, SIGNING, CHORE = "print", "sync", "input", "sign-in", "chore"
"""The threads, as the log and `WorkerCrashed` name them."""
PAGE = "page"
"""A page that was asked, as the log names it."""

Post = Callable[[Message], object]


def guarded(name: str, work: Callable[[], None], post: Post) -> bool:
    """Do one piece of a worker's work; whatever breaks is logged and posted, and the worker lives on.

    The one broad `except` of the project: a thread that dies silently would take syncing or printing with it, and a
    page that breaks would take the whole terminal.
    """
    try:
        work()
    except Exception as error:  # noqa: BLE001
        log.error("%s failed: %s", name, describe(error))
        post(WorkerCrashed(name))
        return False
    return True


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
