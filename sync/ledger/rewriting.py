"""The one way in which a booking changes: its people leave it, and the journal seals what stays (R31, R33)."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import msgspec

from sync.ledger.audit import ERASED, ERASED_SLIP
from sync.ledger.ledger import Ledger
from sync.ledger.records import Payment, Reversal, Sending, What
from sync.ledger.reference import new_key
from sync.ledger.rows import what_of
from sync.ledger.seals import Erasing, frame_key, seal

_GUARDS = ("booking_update", "entry_update", "outbox_move")
"""The triggers that know of no erasing."""
_SENDING = ", ".join(Sending.__struct_fields__)


def rewrite(ledger: Ledger, bookings: Mapping[int, What], staff: str | None) -> None:
    """Put these contents in place of those of the receipts, in the transaction of the caller.

    Only settled bookings: nothing may be on its way any more. The random key goes with the contents, for with it
    the old seals would confirm a guess of what was erased.
    """
    assert ledger.db.in_transaction
    with _lifted(ledger.db):
        for receipt, what in bookings.items():
            _one(ledger, receipt, what, staff)


@contextmanager
def _lifted(db: sqlite3.Connection) -> Iterator[None]:
    """Without the guards for a moment. It is part of the transaction: no other connection ever sees them gone."""
    marks = ", ".join("?" * len(_GUARDS))
    made = db.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})", _GUARDS)
    guards = made.fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        db.execute(sql)


def _one(ledger: Ledger, receipt: int, what: What, staff: str | None) -> None:
    db, key = ledger.db, new_key()
    before_key, content = db.execute("SELECT key, content FROM booking WHERE receipt = ?", (receipt,)).fetchone()
    db.execute("UPDATE booking SET key = ?, content = ? WHERE receipt = ?", (key, msgspec.json.encode(what), receipt))
    for old, new in _moved(what_of(content), what):
        db.execute("UPDATE entry SET member = ? WHERE receipt = ? AND member = ?", (new, receipt, old))
    db.execute("UPDATE outbox SET detail = NULL WHERE receipt = ?", (receipt,))
    columns = "reference, content, platform, paper, replaces, reverses"
    booked = db.execute(f"SELECT {columns} FROM booking WHERE receipt = ?", (receipt,)).fetchone()
    sent = db.execute(f"SELECT {_SENDING} FROM outbox WHERE receipt = ?", (receipt,)).fetchone()
    erasing = Erasing(seal(key, *booked), _salt(db, receipt, before_key), seal(key, *sent))
    ledger.journal.note(ERASED, about=receipt, staff=staff, facts=erasing.facts)
    slips = "SELECT number, receipt, side, copy, state, trouble FROM printout WHERE receipt = ? ORDER BY number"
    for number, *rest in db.execute(slips, (receipt,)).fetchall():
        sealed = f"{number} {seal(key, number, *rest)}"
        ledger.journal.note(ERASED_SLIP, about=receipt, staff=staff, facts=sealed)


def _salt(db: sqlite3.Connection, receipt: int, key: str) -> str:
    """That of the frame: it was noted at the first erasure, and follows from the booking's key until then."""
    sql = "SELECT facts FROM journal WHERE event = ? AND about = ? ORDER BY seq DESC LIMIT 1"
    noted = db.execute(sql, (ERASED, receipt)).fetchone()
    return Erasing.of(noted[0]).salt if noted else frame_key(key)


def _moved(before: What, after: What) -> Iterator[tuple[str, str]]:
    """The numbers of an account that change."""
    one, other = (what.what if isinstance(what, Reversal) else what for what in (before, after))
    if isinstance(one, Payment) and isinstance(other, Payment):
        yield from zip(one.members, other.members, strict=True)
