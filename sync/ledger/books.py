"""What was booked, read; and whether it is still what was written."""

import sqlite3
from collections.abc import Iterator
from itertools import islice

from sync.errors import Reason
from sync.ledger.audit import findings
from sync.ledger.bare import is_pseudonym
from sync.ledger.file import Damaged, translated
from sync.ledger.records import Booking, Outgoing, Reversal, State, What
from sync.ledger.reference import Draft
from sync.ledger.rows import SELECT, booking_of, outgoing_of
from sync.ledger.rules import NotBooked, Rule


class Books:
    """Bookings by receipt or reference."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def find(self, reference: str) -> Outgoing | None:
        """The booking with this reference."""
        values = self.db.execute(f"{SELECT} WHERE b.reference = ?", (reference,)).fetchone()
        return outgoing_of(values) if values else None

    def by_receipt(self, receipt: int) -> Outgoing:
        """The booking of a receipt; raises `NotBooked` where there is none."""
        values = self.db.execute(f"{SELECT} WHERE b.receipt = ?", (receipt,)).fetchone()
        if values is None:
            raise NotBooked(Rule.UNKNOWN_RECEIPT, receipt=receipt)
        return outgoing_of(values)

    def reversal_of(self, booking: Booking) -> Booking | None:
        """The Storno of a booking, unless that was itself cancelled."""
        sql = f"{SELECT} WHERE b.reverses = ? AND o.state <> 'cancelled'"
        values = self.db.execute(sql, (booking.receipt,)).fetchone()
        return booking_of(values) if values else None

    def drafted(self, draft: Draft) -> Booking | None:
        """What was booked from a draft."""
        found = self.find(draft.reference)
        if found is None or found.booking.key == draft.key:
            return found.booking if found else None
        # Another booking got the reference first, so this one was given another: no index, it hardly ever happens.
        values = self.db.execute(f"{SELECT} WHERE b.key = ?", (draft.key,)).fetchone()
        return booking_of(values) if values else None

    def on_slip(self, what: What, paper: str | None, replaces: int | None) -> Booking | None:
        """What was booked from a signed slip, if it is the same; raises `NotBooked` when the slip is used up."""
        if paper is None:
            return None
        sql = f"{SELECT} WHERE b.paper = ? AND b.receipt IS NOT ? ORDER BY b.receipt DESC"
        for values in self.db.execute(sql, (paper, replaces)):
            before = outgoing_of(values)
            if before.booking.what == what and self._stands(before):
                return before.booking
            if replaces is None or self._stands(before):
                raise NotBooked(Rule.PAPER_TAKEN, paper=paper, receipt=before.booking.receipt)
        return None

    def _stands(self, outgoing: Outgoing) -> bool:
        """Whether it counts: neither cancelled nor taken back."""
        return outgoing.sending.state is not State.CANCELLED and not self.reversal_of(outgoing.booking)

    def obstacle(self, found: Outgoing) -> NotBooked | None:
        """Why a booking cannot be taken back now: it was, it is itself a Storno, or nobody knows whether it arrived."""
        receipt, sending = found.booking.receipt, found.sending
        if isinstance(found.booking.what, Reversal):
            return NotBooked(Rule.REVERSAL, receipt=receipt)
        if sending.state is State.CANCELLED:
            return NotBooked(Rule.CANCELLED, receipt=receipt)
        if reversal := self.reversal_of(found.booking):
            done = self.by_receipt(reversal.receipt).sending.state is State.CONFIRMED
            return NotBooked(Rule.CANCELLED if done else Rule.RETURNING, receipt=receipt, storno=reversal.receipt)
        if any(map(is_pseudonym, found.booking.what.members)):
            return NotBooked(Rule.ERASED, receipt=receipt)
        if sending.state is State.UNCERTAIN:
            return NotBooked(Rule.UNCERTAIN, receipt=receipt)
        return NotBooked(Rule.UNCLEAR, receipt=receipt) if found.unclear else None

    def all(self) -> Iterator[Outgoing]:
        """Every booking ever made, oldest first."""
        return (outgoing_of(values) for values in self.db.execute(f"{SELECT} ORDER BY b.receipt"))

    def open_sum(self, member: str, unit: str, since_ms: int) -> int:
        """What is booked for a member and not yet in a balance read at `since_ms`, hundredths.

        That is everything still on its way, and what was confirmed after the balance was read.
        """
        sql = (
            "SELECT coalesce(sum(e.amount), 0) FROM entry e JOIN outbox o ON o.receipt = e.receipt"
            " WHERE e.member = ? AND e.unit = ?"
            " AND (o.state IN ('waiting', 'uncertain') OR (o.state = 'confirmed' AND o.sent_ms >= ?))"
        )
        return int(self.db.execute(sql, (member, unit, since_ms)).fetchone()[0])

    def check(self) -> None:
        """Look through everything: the file, and each row against the journal.

        Raises `Damaged` with what was found; the journal's own chain is `Journal.check`.
        """
        with translated():
            wrong = list(islice(findings(self.db), 10))
        if wrong:
            raise Damaged(Reason.LEDGER_DAMAGED, found=", ".join(wrong))
