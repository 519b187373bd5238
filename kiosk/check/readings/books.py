"""What only the open ledger tells: who was active, what waits, and when the monthly page was printed last."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from kiosk.check.readings.handed import HANDOVER, Handed, state_mark
from kiosk.desk import Desk
from sync.ledger.activity import last_active
from sync.ledger.journal import entered
from sync.ledger.rows import anchors
from sync.ledger.vouched import vouched_ms

SHEET = "check"
"""Under which name the ledger keeps when the monthly page was printed last."""


class Printed(msgspec.Struct, frozen=True):
    """The monthly page that was printed last."""

    at: datetime
    """UTC."""


class Books(msgspec.Struct, frozen=True):
    """Figures and names; nothing of a member."""

    active: Mapping[str, datetime]
    """Name of staff who still belong to it → last sign-in, UTC."""
    waiting: int
    oldest: datetime | None
    """Of those that wait: when it was entered, UTC."""
    refused: int
    sheet: datetime | None
    vouched: bool
    handed: Handed | None = None
    """The handover binder that was printed last."""
    mark: str = ""
    """Of settings and staff as they are now."""


def books(desk: Desk) -> Books:
    """Belongs to the thread of the desk's ledger. Raises `SyncError`."""
    ledger, names = desk.ledger, {name.casefold() for name in desk.names}
    waiting, known = ledger.outbox.open(), anchors(ledger.db)
    first = waiting[0].booking.stamp if waiting else None
    printed = ledger.kept.told(SHEET, Printed)
    return Books(
        active={name: when for name, when in last_active(ledger).items() if name.casefold() in names},
        waiting=len(waiting),
        oldest=entered(first, known.get(first.boot))[0] if first else None,
        refused=len(ledger.outbox.refused()),
        sheet=printed.at if printed else None,
        vouched=vouched_ms(ledger.kept, desk.clock.boot) is not None,
        handed=ledger.kept.told(HANDOVER, Handed),
        mark=state_mark(desk.settings, desk.names),
    )
