"""Everything that the ledger holds about one member (Art. 15 and 20 GDPR); of other people only their numbers."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from sync.clock import Trust
from sync.ledger.journal import entered
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Letters
from sync.ledger.on_paper import Printout
from sync.ledger.records import Job, Member, Outgoing, Payment, Reversal, Seat, Stamp
from sync.ledger.rows import anchors, stamp_of
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.traces import Traces, kept_objects, traces

_OF_THE_MACHINE = ("reference", "key", "trusted", "pile")
"""Parts of a draft that say nothing about anybody."""


class When(msgspec.Struct, frozen=True):
    """A moment and how sure it is."""

    at: datetime
    trust: Trust


class OwnBooking(msgspec.Struct, frozen=True, kw_only=True):
    """A booking, from the side of the member; every key is always there."""

    receipt: int
    reference: str
    kind: str
    """`payment`, `seat`, `job` or `storno`."""
    role: str
    """`payer`, `payee` or `guest` (whoever comes or takes the job)."""
    partner: str | None
    """The number of the member on the other side of a payment."""
    amount: int | None
    """Hundredths of `unit`."""
    unit: str | None
    title: str | None
    """The event or the job."""
    starts: str | None
    seats: int | None
    name: str | None
    """As the organiser reads it."""
    phone: str | None
    text: str
    offer: str | None
    paper: str | None
    """Number of the signed slip or voucher."""
    entered: When
    platform: str
    remote_id: str | None
    state: str
    reason: str | None
    detail: str | None
    """What the platform said to it."""
    takes_back: str | None
    """The reference of the booking that a Storno takes back."""
    printouts: tuple[Printout, ...]


class OwnWish(msgspec.Struct, frozen=True, kw_only=True):
    """An interest that was left with the member's number."""

    id: str
    item: str
    title: str
    left: When


class Event(msgspec.Struct, frozen=True):
    """A row of the journal about one of the bookings or wishes; who of the staff it was is not part of this."""

    seq: int
    event: str
    receipt: int | None
    when: When


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    number: str
    member: Member | None
    bookings: tuple[OwnBooking, ...]
    entries: dict[str, int]
    """Unit → what the entries of the ledger come to, hundredths."""
    wishes: tuple[OwnWish, ...]
    drafts: tuple[dict[str, object], ...]
    """Bookings that staff began with this member and have not finished."""
    statement: dict[str, object] | None
    """Up to where the last printed statement went."""
    events: tuple[Event, ...]


def stored(ledger: Ledger, number: str, clean: Callable[[str], str] = str) -> Stored:
    """Collect it; nothing is written. `clean` takes the names of others out of free texts.

    Raises `NotBooked` for a number that stands nowhere.
    """
    found, known = traces(ledger, number), anchors(ledger.db)
    if not found.any:
        raise NotBooked(Rule.UNKNOWN_MEMBER, number=number)
    printouts = ledger.printouts.all()
    outgoing = [ledger.by_receipt(receipt) for receipt in found.bookings]
    statements = dict(kept_objects(ledger, "statement")).get("statement", {})
    last = statements.get(number)
    return Stored(
        number=number,
        member=ledger.people.get(number),
        bookings=tuple(_own(one, number, printouts.get(one.booking.receipt, []), known, clean) for one in outgoing),
        entries=dict(
            ledger.db.execute("SELECT unit, sum(amount) FROM entry WHERE member = ? GROUP BY unit", (number,))
        ),
        wishes=tuple(_wishes(ledger, found, known)),
        drafts=tuple(_draft(one, clean) for name, one in kept_objects(ledger, "draft:%") if name in found.drafts),
        statement=last if isinstance(last, dict) else None,
        events=tuple(_events(ledger, found, known)),
    )


def _own(
    outgoing: Outgoing,
    number: str,
    printouts: list[Printout],
    known: Mapping[str, Stamp],
    clean: Callable[[str], str],
) -> OwnBooking:
    booking, sending = outgoing.booking, outgoing.sending
    what = booking.what.what if isinstance(booking.what, Reversal) else booking.what
    detail = clean(sending.detail) if sending.detail else None
    return OwnBooking(
        receipt=booking.receipt,
        reference=booking.reference,
        kind=booking.kind,
        partner=next((one for one in what.members if one != number), None),
        text=clean(what.text),
        paper=booking.paper,
        entered=_when(booking.stamp, known),
        platform=booking.platform,
        remote_id=sending.remote_id,
        state=sending.state.value,
        reason=sending.reason,
        detail=detail,
        takes_back=booking.what.reverses if isinstance(booking.what, Reversal) else None,
        printouts=tuple(printouts),
        **_about(what, number),
    )


def _about(what: Payment | Seat | Job, number: str) -> dict[str, Any]:
    """What only some kinds of booking have; null for the others."""
    if isinstance(what, Payment):
        role = "payer" if what.payer == number else "payee"
        moved = {"role": role, "amount": what.amount, "unit": what.unit, "offer": what.offer}
        return {**dict.fromkeys(("title", "starts", "seats", "name", "phone")), **moved}
    seat = (what.starts, what.seats) if isinstance(what, Seat) else (None, None)
    phone = what.phone if isinstance(what, Job) else None
    own = {"role": "guest", "title": what.title, "starts": seat[0], "seats": seat[1], "name": what.name, "phone": phone}
    return {**dict.fromkeys(("amount", "unit", "offer")), **own}


def _wishes(ledger: Ledger, found: Traces, known: Mapping[str, Stamp]) -> Iterator[OwnWish]:
    letters = Letters(ledger)
    for id in found.wishes:
        if wish := letters.wish(id):
            yield OwnWish(id=id, item=wish.item, title=wish.title, left=_when(wish.stamp, known))


def _draft(draft: dict[str, object], clean: Callable[[str], str]) -> dict[str, object]:
    """What was entered so far; keys of the machine are left out."""
    told = {name: value for name, value in draft.items() if name not in _OF_THE_MACHINE and value is not None}
    return {
        name: clean(value) if name == "purpose" and isinstance(value, str) else value for name, value in told.items()
    }


def _events(ledger: Ledger, found: Traces, known: Mapping[str, Stamp]) -> Iterator[Event]:
    sql = "SELECT seq, event, about, facts, boot, monotonic_ns, wall_ms, trust FROM journal ORDER BY seq"
    for seq, event, about, facts, *stamp in ledger.db.execute(sql):
        if about in found.bookings or facts in found.wishes:
            yield Event(seq, event, about, _when(stamp_of(stamp), known))


def _when(stamp: Stamp, known: Mapping[str, Stamp]) -> When:
    return When(*entered(stamp, known.get(stamp.boot)))
