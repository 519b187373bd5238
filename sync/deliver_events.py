"""What a round of delivering tells while it runs."""

import msgspec

from sync.ledger.records import State


class Moved(msgspec.Struct, frozen=True, kw_only=True, tag="booking", tag_field="event"):
    """A booking was sent or looked up, and this is what came of it."""

    receipt: int
    reference: str
    platform: str
    state: State
    reason: str | None = None
    detail: str | None = None


class Quiet(msgspec.Struct, frozen=True, kw_only=True, tag="quiet", tag_field="event"):
    """A platform is left alone for this round: `reason` is a `sync.errors.Reason`."""

    platform: str
    reason: str
    facts: dict[str, str]


class Delivered(msgspec.Struct, frozen=True, kw_only=True, tag="round", tag_field="event"):
    """The end of a round."""

    ran: bool
    """False: another one was running."""
    left: int = 0
    """Bookings that still have to reach a platform."""


DeliveryEvent = Moved | Quiet | Delivered
