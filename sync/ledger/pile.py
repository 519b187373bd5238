"""A pile of vouchers that staff enter one after the other: what was booked so far, and which numbers are missing."""

from collections.abc import Mapping

import msgspec

from sync.ledger.closing import sums_of
from sync.ledger.ledger import Ledger
from sync.ledger.records import Outgoing, State
from sync.ledger.rows import SELECT, outgoing_of
from sync.ledger.vouchers import RESTORED, Run


class Begun(msgspec.Struct, frozen=True):
    """A pile that was begun: all else follows from what the ledger noted since, so that no power cut can part them."""

    seq: int
    """The journal's last row before it."""
    receipt: int
    """The last booking before it."""
    receipts: bool = False
    """Whether receipts are printed; nobody waits for them here, so they usually are not."""


class Pile(msgspec.Struct, frozen=True, kw_only=True):
    """A pile as it is now."""

    bookings: tuple[Outgoing, ...]
    """In the order of entry, also those that were taken back since."""
    standing: int
    """How many of them count."""
    sums: Mapping[str, int]
    """Unit → what went from member to member by those that count, hundredths."""
    void: int
    """How many numbers were declared void."""
    missing: tuple[tuple[Run, tuple[int, ...]], ...]
    """Of each run that the pile touched, the numbers that are neither booked nor void; after a restore nobody knows
    what was printed, so numbers set apart then are never missing."""


def begin_pile(ledger: Ledger) -> Begun:
    """A new pile, which begins with what is noted next."""
    sql = "SELECT (SELECT max(seq) FROM journal), (SELECT coalesce(max(receipt), 0) FROM booking)"
    return Begun(*ledger.db.execute(sql).fetchone())


def pile_so_far(ledger: Ledger, begun: Begun, staff: str) -> Pile:
    """What `staff` booked with vouchers, and declared void, since it was begun; nothing is written."""
    sql = f"{SELECT} WHERE b.receipt > ? AND j.staff = ? AND b.paper IS NOT NULL ORDER BY b.receipt"
    found = [outgoing_of(values) for values in ledger.db.execute(sql, (begun.receipt, staff))]
    numbers = {one.booking.receipt: ledger.vouchers.number_on(one.booking.paper) for one in found}
    bookings = tuple(one for one in found if numbers[one.booking.receipt] is not None)
    void = _void(ledger, begun.seq, staff)
    counting = [one for one in bookings if _counts(ledger, one)]
    return Pile(
        bookings=bookings,
        standing=len(counting),
        sums=sums_of(one.booking for one in counting),
        void=len(void),
        missing=_missing(ledger, {number for number in (*numbers.values(), *void) if number is not None}),
    )


def _void(ledger: Ledger, since: int, staff: str) -> list[int]:
    sql = "SELECT v.number FROM voucher_void v JOIN journal j ON j.seq = v.seq WHERE v.seq > ? AND j.staff = ?"
    return [number for (number,) in ledger.db.execute(sql, (since, staff))]


def _counts(ledger: Ledger, outgoing: Outgoing) -> bool:
    """Whether it was not taken back."""
    return outgoing.sending.state is not State.CANCELLED and not ledger.reversal_of(outgoing.booking)


def _missing(ledger: Ledger, touched: set[int]) -> tuple[tuple[Run, tuple[int, ...]], ...]:
    runs = {run.first: run for number in sorted(touched) if (run := ledger.vouchers.issued(number))}
    printed = (run for run in runs.values() if run.kind != RESTORED)
    return tuple((run, tuple(ledger.vouchers.unused(run))) for run in printed)
