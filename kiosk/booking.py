"""What staff enter becomes a booking: checked against members, items and the ring's rules, and sent to its platform."""

from collections.abc import Sequence

import msgspec

from kiosk.desk import Desk
from sync.couriers.choice import carrier
from sync.errors import Reason
from sync.ledger.file import Damaged
from sync.ledger.ledger import Draft
from sync.ledger.records import Booking, Job, Member, Payment, Seat
from sync.ledger.rules import SEATS_MAX, TEXT_MAX, Foresight, NotBooked, Rule, check_payment, foresee
from sync.records import Kind, Source, StoredItem
from sync.text import line

UNIT = "Stunden"
"""What a ring without a platform counts in."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What would be booked, checked; nothing is written yet."""

    what: Payment | Seat | Job
    platform: str
    members: dict[str, Member]
    foresight: tuple[Foresight, ...] = ()
    """Balances before and after, of members whose balance is known."""


def payment(desk: Desk, payer: str, payee: str, amount: int, text: str, offer: str | None = None) -> Proposal:
    """`amount` hundredths from `payer` to `payee`. Raises `NotBooked`."""
    source = ring_of(desk)
    what = Payment(
        payer=payer.strip(),
        payee=payee.strip(),
        amount=amount,
        unit=unit_of(desk),
        text=_text(text),
        offer=offer,
    )
    check_payment(what, source)
    members = _members(desk, what.members)
    return Proposal(
        what=what, platform=_carrier(desk, what), members=members, foresight=_foresight(desk, what, members, source)
    )


def seat(desk: Desk, item: str, seats: int, member: str | None, guest: str | None) -> Proposal:
    """Seats at an event for a member or for a guest by name. Raises `NotBooked`."""
    event = _item(desk, item, Kind.EVENT)
    if not 0 < seats <= SEATS_MAX:
        raise NotBooked(Rule.SEATS, seats=seats, limit=SEATS_MAX)
    members = _members(desk, (member.strip(),) if member else ())
    name = next((one.name for one in members.values()), line(guest or "") or "")
    if not name:
        raise NotBooked(Rule.UNKNOWN_MEMBER, number="")
    what = Seat(
        item=event.id,
        source=event.platform,
        title=event.title,
        starts=event.starts,
        url=event.url,
        contact=event.contact,
        seats=seats,
        member=next(iter(members), None),
        guest=None if members else name,
        name=name,
    )
    return Proposal(what=what, platform=_carrier(desk, what), members=members)


def job(desk: Desk, item: str, member: str) -> Proposal:
    """A member takes a posting. Raises `NotBooked`."""
    posting = _item(desk, item, Kind.JOB)
    members = _members(desk, (member.strip(),))
    (taker,) = members.values()
    what = Job(
        item=posting.id,
        source=posting.platform,
        title=posting.title,
        url=posting.url,
        contact=posting.contact,
        member=taker.number,
        name=taker.name,
        phone=taker.phone,
    )
    return Proposal(what=what, platform=_carrier(desk, what), members=members)


def book(
    desk: Desk, proposal: Proposal, *, paper: str | None = None, draft: Draft | None = None, replaces: int | None = None
) -> Booking:
    """Write it; only when this returns it is "gebucht". Raises `NotBooked`, `Unstorable`, `Damaged`."""
    if desk.damaged:
        raise Damaged(Reason.LEDGER_DAMAGED)
    return desk.ledger.book(
        proposal.what,
        staff=desk.me,
        platform=proposal.platform,
        paper=_text(paper or "") or None,
        draft=draft,
        replaces=replaces,
    )


def ring_of(desk: Desk) -> Source | None:
    """The platform that takes payments, whose rules hold."""
    return next((source for source in desk.settings.platforms if "payment" in source.books), None)


def unit_of(desk: Desk) -> str:
    """What the ring counts in."""
    ring = ring_of(desk)
    return ring.unit if ring else UNIT


def _carrier(desk: Desk, what: Payment | Seat | Job) -> str:
    return carrier(desk.settings.platforms, what)


def _text(text: str) -> str:
    clean = line(text, TEXT_MAX + 1) or ""
    if len(clean) > TEXT_MAX:
        raise NotBooked(Rule.TEXT, limit=TEXT_MAX)
    return clean


def _members(desk: Desk, numbers: Sequence[str]) -> dict[str, Member]:
    """The members of these numbers; raises `NotBooked` for one that nobody knows."""
    found = desk.ledger.people.those(numbers)
    for number in numbers:
        if number not in found:
            raise NotBooked(Rule.UNKNOWN_MEMBER, number=number)
    return found


def _item(desk: Desk, item: str, kind: Kind) -> StoredItem:
    found = desk.replica.item(item)
    if found is None or found.kind is not kind:
        raise NotBooked(Rule.UNKNOWN_ITEM, item=item)
    return found


def _foresight(desk: Desk, what: Payment, members: dict[str, Member], source: Source | None) -> tuple[Foresight, ...]:
    seen = []
    for number, change in ((what.payer, -what.amount), (what.payee, what.amount)):
        account = members[number].account
        if account:
            open_sum = desk.ledger.open_sum(number, what.unit, account.read_ms)
            seen.append(foresee(number, account, open_sum, change, source))
    return tuple(seen)
