"""An actor with a mistake in it: would the harness find it? `python -m tests.crash.spoiled FD MISTAKE`."""

import sys
from typing import Any

from kiosk.commands import book
from kiosk.output import flush, put
from sync.couriers.base import Parcel
from sync.deliver_step import Carrier
from sync.ledger import file
from sync.ledger.ledger import Ledger
from sync.ledger.records import Booking, Outgoing, Sending
from tests.crash import actor

WIDE = 100_000
"""Steps between word and deed: wide enough for a kill to fall between them soon."""


def early() -> None:
    """Says "gebucht" before it is written."""
    wrote = Ledger._write

    def write(self: Ledger, *words: Any, **more: Any) -> Booking:
        booking = wrote(self, *words, **more)
        put(f"gebucht {booking.receipt} {booking.reference}")
        flush()
        for _ in range(WIDE):
            len(booking.reference)
        return booking

    Ledger._write = write  # type: ignore[method-assign]
    book._tell = lambda booked: None


def blind() -> None:
    """Sends again without a look whether it arrived."""

    def carry(self: Carrier, outgoing: Outgoing) -> Sending:
        return self._send(outgoing)

    Carrier.carry = carry  # type: ignore[method-assign]


def hasty() -> None:
    """Sends first and notes it afterwards."""

    def carry(self: Carrier, outgoing: Outgoing) -> Sending:
        booking = outgoing.booking
        verdict = self._courier.send(Parcel(reference=booking.reference, key=booking.key, what=booking.what))
        for _ in range(WIDE):
            len(booking.reference)
        self._ledger.outbox.going(booking.receipt)
        return self._settle(booking.receipt, verdict)

    Carrier.carry = carry  # type: ignore[method-assign]


def unsynced() -> None:
    """Commits without waiting for the card."""
    prepared = file._prepare

    def prepare(db: Any, key: bytes) -> None:
        prepared(db, key)
        db.execute("PRAGMA synchronous = OFF")

    file._prepare = prepare


if __name__ == "__main__":
    globals()[sys.argv[2]]()
    actor.main()
