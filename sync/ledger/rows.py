"""From rows of the ledger to records."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sync.clock import Trust
from sync.ledger.records import Booking, Outgoing, Sending, Stamp, State, What

_WHAT: msgspec.json.Decoder[What] = msgspec.json.Decoder(What)

SELECT = (
    "SELECT b.seq, b.reference, b.receipt, b.key, b.content, b.platform, b.paper, j.staff, j.boot, j.monotonic_ns,"
    " j.wall_ms, j.trust, o.state, o.attempts, o.rounds, o.boot, o.sent_s, o.sent_ms, o.gap_boot, o.gap_s, o.missed,"
    " o.remote_id, o.reason, o.detail"
    " FROM booking b JOIN journal j ON j.seq = b.seq JOIN outbox o ON o.receipt = b.receipt"
)
"""Everything about bookings, in the order of `outgoing_of`."""
_BOOKING = 12


def what_of(content: bytes) -> What:
    """What was booked, from a booking's content."""
    return _WHAT.decode(content)


def stamp_of(values: Sequence[Any]) -> Stamp:
    """The columns `boot, monotonic_ns, wall_ms, trust`."""
    boot, monotonic_ns, wall_ms, trust = values
    return Stamp(boot=boot, monotonic_ns=monotonic_ns, wall_ms=wall_ms, trust=Trust(trust))


def booking_of(values: tuple[Any, ...]) -> Booking:
    """The first columns of `SELECT`."""
    seq, reference, receipt, key, content, platform, paper, staff, boot, monotonic_ns, wall_ms, trust = values[
        :_BOOKING
    ]
    return Booking(
        seq=seq,
        reference=reference,
        receipt=receipt,
        key=key,
        what=what_of(content),
        platform=platform,
        paper=paper,
        staff=staff,
        stamp=stamp_of((boot, monotonic_ns, wall_ms, trust)),
    )


def sending_of(values: Iterable[Any]) -> Sending:
    """The outbox columns, in the order of `Sending`."""
    state, *rest = values
    return Sending(**dict(zip(Sending.__struct_fields__, (State(state), *rest), strict=True)))


def outgoing_of(values: tuple[Any, ...]) -> Outgoing:
    """A whole row of `SELECT`."""
    return Outgoing(booking=booking_of(values), sending=sending_of(values[_BOOKING:]))


def anchors(db: sqlite3.Connection) -> dict[str, Stamp]:
    """The first trusted time of each boot (R10)."""
    found = db.execute("SELECT boot, monotonic_ns, wall_ms, trust FROM anchor")
    return {values[0]: stamp_of(values) for values in found}
