"""The outbox: what must still reach a platform, and every step that a booking takes on its way."""

import sqlite3
from collections.abc import Iterator

import msgspec

from sync.clock import BootClock
from sync.ledger.audit import seal
from sync.ledger.file import transaction
from sync.ledger.journal import Journal
from sync.ledger.records import PAPER, Outgoing, Sending, State
from sync.ledger.rows import SELECT, outgoing_of, sending_of
from sync.ledger.rules import NotBooked, Rule

_UNCONFIRMED = "state <> 'confirmed'"
"""Stands in questions word for word, so that the small index over the few that are not confirmed answers them."""
_COLUMNS = Sending.__struct_fields__
_SET = ", ".join(f"{column} = ?" for column in _COLUMNS)


class Outbox:
    """Every step is one synced transaction of its own, and a row of the journal."""

    def __init__(self, db: sqlite3.Connection, journal: Journal, clock: BootClock) -> None:
        self._db, self._journal, self._clock = db, journal, clock

    def put(self, receipt: int) -> None:
        """A new booking waits; within the transaction that books it."""
        marks = ", ".join("?" * (1 + len(_COLUMNS)))
        self._db.execute(f"INSERT INTO outbox VALUES ({marks})", (receipt, *msgspec.structs.astuple(Sending())))

    def open(self) -> list[Outgoing]:
        """Waiting and uncertain bookings, in the order of entry; paper among them."""
        sql = f"{SELECT} WHERE o.{_UNCONFIRMED} AND o.state IN ('waiting', 'uncertain') ORDER BY b.receipt"
        return [outgoing_of(values) for values in self._db.execute(sql)]

    def refused(self) -> list[Outgoing]:
        """What was set aside for staff ("Klären"), oldest first."""
        sql = f"{SELECT} WHERE o.{_UNCONFIRMED} AND o.state = 'refused' ORDER BY b.receipt"
        return [outgoing_of(values) for values in self._db.execute(sql)]

    def latest(self, at: int, most: int, state: State | None = None) -> list[Outgoing]:
        """A page of all bookings, or of those in one state, newest first."""
        where, values = ("WHERE o.state = ?", (state.value,)) if state else ("", ())
        sql = f"{SELECT} {where} ORDER BY b.receipt DESC LIMIT ? OFFSET ?"
        return [outgoing_of(row) for row in self._db.execute(sql, (*values, most, at))]

    def counts(self) -> dict[State, int]:
        """How many bookings are in each state."""
        sql = f"SELECT state, count(*) FROM outbox WHERE {_UNCONFIRMED} GROUP BY state"
        found: dict[str, int] = dict(self._db.execute(sql))
        every = self._db.execute("SELECT coalesce(max(receipt), 0) FROM outbox").fetchone()[0]
        return {state: found.get(state, 0) for state in State} | {State.CONFIRMED: every - sum(found.values())}

    def sending(self, receipt: int) -> Sending:
        """How far a booking got; raises `NotBooked` for an unknown receipt."""
        sql = f"SELECT {', '.join(_COLUMNS)} FROM outbox WHERE receipt = ?"
        values = self._db.execute(sql, (receipt,)).fetchone()
        if values is None:
            raise NotBooked(Rule.UNKNOWN_RECEIPT, receipt=receipt)
        return sending_of(values)

    def going(self, receipt: int) -> Sending:
        """Note before the first byte leaves that it may arrive; from now on it is looked up before it is sent again.

        Raises `NotBooked` when staff cancelled it meanwhile.
        """
        before = self.sending(receipt)
        boot, now = self._clock.boot, self._clock.monotonic()
        after = msgspec.structs.replace(
            before,
            state=State.UNCERTAIN,
            attempts=before.attempts + 1,
            boot=boot,
            sent_s=now,
            sent_ms=int(self._clock.now().timestamp() * 1000),
            gap_boot=boot,
            gap_s=now,
            missed=0,
        )
        return self._move(receipt, "sent", (State.WAITING, State.UNCERTAIN), after)

    def stayed(self, receipt: int, before: Sending) -> Sending:
        """Nothing left the house: as it was before `going`."""
        return self._move(receipt, "not sent", (State.UNCERTAIN,), before)

    def confirm(self, receipt: int, remote_id: str, reason: str | None = None, detail: str | None = None) -> Sending:
        """The platform has it."""
        sending = self.sending(receipt)
        after = msgspec.structs.replace(
            sending, state=State.CONFIRMED, remote_id=remote_id, reason=reason, detail=detail
        )
        return self._move(receipt, "confirmed", (State.WAITING, State.UNCERTAIN), after)

    def refuse(self, receipt: int, reason: str, detail: str | None = None) -> Sending:
        """Set aside for staff."""
        after = msgspec.structs.replace(self.sending(receipt), state=State.REFUSED, reason=reason, detail=detail)
        return self._move(receipt, "refused", (State.WAITING, State.UNCERTAIN), after)

    def doubt(self, receipt: int, *, rounds: int | None = None) -> Sending:
        """The platform could not say whether it has it; `rounds` sets their number, without it one more."""
        sending = self.sending(receipt)
        after = msgspec.structs.replace(sending, rounds=sending.rounds + 1 if rounds is None else rounds)
        return self._move(receipt, "unclear", (State.UNCERTAIN,), after)

    def gap(self, receipt: int, missed: int) -> Sending:
        """So many look-ups that count have not found it; the gap before the next one begins now."""
        boot, now = self._clock.boot, self._clock.monotonic()
        after = msgspec.structs.replace(self.sending(receipt), gap_boot=boot, gap_s=now, missed=missed)
        return self._move(receipt, "not found" if missed else "asking anew", (State.UNCERTAIN,), after)

    def cancel(self, receipt: int, staff: str) -> Sending:
        """Staff take it back before any platform has it."""
        after = msgspec.structs.replace(self.sending(receipt), state=State.CANCELLED)
        return self._move(receipt, "cancelled", (State.WAITING, State.REFUSED), after, staff=staff)

    def settle(self, receipt: int, staff: str, reason: str | None, remote_id: str = PAPER) -> Sending:
        """Staff say that it is done: handed over on paper, settled otherwise, or found on the platform."""
        sending = self.sending(receipt)
        after = msgspec.structs.replace(sending, state=State.CONFIRMED, reason=reason, remote_id=remote_id)
        return self._move(receipt, "settled", (State.WAITING, State.REFUSED), after, staff=staff)

    def distrust(self) -> None:
        """After a restore nobody knows what was sent since the backup: ask first (R38). Paper is asked of nobody."""
        sql = "SELECT o.receipt FROM outbox o JOIN booking b ON b.receipt = o.receipt"
        waiting = self._db.execute(f"{sql} WHERE o.state = 'waiting' AND b.platform <> ?", (PAPER,)).fetchall()
        for (receipt,) in self._db.execute("SELECT receipt FROM outbox WHERE state = 'uncertain'").fetchall():
            self.gap(receipt, 0)  # it may have been sent again since
        for (receipt,) in waiting:
            boot, now = self._clock.boot, self._clock.monotonic()
            after = msgspec.structs.replace(self.sending(receipt), state=State.UNCERTAIN, gap_boot=boot, gap_s=now)
            self._move(receipt, "restored", (State.WAITING,), after)

    def _move(
        self,
        receipt: int,
        event: str,
        allowed: tuple[State, ...],
        after: Sending,
        *,
        staff: str | None = None,
    ) -> Sending:
        """One step; raises `NotBooked` when the booking is no longer where this step begins."""
        with transaction(self._db):
            if self.sending(receipt).state not in allowed:
                raise NotBooked(Rule.CLOSED, receipt=receipt)
            values = tuple(_values(after))
            self._db.execute(f"UPDATE outbox SET {_SET} WHERE receipt = ?", (*values, receipt))
            key = self._db.execute("SELECT key FROM booking WHERE receipt = ?", (receipt,)).fetchone()[0]
            self._journal.note(event, about=receipt, staff=staff, facts=seal(key, *values))
        return after


def _values(sending: Sending) -> Iterator[object]:
    values = msgspec.structs.astuple(sending)
    yield sending.state.value
    yield from values[1:]
