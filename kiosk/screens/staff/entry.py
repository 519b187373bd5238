"""A half-entered booking: what is known of it, kept at every step, and written in one transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec

from kiosk import booking
from kiosk.booking import Proposal
from kiosk.desk import Desk
from kiosk.house import House
from sync.errors import Unstorable
from sync.ledger.ledger import Draft
from sync.ledger.records import Booking, Job, Outgoing, Payment, Seat

STEPS = {
    "payment": ("payer", "payee", "amount", "purpose", "confirm"),
    "seat": ("item", "who", "name", "seats", "confirm"),
    "job": ("item", "name", "confirm"),
}
"""Kind of booking → its pages, in the order in which they ask."""

log = logging.getLogger(__name__)


class Entry(msgspec.Struct, kw_only=True):
    """The pages of one booking share one; its reference and key make it the same booking however often it is sent."""

    kind: str
    """`payment`, `seat` or `job`."""
    reference: str
    key: str
    wall_ms: int
    """When it was begun, milliseconds since 1970."""
    trusted: bool
    """Whether the clock was to be trusted then."""
    payer: str | None = None
    payee: str | None = None
    amount: int | None = None
    """Hundredths."""
    purpose: str | None = None
    offer: str | None = None
    item: str | None = None
    """The event or posting."""
    who: str | None = None
    """`member` or `guest`."""
    name: str | None = None
    """The number of the member, or the name of the guest."""
    seats: int | None = None
    paper: str | None = None
    """Number of the signed slip."""
    replaces: int | None = None
    """The receipt that this booking corrects: it is cancelled when this one is booked."""
    pile: bool = False
    """Whether it is a voucher of a pile: its number is given, and the pile goes on behind it."""

    @property
    def missing(self) -> str:
        """The first step that has no answer yet."""
        return next((step for step in STEPS[self.kind][:-1] if getattr(self, step) is None), "confirm")


def began(house: House, entry: Entry) -> datetime:
    """When it was begun, in the centre's zone."""
    return datetime.fromtimestamp(entry.wall_ms / 1000, UTC).astimezone(house.zone)


def desk_of(house: House) -> Desk:
    """The desk; staff pages are only shown where there is one."""
    assert house.desk is not None
    return house.desk


def begin(house: House, kind: str) -> Entry:
    """A new booking of a kind, nothing known yet."""
    draft, clock = desk_of(house).ledger.draft(), house.clock
    now_ms = int(clock.now().timestamp() * 1000)
    return Entry(kind=kind, reference=draft.reference, key=draft.key, wall_ms=now_ms, trusted=clock.trusted)


def correcting(house: House, outgoing: Outgoing) -> Entry:
    """A new booking in place of one that no platform took, with what was entered for that."""
    before, what = outgoing.booking, outgoing.booking.what
    entry = begin(house, before.kind)
    entry.paper, entry.replaces = before.paper, before.receipt
    match what:
        case Payment():
            entry.payer, entry.payee, entry.amount = what.payer, what.payee, what.amount
            entry.purpose, entry.offer = what.text, what.offer
        case Seat():
            entry.item, entry.who, entry.name = (
                what.item,
                "member" if what.member else "guest",
                what.member or what.guest,
            )
            entry.seats = what.seats
        case Job():
            entry.item, entry.name = what.item, what.member
    return entry


def propose(house: House, entry: Entry) -> Proposal:
    """What would be booked. Raises `NotBooked`."""
    desk, name = desk_of(house), entry.name or ""
    match entry.kind:
        case "payment":
            whom = (entry.payer or "", entry.payee or "")
            return booking.payment(desk, *whom, entry.amount or 0, entry.purpose or "", entry.offer)
        case "seat":
            member, guest = (None, name) if entry.who == "guest" else (name, None)
            return booking.seat(desk, entry.item or "", entry.seats or 0, member, guest)
    return booking.job(desk, entry.item or "", name)


def write(house: House, entry: Entry) -> Booking:
    """Book it, cancel what it corrects, and drop its draft: one transaction. Raises `NotBooked`, `Unstorable`.

    Written twice it is still one booking. The receipt stays in mind until staff have seen it.
    """
    desk, ledger = desk_of(house), desk_of(house).ledger
    with ledger.change():
        there = ledger.find(entry.reference)
        if entry.replaces is not None and not there:
            ledger.cancel(entry.replaces, desk.me)
        booked = there.booking if there else _book(house, entry)
        ledger.kept.drop(_draft(desk))
        ledger.kept.put(_booked(desk), str(booked.receipt).encode())
    return booked


def keep(house: House, entry: Entry) -> None:
    """Keep what was entered so far. Where the disk refuses, the booking itself will say so; it goes on in memory."""
    desk = desk_of(house)
    with _bearing(), desk.ledger.change():
        desk.ledger.kept.put(_draft(desk), msgspec.json.encode(entry))


def kept(house: House) -> Entry | None:
    """The draft of whoever is signed in; None where there is none that this version can read."""
    desk = desk_of(house)
    return desk.ledger.kept.told(_draft(desk), Entry)


def unseen(house: House) -> int | None:
    """The receipt that was booked and perhaps not shown any more, as when the power failed."""
    desk = desk_of(house)
    found = desk.ledger.kept.get(_booked(desk))
    return int(found) if found else None


def forget(house: House) -> None:
    """Staff have seen what was booked, or gave the draft up."""
    desk = desk_of(house)
    with _bearing(), desk.ledger.change():
        desk.ledger.kept.drop(_draft(desk))
        desk.ledger.kept.drop(_booked(desk))


@contextmanager
def _bearing() -> Iterator[None]:
    """A disk that refuses stops no draft: nobody may be kept on a page because of it."""
    try:
        yield
    except Unstorable as error:
        log.warning("The drafts could not be written: %s", error.reason)


def _book(house: House, entry: Entry) -> Booking:
    draft = Draft(reference=entry.reference, key=entry.key)
    return booking.book(desk_of(house), propose(house, entry), paper=entry.paper, draft=draft, replaces=entry.replaces)


def _draft(desk: Desk) -> str:
    return f"draft:{desk.me}"


def _booked(desk: Desk) -> str:
    return f"booked:{desk.me}"
