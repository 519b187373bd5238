"""`kiosk storno`: take a booking back by its receipt number."""

from kiosk.commands.printing import print_receipts
from kiosk.commands.receipt_number import receipt_number
from kiosk.commands.signing import signed_in
from kiosk.output import flush, put
from kiosk.refusals import refusal_words
from kiosk.session import DONE, REFUSED, Session, Stop, warn
from sync.ledger.rules import NotBooked, Rule


def storno(session: Session, typed: str) -> int:
    """What no platform has is cancelled; what one has confirmed gets a reversing booking with its own receipt."""
    say = session.words.say
    receipt = receipt_number(session, typed)
    with signed_in(session) as desk:
        try:
            reversal = desk.ledger.storno(receipt, desk.me)
        except NotBooked as error:
            raise Stop(REFUSED, refusal_words(session.words, error), *_way_out(session, error)) from error
        booking = desk.ledger.by_receipt(receipt).booking
        members = desk.ledger.people.those(booking.what.members)
    try:
        put(f"storniert {booking.receipt} {booking.reference}")
        flush()
    finally:
        if reversal:
            sentence = say("It was sent before, so it is taken back by a booking of its own, with receipt {receipt}.")
            warn(sentence.format(receipt=reversal.receipt))
            print_receipts(session, reversal, members)
    return DONE


def _way_out(session: Session, error: NotBooked) -> list[str]:
    if error.rule is not Rule.UNCERTAIN:
        return []
    return [session.words.say("First ask its platform: kiosk deliver")]
