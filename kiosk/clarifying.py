"""What staff do about bookings that got stuck or are to be taken back: each deed is one transaction, or nothing."""

from kiosk.desk import Desk
from sync.couriers.base import Why
from sync.couriers.choice import carrier
from sync.errors import Reason
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.records import PAPER, SEEN, Booking, Reversal, State
from sync.ledger.rules import NotBooked, Rule


def send_again(desk: Desk, receipt: int) -> Booking:
    """Book the same anew, with a reference of its own, and cancel what was refused.

    Raises `NotBooked` (also while nobody looked whether it arrived), `Unstorable`, `Damaged`.
    """
    ledger = _sound(desk)
    with ledger.change():
        if ledger.by_receipt(receipt).unclear:
            raise NotBooked(Rule.UNCLEAR, receipt=receipt)
        return _anew(desk, ledger, receipt)


def not_arrived(desk: Desk, receipt: int) -> Booking:
    """Somebody looked: the platform does not have it; book the same anew.

    Raises `NotBooked`, `Unstorable`, `Damaged`.
    """
    ledger = _sound(desk)
    with ledger.change():
        _only_unclear(ledger, receipt)
        return _anew(desk, ledger, receipt)


def arrived(desk: Desk, receipt: int) -> None:
    """Somebody looked: the platform has it. Raises `NotBooked`, `Unstorable`, `Damaged`."""
    ledger = _sound(desk)
    with ledger.change():
        _only_unclear(ledger, receipt)
        ledger.outbox.settle(receipt, desk.me, None, SEEN)


def settle(desk: Desk, receipt: int) -> None:
    """The note was handed over, or what was refused was settled on paper. Raises `NotBooked`, `Unstorable`, `Damaged`.

    What still waits for a platform stays in its hands: settling it here as well would do it twice.
    """
    ledger = _sound(desk)
    with ledger.change():
        before = ledger.by_receipt(receipt)
        if before.unclear:
            raise NotBooked(Rule.UNCLEAR, receipt=receipt)
        if before.sending.state is State.WAITING and before.booking.platform != PAPER:
            raise NotBooked(Rule.CLOSED, receipt=receipt)
        ledger.outbox.settle(receipt, desk.me, Why.SETTLED)


def take_back(desk: Desk, receipt: int) -> Booking | None:
    """Cancel what no platform has (None), or book a Storno of what one has.

    Raises `NotBooked` (also while nobody looked whether it arrived), `Unstorable`, `Damaged`.
    """
    ledger = _sound(desk)
    return ledger.storno(receipt, desk.me)


def give_up(desk: Desk, receipt: int) -> None:
    """Cancel what no platform has, also a Storno: what that takes back then counts again.

    Raises `NotBooked`, `Unstorable`, `Damaged`.
    """
    _sound(desk).cancel(receipt, desk.me)


def _sound(desk: Desk) -> Ledger:
    """The ledger, unless it is known to be broken."""
    if desk.damaged:
        raise Damaged(Reason.LEDGER_DAMAGED)
    return desk.ledger


def _only_unclear(ledger: Ledger, receipt: int) -> None:
    if not ledger.by_receipt(receipt).unclear:
        raise NotBooked(Rule.CLOSED, receipt=receipt)


def _anew(desk: Desk, ledger: Ledger, receipt: int) -> Booking:
    """Cancel it and book the same; of a Storno, take the booking back once more."""
    before = ledger.by_receipt(receipt)
    what = before.booking.what
    if before.sending.state is not State.REFUSED:
        raise NotBooked(Rule.CLOSED, receipt=receipt)
    ledger.cancel(receipt, desk.me)
    if isinstance(what, Reversal):
        return _storno_anew(desk, ledger, what)
    return ledger.book(
        what,
        staff=desk.me,
        platform=carrier(desk.settings.platforms, what),
        paper=before.booking.paper,
        replaces=receipt,
    )


def _storno_anew(desk: Desk, ledger: Ledger, what: Reversal) -> Booking:
    original = ledger.find(what.reverses)
    assert original is not None, "a Storno names a booking of this ledger"
    booked = ledger.storno(original.booking.receipt, desk.me)
    assert booked is not None, "what a Storno takes back is confirmed"
    return booked
