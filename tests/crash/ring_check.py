"""I5: after the last delivery every booking stands at the ring once, or is visibly refused or cancelled."""

from collections.abc import Iterator, Sequence

from sync.couriers.base import Why
from sync.ledger.records import OPEN, PAPER, Outgoing, Payment, Reversal, State
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_books import Payment as Effect


def ring_findings(outgoings: Sequence[Outgoing], bank: Bank) -> list[str]:
    """What the ring has that the ledger does not say, and the other way round."""
    found = [sentence for one in outgoings for sentence in booking_findings(one, outgoings, bank)]
    ours = {one.booking.reference for one in outgoings}
    strange = [one.id for one in bank.payments if not any(f"[{mark}]" in (one.description or "") for mark in ours)]
    found += [f"I5 the ring has {strange}, which nobody booked"] if strange else []
    found += [f"the ring's sum is {bank.total()}"] if bank.total() else []
    return found


def booking_findings(outgoing: Outgoing, outgoings: Sequence[Outgoing], bank: Bank) -> Iterator[str]:
    """The same for one of them."""
    booking, sending = outgoing.booking, outgoing.sending
    if booking.platform == PAPER:
        return
    if sending.state in OPEN:
        yield f"I5 {booking.reference} is still {sending.state}"
    if sending.state is State.REFUSED and not sending.reason:
        yield f"I5 {booking.reference} was refused without a reason"
    if not isinstance(booking.what, Payment):
        return
    effects = bank.by_reference(booking.reference)
    if len(effects) > 1:
        yield f"I5 doubled: {booking.reference} is {len(effects)} times at the ring"
    if sending.state is State.CONFIRMED and not effects:
        yield f"I5 lost: {booking.reference} is confirmed and not at the ring"
    unclear = sending.state is State.REFUSED and sending.reason == Why.UNCLEAR
    if effects and not (sending.state is State.CONFIRMED or unclear):
        yield f"I5 {booking.reference} is {sending.state} and at the ring"
    for effect in effects:
        yield from _effect(outgoing, effect, _way_back(outgoing, outgoings))


def _way_back(outgoing: Outgoing, outgoings: Sequence[Outgoing]) -> State | None:
    """How far its Storno got; None where there is none."""
    mark = outgoing.booking.reference
    backs = [one for one in outgoings if isinstance(one.booking.what, Reversal) and one.booking.what.reverses == mark]
    states = [one.sending.state for one in backs if one.sending.state is not State.CANCELLED]
    return states[0] if states else None


def _effect(outgoing: Outgoing, effect: Effect, back: State | None) -> Iterator[str]:
    booking = outgoing.booking
    assert isinstance(booking.what, Payment)
    wanted = (booking.what.payer, booking.what.payee, booking.what.amount)
    if (effect.payer.login, effect.payee.login, effect.amount) != wanted:
        yield f"I5 {booking.reference} is something else at the ring"
    if outgoing.sending.remote_id not in (None, effect.id):
        yield f"I5 {booking.reference} is remembered as {outgoing.sending.remote_id}"
    charged_back = bool(effect.transfer and effect.transfer.backed_by)
    if charged_back and back is not State.CONFIRMED:
        yield f"I5 {booking.reference} was charged back, its Storno is {back}"
    if back is State.CONFIRMED and not charged_back:
        yield f"I5 the Storno of {booking.reference} is confirmed, nothing was charged back"
