"""`kiosk receipts`: every slip of every booking, whether it is on paper, and what staff say about those in doubt."""

from collections.abc import Mapping

from kiosk.commands.printing import print_sides
from kiosk.commands.receipt_number import receipt_number
from kiosk.commands.signing import signed_in
from kiosk.desk import Desk
from kiosk.output import put, put_json
from kiosk.receipt_slips import owner_of, sides_of
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop
from kiosk.slip_words import side_words
from sync.ledger.journal import entered
from sync.ledger.on_paper import OnPaper, Printout, Side, side_of
from sync.ledger.records import Booking, Member, Stamp
from sync.ledger.rows import anchors

SEEN = {"came_out": OnPaper.CAME_OUT, "missing": OnPaper.MISSING}


def receipts(session: Session, *, as_json: bool, again: str | None, came_out: str | None, missing: str | None) -> int:
    """List them, or do the one thing that is asked for. Raises Stop."""
    wishes = {name: typed for name, typed in (("again", again), ("came_out", came_out), ("missing", missing)) if typed}
    if len(wishes) > 1 or (wishes and as_json):
        raise Stop(WRONG, session.words.say("Only one of these at a time: --json, --again, --came-out, --missing."))
    for wish, typed in wishes.items():
        receipt = receipt_number(session, typed)
        return _again(session, receipt) if wish == "again" else _seen(session, receipt, SEEN[wish])
    return _list(session, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> int:
    """Oldest booking first, streamed; within one in the order of its slips."""
    with signed_in(session) as desk:
        printouts, sent, known = desk.ledger.printouts.all(), desk.ledger.printouts.sent(), anchors(desk.ledger.db)
        for outgoing in desk.ledger.all():
            booking = outgoing.booking
            members = desk.ledger.people.those(booking.what.members)
            for side in _sides(booking, printouts.get(booking.receipt, [])):
                whom = owner_of(session.words, booking, members, side.side)
                when = _when(session, sent.get(side.number or 0), known)
                if as_json:
                    put_json(values(booking, side, whom, when))
                else:
                    put("  ".join((str(booking.receipt), booking.reference, whom, side_words(session.words, side))))
    return DONE


def values(booking: Booking, side: Side, whom: str, sent: str | None) -> dict[str, object]:
    """A slip in JSON, all keys always there."""
    return {
        "receipt": booking.receipt,
        "reference": booking.reference,
        "kind": booking.kind,
        "side": side.side,
        "for": whom,
        "state": side.state.value,
        "copies": side.copies,
        "trouble": side.trouble,
        "sent": sent,
    }


def _sides(booking: Booking, printouts: list[Printout]) -> list[Side]:
    """Those that belong to the booking, and those that were printed all the same."""
    every = dict.fromkeys((*sides_of(booking), *sorted(one.side for one in printouts)))
    return [side_of(booking.receipt, side, [one for one in printouts if one.side == side]) for side in every]


def _when(session: Session, stamp: Stamp | None, known: Mapping[str, Stamp]) -> str | None:
    """The centre's time; None for what was never sent."""
    if stamp is None:
        return None
    return entered(stamp, known.get(stamp.boot))[0].astimezone(session.settings.zone).isoformat(timespec="seconds")


def _again(session: Session, receipt: int) -> int:
    """Print all slips of a booking: what never left as the original, the rest as a copy. 3 when one is not out."""
    with signed_in(session) as desk:
        booking, members = _booking(desk, receipt)
        if not session.house.printer:
            raise Stop(OPEN, session.words.say("No printer is connected here."))
        return DONE if print_sides(session, booking, members, sides_of(booking)) else OPEN


def _seen(session: Session, receipt: int, state: OnPaper) -> int:
    """Staff looked: of the slips in doubt, else of those that a printer took which cannot say more."""
    with signed_in(session) as desk:
        _booking(desk, receipt)
        printouts = desk.ledger.printouts
        numbers = [one.number for one in printouts.doubtful() if one.receipt == receipt]
        if not numbers:
            every = printouts.all().get(receipt, [])
            numbers = [one.number for one in every if one.state is OnPaper.TAKEN]
        if not numbers:
            sentence = session.words.say("Nothing of receipt {receipt} is in doubt. See: kiosk receipts")
            raise Stop(REFUSED, sentence.format(receipt=receipt))
        with desk.ledger.change():
            for number in numbers:
                printouts.answer(number, state, desk.me)
    return DONE


def _booking(desk: Desk, receipt: int) -> tuple[Booking, dict[str, Member]]:
    """Raises `NotBooked` for an unknown receipt."""
    booking = desk.ledger.by_receipt(receipt).booking
    return booking, desk.ledger.people.those(booking.what.members)
