"""Seats for tests of couriers, and the parcels that they go in."""

from datetime import datetime

import msgspec

from sync.couriers.base import Parcel
from sync.ledger.records import Reversal, Seat, What

SEAT = Seat(
    item="e7k2",
    source="haus",
    title="Deutschkurs A2 – Anmeldung",
    starts="2027-03-01T09:00:00+01:00",
    url=None,
    contact=None,
    seats=1,
    member="1042",
    guest=None,
    name="Ayşe Öztürk",
)


def seat(url: str | None = None, **changes: object) -> Seat:
    """A seat for a member."""
    return msgspec.structs.replace(SEAT, url=url, **changes)


def parcel(what: What, reference: str, sent: datetime | None = None) -> Parcel:
    """A booking on its way; the key is another one for each reference."""
    return Parcel(reference=reference, key=reference.encode().hex().ljust(32, "0"), what=what, sent=sent)


def reversal(what: Seat, remote_id: str) -> Reversal:
    """Takes that seat back."""
    return Reversal(reverses="QK1-AAAAAA", remote_id=remote_id, what=what)
