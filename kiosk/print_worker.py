"""The thread that owns the printer: slips wait in a short queue until somebody no longer waits for them."""

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kiosk.messages import SlipDone
from kiosk.settings import PrinterSettings
from kiosk.slip_words import Held
from kiosk.workers import PRINTING, Post, guarded
from printing.errors import Trouble
from printing.printer import NotStarted, Printed
from printing.slip import Slip
from sync.errors import SyncError

if TYPE_CHECKING:
    from kiosk.press import Press
    from kiosk.receipt_slips import ReceiptSlip
    from sync.ledger.ledger import Ledger

WAITING_MAX = 3
"""Jobs that may wait: more come from a stuck printer or from play, and nobody stands there for them any more."""
WAITS_S = 180.0
"""Longest wait of a visitor's slip, seconds: three stuck jobs before it take a minute each, then nobody is there."""
END_S = 5.0
"""Longest wait at the program's end for the slip that is being sent, seconds: a receipt takes two."""

Books = Callable[[], "Ledger"]
"""Opens the ledger once more, for the calling thread."""


@dataclass(eq=False, frozen=True)
class Job:
    """Slips that belong together."""

    key: str
    slips: tuple[Slip, ...] = ()
    receipts: tuple["ReceiptSlip", ...] = ()
    """Printed with their trail in the ledger."""
    staff: str | None = None
    until: float | None = None
    """When nobody waits for it any more, monotonic seconds; None: staff's, which never expires."""
    safe: bool = True
    """Whether trying again prints only what did not come out."""


class PrintWorker:
    """Jobs of staff stay in the queue; a visitor's goes when its page is left, and when it waited too long."""

    def __init__(
        self,
        settings: PrinterSettings,
        post: Post,
        books: Books | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._post, self._books, self._monotonic = settings, post, books, monotonic
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=PRINTING, daemon=True)

    def start(self) -> None:
        """Begin to wait for slips."""
        self._thread.start()

    def visitor(self, key: str, slip: Slip) -> bool:
        """Queue the slip of a visitor; False when too many wait already."""
        return self._add(Job(key, (slip,), until=self._monotonic() + WAITS_S))

    def submit(self, key: str, *slips: Slip) -> bool:
        """Queue slips of the staff that belong together; False when too many wait already."""
        return self._add(Job(key, slips))

    def receipts(self, key: str, slips: Sequence["ReceiptSlip"], staff: str | None, *, safe: bool = True) -> bool:
        """Queue slips of a booking, to be printed with their trail; False when too many wait already."""
        return self._add(Job(key, receipts=tuple(slips), staff=staff, safe=safe))

    def keep(self, keys: Collection[str]) -> None:
        """Visitors wait for these slips and no others: cancel the rest. One that is being sent comes out whole."""
        with self._changed:
            kept = [job for job in self._waiting if job.until is None or job.key in keys]
            self._waiting = deque(kept)

    def stop(self, wait_s: float = 0.0) -> None:
        """Begin nothing more; wait so long for the slip that is being sent."""
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify()
        if wait_s and self._thread.is_alive():
            self._thread.join(wait_s)

    def _add(self, job: Job) -> bool:
        with self._changed:
            if len(self._waiting) >= WAITING_MAX:
                return False
            self._waiting.append(job)
            self._changed.notify()
        return True

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._waiting)
            return None if self._stopped else self._waiting.popleft()

    def _run(self) -> None:
        while job := self._next():
            guarded(PRINTING, partial(self._do, job), self._post)

    def _do(self, job: Job) -> None:
        if job.until is not None and self._monotonic() >= job.until:
            self._post(SlipDone(job.key, NotStarted(Trouble.BUSY)))
        elif job.receipts:
            self._print_receipts(job)
        else:
            self._print(job)

    def _print(self, job: Job) -> None:
        """One after another; after one that did not come out the others would only add to the muddle."""
        for done, slip in enumerate(job.slips):
            outcome = self._press.print(slip)
            if self._stopped or done + 1 == len(job.slips) or not isinstance(outcome, Printed):
                self._post(SlipDone(job.key, outcome, done, len(job.slips), safe=not done))
                return

    def _print_receipts(self, job: Job) -> None:
        from kiosk.receipt_press import Run, print_noted

        assert self._books is not None, "receipts are booked in a ledger"
        try:
            with self._books() as ledger:
                run = print_noted(self._press, ledger.printouts, job.receipts, job.staff, lambda: not self._stopped)
        except SyncError as error:
            run = Run(Held(error.reason))
        safe = job.safe or not run.done
        self._post(SlipDone(job.key, run.outcome, run.done, len(job.receipts), safe=safe, doubt=run.doubt))

    @cached_property
    def _press(self) -> "Press":
        """The printer, built in its own thread: its libraries are loaded with the first slip only."""
        from kiosk.press import Press

        return Press(self._settings)
