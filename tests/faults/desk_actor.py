"""The actor of the crash harness, who can also print what of a booking is still to come."""

from kiosk.commands.printing import print_receipts
from kiosk.commands.signing import signed_in
from kiosk.session import DONE, Session
from tests.crash import actor


def missing(session: Session, receipt: str) -> int:
    """What never left as the original, what staff miss as a copy."""
    with signed_in(session) as desk:
        booking = desk.ledger.by_receipt(int(receipt)).booking
        print_receipts(session, booking, {})
    return DONE


if __name__ == "__main__":
    actor.DEEDS["missing"] = missing
    actor.main()
