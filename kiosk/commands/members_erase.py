"""`kiosk members erase`: take a member out of the ledger, with a receipt that names nobody (Art. 17 GDPR)."""

from kiosk.commands.printing import print_slips
from kiosk.commands.signing import signed_in
from kiosk.forgetting import forget_member, outlook
from kiosk.output import flush, put
from kiosk.papers.erasure import erasure_slip
from kiosk.privacy_words import by_hand, gone, stays, would_go
from kiosk.session import DONE, REFUSED, Session, Stop, warn


def erase_member(session: Session, number: str, *, yes: bool) -> int:
    """Erase with `yes`, and print `gelöscht NUMBER`; else say what would happen. Open bookings refuse it (4)."""
    house, say = session.house, session.words.say
    with signed_in(session) as desk:
        if not yes:
            found = outlook(desk.ledger, house.letters, number, house.zone)
            for sentence in (
                *would_go(session.words, found.traces),
                *stays(house, len(found.traces.bookings), found.until),
            ):
                put(sentence)
            warn(say("Nothing was erased. To erase, add: --yes"))
            return DONE
        erased, until = forget_member(desk.ledger, house.letters, number, house.zone, desk.me)
        slip = erasure_slip(house, erased, until, desk.me)
    try:
        put(f"gelöscht {erased.number}")
        flush()
    finally:
        warn(*gone(session.words, erased), *stays(house, len(erased.bookings), until), *by_hand(session.words))
        if house.printer and not print_slips(session, [slip, slip]):
            warn(say("The member is erased all the same."))
    return DONE


def forget(session: Session, number: str) -> int:
    """Somebody joins again under their old number: files and platforms may bring them in from now on."""
    say = session.words.say
    with signed_in(session) as desk, desk.ledger.change():
        if not desk.ledger.erasures.forget(number, desk.me):
            raise Stop(REFUSED, say("Nobody with the number {number} was erased here.").format(number=number))
    warn(say("The number {number} may come in again. Read the list of members anew.").format(number=number))
    return DONE
