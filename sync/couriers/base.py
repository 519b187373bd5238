"""What every courier promises: send once, say honestly what became of it, and look up before anything is sent again."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from sync.ledger.records import UNCLEAR, Member, What


class Why(StrEnum):
    """Why a booking was refused, or what staff must know of it; each has its sentence in the kiosk."""

    BALANCE = "balance"
    """The payer's limit."""
    CEILING = "ceiling"
    """The payee's upper limit."""
    AMOUNT = "amount"
    """More than the payment type allows, at once or in a period."""
    TOO_MANY = "too_many"
    """More payments than allowed in a period."""
    TOO_SOON = "too_soon"
    FORBIDDEN = "forbidden"
    """The kiosk's user may not do this."""
    UNKNOWN = "unknown"
    """The platform does not know the member, the event or the booking."""
    INVALID = "invalid"
    """The platform does not take it in this form."""
    SOLD_OUT = "sold_out"
    CLOSED = "closed"
    """The event is over, or its sale is."""
    ADDRESS = "address"
    """The organiser's address is refused."""
    NO_RETURN = "no_return"
    """The platform does not take this booking back."""
    CHANGED = "changed"
    """Someone changed it on the platform meanwhile."""
    UNCLEAR = UNCLEAR
    """Nobody could find out by machine whether it arrived."""
    OTHER = "other"
    PENDING = "pending"
    """Confirmed, but someone at the platform has to release it."""
    SETTLED = "settled"
    """Confirmed by staff: settled on paper."""
    UNPAID = "unpaid"
    """Confirmed; to be paid to the organiser."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What a courier needs of a booking."""

    reference: str
    key: str
    """The same at every attempt: for platforms that recognise a repeated request."""
    what: What
    sent: datetime | None = None
    """When it was sent last, by our clock, UTC; None: never."""


class Confirmed(msgspec.Struct, frozen=True):
    """The platform has it, once."""

    remote_id: str
    note: Why | None = None
    detail: str | None = None


class Refused(msgspec.Struct, frozen=True):
    """The platform understood, and has not booked it. Sending again cannot help."""

    why: Why
    detail: str | None = None
    """The platform's own words, cleaned, at most 200 letters."""


class Uncertain(msgspec.Struct, frozen=True):
    """It may have arrived: the answer was lost, broken, or of no known kind."""

    detail: str | None = None


Verdict = Confirmed | Refused | Uncertain


class Courier(Protocol):
    """One platform for one round; not for two threads. Building one asks nothing of the network.

    Every method raises `Unreachable` when nothing can have been booked (no connection, a 429) and `AccessRevoked`
    when the key was refused.
    """

    key_lives_s: float
    """Seconds after a send in which the same `Parcel.key` may be sent again unasked; 0: never."""

    def greet(self) -> None:
        """Prove who we are, with one request; raises `AccessRevoked`, `Unreachable`, `Rejected`."""
        ...

    def send(self, parcel: Parcel) -> Verdict:
        """Tell the platform, with exactly one request that books."""
        ...

    def look_up(self, parcel: Parcel) -> Confirmed | Refused | None:
        """Ask whether the platform knows the reference; None only after a complete answer that does not hold it.

        `Refused` when it knows it and will never carry it out (a release that was denied or has run out).
        Raises `SyncError` for anything that is no such answer.
        """
        ...

    def close(self) -> None:
        """Give back connections."""
        ...


class Roster(Protocol):
    """A platform that knows members and what they have."""

    def members(self) -> Sequence[Member]:
        """All of them, with accounts as far as they may be seen; raises `SyncError` when that is not everyone."""
        ...

    def close(self) -> None:
        """Give back connections."""
        ...
