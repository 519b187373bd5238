"""`kiosk outbox`: every booking ever made, and how far it got."""

from collections.abc import Mapping

from kiosk.commands.signing import signed_in
from kiosk.output import put, put_json
from kiosk.session import DONE, Session
from kiosk.verdicts import state_words, what_words, why_words
from sync.ledger.journal import entered
from sync.ledger.records import PAPER, Outgoing, Stamp
from sync.ledger.rows import anchors


def outbox(session: Session, *, as_json: bool) -> int:
    """Oldest first, streamed; a line each, and one more for a reason."""
    with signed_in(session) as desk:
        known = anchors(desk.ledger.db)
        for outgoing in desk.ledger.all():
            if as_json:
                put_json(values(session, outgoing, known))
            else:
                for line in _lines(session, outgoing):
                    put(line)
    return DONE


def values(session: Session, outgoing: Outgoing, known: Mapping[str, Stamp]) -> dict[str, object]:
    """A booking in JSON, all keys always there; `known` are the anchors of the boots (R10)."""
    booking, sending = outgoing.booking, outgoing.sending
    when, trust = entered(booking.stamp, known.get(booking.stamp.boot))
    return {
        "reference": booking.reference,
        "receipt": booking.receipt,
        "kind": booking.kind,
        "state": sending.state.value,
        "platform": booking.platform,
        "remote_id": sending.remote_id,
        "reason": reason(session, outgoing),
        "attempts": sending.attempts,
        "entered": when.astimezone(session.settings.zone).isoformat(timespec="seconds"),
        "trust": trust.value,
    }


def reason(session: Session, outgoing: Outgoing) -> str | None:
    """Why it was refused, or what staff must know of it; None where there is nothing to say."""
    sending = outgoing.sending
    if sending.reason is None:
        return None
    return why_words(session.words, sending.reason, sending.detail, outgoing.booking.platform)


def _lines(session: Session, outgoing: Outgoing) -> list[str]:
    booking, words = outgoing.booking, session.words
    platform = words.say("on paper") if booking.platform == PAPER else booking.platform
    facts = (str(booking.receipt), booking.reference, state_words(words, outgoing.sending.state), platform)
    told = reason(session, outgoing)
    return ["  ".join((*facts, what_words(words, booking.what))), *([f"  {told}"] if told else [])]
