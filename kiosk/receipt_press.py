"""Receipts on their way to the printer: each is noted in the ledger before its first byte, and at its end."""

import logging
from collections.abc import Callable, Sequence

import msgspec

from kiosk.press import Press
from kiosk.receipt_slips import ReceiptSlip
from kiosk.slip_words import Held
from printing.errors import Trouble
from printing.printer import NotStarted, Outcome, Printed, Unconfirmed
from sync.errors import SyncError
from sync.ledger.on_paper import OnPaper
from sync.ledger.printouts import PressTaken, Printouts

log = logging.getLogger("kiosk.receipt_press")


class Run(msgspec.Struct, frozen=True):
    """What became of slips that belong together."""

    outcome: Outcome | Held
    """Of the last one that was tried."""
    done: int = 0
    """How many came out before that one."""
    doubt: int | None = None
    """The printout that somebody has to look for."""


def print_noted(
    press: Press,
    printouts: Printouts,
    slips: Sequence[ReceiptSlip],
    staff: str | None,
    go_on: Callable[[], bool] = lambda: True,
) -> Run:
    """One after another, until one does not come out or `go_on` says that the program ends.

    A slip of which a byte may have left before says COPY. Where its end cannot be written, staff are asked about it.
    """
    run = Run(NotStarted(Trouble.BUSY))
    try:
        with printouts.press():
            for done, slip in enumerate(slips):
                if not go_on():
                    break
                run = Run(run.outcome, done)
                run = _printed(press, printouts, slip, staff, done)
                if not isinstance(run.outcome, Printed):
                    break
    except PressTaken:
        log.warning("another process prints receipts")
    except SyncError as error:
        log.error("receipts are not printed: %s", error.reason)
        return Run(Held(error.reason), run.done)
    return run


def _printed(press: Press, printouts: Printouts, slip: ReceiptSlip, staff: str | None, done: int) -> Run:
    """The job is built before it is noted: what cannot be built was never sent. Raises `SyncError` before sending."""
    copy = printouts.must_be_copy(slip.receipt, slip.side)
    job = press.job(slip.copy if copy else slip.original)
    number = printouts.begin(slip.receipt, slip.side, copy, staff)
    outcome = press.send(job)
    try:
        printouts.end(number, *end_of(outcome))
    except SyncError as error:
        log.error("what became of receipt %s could not be noted: %s", slip.receipt, error.reason)
        return Run(outcome, done, number)
    return Run(outcome, done, number if isinstance(outcome, Unconfirmed) else None)


def end_of(outcome: Outcome) -> tuple[OnPaper, str | None]:
    """How the ledger calls an outcome, with the printer's trouble."""
    if isinstance(outcome, Printed):
        return (OnPaper.PRINTED if outcome.confirmed else OnPaper.TAKEN), None
    left = OnPaper.NOT_STARTED if isinstance(outcome, NotStarted) else OnPaper.UNCONFIRMED
    return left, outcome.trouble.value
