"""The thread that brings bookings to their platforms while the screen is locked; it only ever posts messages."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from kiosk.desk import Desk
from kiosk.messages import BookingMoved, LedgerDamaged
from kiosk.posting import Posting
from kiosk.retention import daily
from kiosk.words import Words
from kiosk.workers import CRASHED_S, Post, guarded
from sync.deliver_events import Moved, Quiet
from sync.errors import SyncError
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger

log = logging.getLogger("kiosk.deliveries")
DELIVERING = "deliver"
"""The thread, as the log and `WorkerCrashed` name it."""
IDLE_S = 900.0
"""Longest pause, seconds: then members are read anew, and bookings entered by a command are found."""
LEAST_S = 1.0
"""Shortest pause, seconds: a platform whose answers are lost must not be asked in a loop."""


class DeliverWorker:
    """Started when the ledger is opened; a booking wakes it."""

    def __init__(self, desk: Desk, words: Words, post: Post) -> None:
        self._desk, self._words, self._post = desk, words, post
        self._woken = threading.Event()
        self._stopped = self._at_once = False
        self._thread = threading.Thread(target=self._run, name=DELIVERING, daemon=True)

    def start(self) -> None:
        """Begin with a round, then wait."""
        self._thread.start()

    def wake(self, *, at_once: bool = False) -> None:
        """Something was booked; `at_once`: staff want to try now, whatever failed before."""
        self._at_once = self._at_once or at_once
        self._woken.set()

    def stop(self) -> None:
        """No further round. One that runs may be cut off at any moment: every step it took is in the ledger."""
        self._stopped = True
        self._woken.set()

    def _run(self) -> None:
        while not self._stopped:
            guarded(DELIVERING, self._work, self._post)
            self._woken.wait(CRASHED_S)
            self._woken.clear()

    def _work(self) -> None:
        with self._desk.ledger.sibling() as ledger:
            if not self._sound(ledger):
                return
            posting = Posting(self._desk, ledger, self._words)
            while not self._stopped:
                self._woken.wait(self._pause_after(partial(self._round, ledger, posting)))
                self._woken.clear()

    def _sound(self, ledger: Ledger) -> bool:
        """Once after power-up look through everything (R13): a damaged ledger is neither written nor delivered."""
        try:
            ledger.prove()
        except Damaged as error:
            log.critical("the ledger is damaged: %s", ", ".join(error.facts))
            self._stopped = True
            self._post(LedgerDamaged())
            return False
        return True

    def _pause_after(self, round_: Callable[[], float]) -> float:
        """The seconds to wait after a round; a full disk or a held file is tried again later."""
        try:
            return max(LEAST_S, round_())
        except SyncError as error:
            log.error("delivering: %s", error.reason)
            return CRASHED_S

    def _round(self, ledger: Ledger, posting: Posting) -> float:
        at_once = self._at_once
        if at_once:
            self._at_once = False
        for event in posting.deliverer.run(respect_hold_off=not at_once):
            if self._stopped:
                break
            if isinstance(event, Quiet):
                log.warning("%s cannot be reached: %s", event.platform, event.reason)
            if isinstance(event, Moved):
                self._post(BookingMoved(event.receipt))
        for read in posting.refresh():
            if read.error:
                log.warning("members of %s cannot be read: %s", read.platform, read.error.reason)
        daily(ledger, self._desk.settings.zone)
        due = posting.deliverer.next_due()
        return IDLE_S if due is None else min(due, IDLE_S)
