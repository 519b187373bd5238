"""Who worked at the desk when, and how much was done in a time: from the journal alone (R33, R40)."""

from collections import Counter
from datetime import datetime

import msgspec

from sync.clock import Trust
from sync.ledger.journal import entered
from sync.ledger.ledger import Ledger
from sync.ledger.rows import anchors, stamp_of

_LAST = (
    "SELECT staff, boot, monotonic_ns, wall_ms, trust FROM journal WHERE seq IN"
    " (SELECT max(seq) FROM journal WHERE event = 'signed in' AND staff IS NOT NULL GROUP BY staff)"
)
_COUNTED = {
    "booked": "bookings",
    "interest taken": "letters",
    "feedback taken": "letters",
    "paper printed": "slips",
    "paper taken": "slips",
    "closed": "closings",
}
"""The journal's events → what they are counted as."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was done in a time."""

    bookings: int = 0
    letters: int = 0
    """Wishes and opinions that residents left, counted when they were taken in."""
    slips: int = 0
    """Receipts and notes that a printer took; one about which somebody was asked counts when it was found."""
    closings: int = 0
    """Days that were closed."""
    about: bool = False
    """Whether the time of some of it is not sure (R10)."""


def last_active(ledger: Ledger) -> dict[str, datetime]:
    """Name of staff → last sign-in, UTC; those who left are among them."""
    known = anchors(ledger.db)
    found = {}
    for staff, *stamp in ledger.db.execute(_LAST):
        when = stamp_of(stamp)
        found[staff] = entered(when, known.get(when.boot))[0]
    return found


def done_since(ledger: Ledger, since: datetime) -> Done:
    """What was done from a moment on; an event whose time nobody knows counts by the time that its clock told."""
    known, counts, about = anchors(ledger.db), Counter[str](), False
    marks = ", ".join("?" * len(_COUNTED))
    sql = f"SELECT event, boot, monotonic_ns, wall_ms, trust FROM journal WHERE event IN ({marks})"
    for event, *stamp in ledger.db.execute(sql, tuple(_COUNTED)):
        told = stamp_of(stamp)
        when, trust = entered(told, known.get(told.boot))
        if when >= since:
            counts[_COUNTED[event]] += 1
            about = about or trust is Trust.UNTRUSTED
    return Done(**counts, about=about)
