"""The slips of a booking, each as the original and as the copy: which of them is printed is known only at the press."""

from collections.abc import Mapping, Sequence

import msgspec

from kiosk.house import House
from kiosk.papers.organiser import organiser_slip
from kiosk.papers.receipt import owners, receipts
from kiosk.words import Words
from printing.slip import Heading, Slip
from sync.ledger.on_paper import NOTE, RECEIPTS
from sync.ledger.records import PAPER, Booking, Member


class ReceiptSlip(msgspec.Struct, frozen=True):
    """One slip of a booking."""

    receipt: int
    side: int
    original: Slip
    copy: Slip


def sides_of(booking: Booking) -> tuple[int, ...]:
    """Which slips belong to a booking: both receipts, and the organiser's note where staff hand it over."""
    return (*RECEIPTS, NOTE) if booking.platform == PAPER else RECEIPTS


def receipt_slips(
    house: House, booking: Booking, members: Mapping[str, Member], sides: Sequence[int]
) -> list[ReceiptSlip]:
    """These slips of a booking, in this order."""
    originals, copies = (_every(house, booking, members, copy=copy) for copy in (False, True))
    return [ReceiptSlip(booking.receipt, side, originals[side], copies[side]) for side in sides]


def owner_of(words: Words, booking: Booking, members: Mapping[str, Member], side: int) -> str:
    """Whom a slip is for, as it stands there: number and initials (R35)."""
    return words.say("the organiser") if side == NOTE else owners(words, booking, members)[RECEIPTS.index(side)]


def _every(house: House, booking: Booking, members: Mapping[str, Member], *, copy: bool) -> dict[int, Slip]:
    note = organiser_slip(house, booking)
    both = receipts(house, booking, members, booking.staff, copy=copy)
    return {**dict(zip(RECEIPTS, both, strict=True)), NOTE: _marked(house, note) if copy else note}


def _marked(house: House, note: Slip) -> Slip:
    """Below the masthead, as on receipts."""
    head, *rest = note.blocks
    return Slip((head, Heading(house.words.say("COPY")), *rest))
