"""What moved on members' accounts here, for their statements: every entry with its booking and how far that got."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec

from sync.clock import Trust
from sync.ledger.journal import entered
from sync.ledger.ledger import Ledger
from sync.ledger.records import Payment, Reversal, Stamp, State
from sync.ledger.rows import anchors, stamp_of, what_of


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One entry on a member's account. A booking that was cancelled has two: the second takes it back."""

    number: int
    """Of the entry, over all accounts; they follow each other in the order of writing."""
    receipt: int
    payment: Payment
    """Of a Storno what it takes back."""
    unit: str
    amount: int
    """Hundredths; below nothing where the member gives."""
    state: State
    back: bool = False
    """Takes back a booking that no platform had: no receipt of its own."""
    reverses: int | None = None
    """The receipt that a Storno takes back."""
    failed: bool = False
    """Set aside by its platform, and cancelled perhaps: it never was on the account."""
    when: datetime
    """UTC."""
    trust: Trust

    @property
    def counts(self) -> bool:
        """Whether it is on the account, or will be as far as anybody knows."""
        return not self.failed

    @property
    def partner(self) -> str:
        """The number of the member on the other side."""
        gives = (self.amount < 0) != (self.back or self.reverses is not None)
        return self.payment.payee if gives else self.payment.payer


_SQL = (
    "SELECT e.member, e.number, e.receipt, e.unit, e.amount, b.content, b.reverses, o.state, o.reason,"
    " j.boot, j.monotonic_ns, j.wall_ms, j.trust FROM entry e JOIN booking b ON b.receipt = e.receipt"
    " JOIN outbox o ON o.receipt = e.receipt JOIN journal j ON j.seq = b.seq ORDER BY e.number"
)


def moves(ledger: Ledger, members: Collection[str]) -> dict[str, list[Move]]:
    """Member number → entries, oldest first; who has none is left out. One pass over all that was ever booked."""
    wanted, found, seen = set(members), defaultdict[str, list[Move]](list), set[tuple[int, str]]()
    known, cancelled = anchors(ledger.db), _cancelled(ledger.db)
    for member, *values in ledger.db.execute(_SQL):
        if member in wanted:
            receipt = values[1]
            back = (receipt, member) in seen
            seen.add((receipt, member))
            when, trust = _entered(cancelled[receipt] if back else values[8:], known)
            found[member].append(_move(values[:8], back, when, trust))
    return found


def last_entry(ledger: Ledger) -> int:
    """The number of the newest entry; 0 without any."""
    return int(ledger.db.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0])


def _move(values: Sequence[Any], back: bool, when: datetime, trust: Trust) -> Move:
    number, receipt, unit, amount, content, reverses, state, reason = values
    what = what_of(content)
    payment = what.what if isinstance(what, Reversal) else what
    assert isinstance(payment, Payment), "nothing else moves an account"
    return Move(
        number=number,
        receipt=receipt,
        payment=payment,
        unit=unit,
        amount=amount,
        state=State(state),
        back=back,
        reverses=reverses,
        failed=state == State.REFUSED or (state == State.CANCELLED and reason is not None),
        when=when,
        trust=trust,
    )


def _cancelled(db: sqlite3.Connection) -> dict[int, list[Any]]:
    """Receipt → the stamp of its cancelling."""
    sql = "SELECT about, boot, monotonic_ns, wall_ms, trust FROM journal WHERE event = 'cancelled'"
    return {receipt: stamp for receipt, *stamp in db.execute(sql)}


def _entered(stamp: Sequence[Any], known: dict[str, Stamp]) -> tuple[datetime, Trust]:
    made = stamp_of(stamp)
    return entered(made, known.get(made.boot))
