"""What staff's commands print: receipts and the day's closing; a printer's trouble is said and stops nothing."""

from collections.abc import Iterable, Mapping

from kiosk.notices import slip_outcome
from kiosk.papers.receipt import receipts
from kiosk.press import Press
from kiosk.session import Session, warn
from printing.printer import Printed
from printing.slip import Slip
from sync.ledger.records import Booking, Member


def print_receipts(
    session: Session, booking: Booking, members: Mapping[str, Member], staff: str, *, copy: bool = False
) -> None:
    """Both receipts, where a printer is set."""
    if session.house.printer and not print_slips(session, receipts(session.house, booking, members, staff, copy=copy)):
        warn(session.words.say("The booking stands all the same."))


def print_slips(session: Session, slips: Iterable[Slip]) -> bool:
    """One after the other; the first that fails ends it, with a sentence. Whether all came out."""
    press = Press(session.settings.printer)
    for slip in slips:
        outcome = press.print(slip)
        if not isinstance(outcome, Printed):
            warn(slip_outcome(session.words, outcome))
            return False
    return True
