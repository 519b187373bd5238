"""What staff's commands print: receipts and the day's closing; a printer's trouble is said and stops nothing."""

from collections.abc import Iterable, Mapping, Sequence

from kiosk.notices import platform_trouble, slip_outcome
from kiosk.press import Press
from kiosk.receipt_press import print_noted
from kiosk.receipt_slips import receipt_slips, sides_of
from kiosk.session import Session, warn
from kiosk.slip_words import slips_outcome
from printing.printer import Printed
from printing.slip import Slip
from sync.errors import SyncError
from sync.ledger.records import Booking, Member


def print_receipts(session: Session, booking: Booking, members: Mapping[str, Member], *, again: bool = False) -> None:
    """The slips of a booking that are still to come, or all of them `again`, where a printer is set."""
    if not session.house.printer:
        return
    try:
        sides: Sequence[int] = sides_of(booking)
        if not again:
            sides = session.desk.ledger.printouts.still_to_come(booking.receipt, sides)
        out = print_sides(session, booking, members, sides)
    except SyncError as error:
        warn(platform_trouble(session.words, error.reason, error.facts))
        out = False
    if not out:
        warn(session.words.say("The booking stands all the same."))


def print_sides(session: Session, booking: Booking, members: Mapping[str, Member], sides: Sequence[int]) -> bool:
    """These slips of a booking, with their trail in the ledger; whether all came out, else a sentence says why not."""
    slips = receipt_slips(session.house, booking, members, sides)
    if not slips:
        return True
    desk = session.desk
    run = print_noted(Press(session.settings.printer), desk.ledger.printouts, slips, desk.staff)
    if isinstance(run.outcome, Printed) and run.doubt is None:
        return True
    warn(slips_outcome(session.words, run.outcome, run.done, len(slips)))
    if run.doubt is not None:
        sentence = session.words.say("Please look, and say: kiosk receipts --came-out {receipt} or --missing {receipt}")
        warn(sentence.format(receipt=booking.receipt))
    return False


def print_slips(session: Session, slips: Iterable[Slip]) -> bool:
    """One after the other; the first that fails ends it, with a sentence. Whether all came out."""
    press = Press(session.settings.printer)
    for slip in slips:
        outcome = press.print(slip)
        if not isinstance(outcome, Printed):
            warn(slip_outcome(session.words, outcome))
            return False
    return True
