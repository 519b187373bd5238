"""What the ledger knows of bookings, and how far each of them got."""

from enum import StrEnum

import msgspec

from sync.clock import Trust
from sync.ledger.member import Account as Account
from sync.ledger.member import Member as Member

PAPER = "paper"
"""The platform of bookings that no platform can take: a note that staff hand over and confirm."""


SEEN = "staff"
"""The platform's number of a booking that staff found there themselves: the platform's own is not known."""
UNCLEAR = "unclear"
"""The reason (`couriers.base.Why`) of a booking of which nobody could find out by machine whether it arrived."""


class State(StrEnum):
    """How far a booking got; the value stands in JSON."""

    WAITING = "waiting"
    """Nothing was sent yet."""
    UNCERTAIN = "uncertain"
    """It may have arrived: look up first, then maybe send again."""
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """Set aside ("Klären"): the platform refused it, or nobody can find out by machine."""
    CANCELLED = "cancelled"
    """Staff took it back before it counted anywhere."""


OPEN = (State.WAITING, State.UNCERTAIN)
"""States in which the terminal still has something to do."""


class Payment(msgspec.Struct, frozen=True, kw_only=True, tag="payment"):
    """Hours or currency from member to member."""

    payer: str
    """Member numbers, as the ring writes them."""
    payee: str
    amount: int
    """Hundredths of the unit."""
    unit: str
    """What one whole of it is called on paper (`Stunden`)."""
    text: str
    offer: str | None = None
    """The item of the replica that it is for."""

    @property
    def members(self) -> tuple[str, ...]:
        """Whose order of entry counts."""
        return self.payer, self.payee


class Seat(msgspec.Struct, frozen=True, kw_only=True, tag="seat"):
    """A member or a guest at an event. What the event was called stays here when its item has left the replica."""

    item: str
    source: str
    """The platform that the item was read from."""
    title: str
    starts: str | None
    url: str | None
    contact: str | None
    """The organiser, as published."""
    seats: int
    member: str | None
    """Exactly one of both is set."""
    guest: str | None
    name: str
    """Who comes, as the organiser shall read it."""
    text: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        """Whose order of entry counts."""
        return (self.member,) if self.member else ()


class Job(msgspec.Struct, frozen=True, kw_only=True, tag="job"):
    """A member takes a posting of the job board."""

    item: str
    source: str
    title: str
    url: str | None
    contact: str | None
    member: str
    name: str
    """Who takes it, as the organiser shall read it."""
    phone: str | None = None
    text: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        """Whose order of entry counts."""
        return (self.member,)


class Reversal(msgspec.Struct, frozen=True, kw_only=True, tag="storno"):
    """Takes back a booking that a platform has confirmed."""

    reverses: str
    """The reference of that booking."""
    remote_id: str
    """What the platform called it."""
    what: Payment | Seat | Job

    @property
    def members(self) -> tuple[str, ...]:
        """Whose order of entry counts."""
        return self.what.members


What = Payment | Seat | Job | Reversal


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """When something was entered (R10). Order is by sequence only."""

    boot: str
    """Which run of the machine; monotonic times of two boots cannot be compared."""
    monotonic_ns: int
    wall_ms: int
    """Milliseconds since 1970, UTC, as the clock said; never below what was stored before (R11)."""
    trust: Trust


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger; never changed."""

    seq: int
    """The device sequence: without gap, over everything that the ledger ever noted."""
    reference: str
    """`QK1-7F3K9Q`: our own mark on it, unique across terminals."""
    receipt: int
    """Receipt number, without gaps."""
    key: str
    """128 random bits, hex: what platforms that know such keys get. Made once, never again (R3)."""
    what: What
    platform: str
    """Where it goes; `PAPER` where nobody can take it."""
    paper: str | None
    """Number of the signed slip."""
    staff: str
    """Who booked."""
    stamp: Stamp

    @property
    def kind(self) -> str:
        """`payment`, `seat`, `job` or `storno`."""
        return str(self.what.__struct_config__.tag)


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """How far a booking got on its way. Monotonic seconds are only worth something within their boot."""

    state: State = State.WAITING
    attempts: int = 0
    """How often it was sent."""
    rounds: int = 0
    """Rounds since then in which the platform could not say whether it has it."""
    boot: str = ""
    sent_s: float = 0.0
    """When it was sent last: boot and monotonic seconds."""
    sent_ms: int = 0
    """The same by the wall clock, milliseconds since 1970; 0: never."""
    gap_boot: str = ""
    gap_s: float = 0.0
    """Since when the gap before the next look-up that counts is running: boot and monotonic seconds."""
    missed: int = 0
    """Look-ups since the send that count and did not find it."""
    remote_id: str | None = None
    reason: str | None = None
    """Why it was refused, or what staff must know of a confirmed one: a `couriers.base.Why`."""
    detail: str | None = None
    """What the platform said to it, cleaned, in its own words."""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A booking and how far it got."""

    booking: Booking
    sending: Sending

    @property
    def unclear(self) -> bool:
        """Whether only somebody who looks on the platform can say what became of it."""
        return self.sending.state is State.REFUSED and self.sending.reason == UNCLEAR
