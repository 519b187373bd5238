"""Whether the file still holds what was written: every row is bound to the journal's chain, every sum is zero."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sync.clock import Trust
from sync.ledger.bare import is_bare
from sync.ledger.records import Payment, Reversal, Sending, What
from sync.ledger.rows import what_of
from sync.ledger.seals import Erasing, frame
from sync.ledger.seals import seal as seal
from sync.ledger.vouchers import voucher_findings

PAPER_EVENT = "paper "
"""How the journal's events about slips on paper begin; their facts are a printout's number and its seal."""
ERASED = "erased"
"""The event of a booking whose people were erased; its facts are an `Erasing`."""
ERASED_SLIP = f"{PAPER_EVENT}erased"
"""The same for a slip of such a booking."""
FORGOTTEN = "member erased", "mark forgotten"
"""Events that put an erased member's mark on the list, and take it off again; the mark is their fact."""
MARKS = "erasures"
"""Under which name the ledger keeps that list, as JSON."""

Entry = tuple[str, str, int]
"""Member, unit, hundredths."""


def entries(what: What, sign: int = 1) -> list[Entry]:
    """Both sides of a payment, or of taking one back; nothing else moves an account."""
    if isinstance(what, Reversal):
        return entries(what.what, -sign)
    if not isinstance(what, Payment):
        return []
    return [(what.payer, what.unit, -what.amount * sign), (what.payee, what.unit, what.amount * sign)]


def findings(db: sqlite3.Connection) -> Iterator[str]:
    """What is wrong in an open file, in few words; the chain itself is looked through by `Journal.check`."""
    yield from (str(row[0]) for row in db.execute("PRAGMA quick_check(1)") if row[0] != "ok")
    yield from (f"foreign key {row[0]}" for row in db.execute("PRAGMA foreign_key_check"))
    yield from (f"sum of {unit}" for (unit,) in db.execute("SELECT unit FROM entry GROUP BY unit HAVING sum(amount)"))
    yield from _bookings(db)
    yield from _outbox(db)
    yield from _printouts(db)
    yield from voucher_findings(db)
    yield from _anchors(db)
    yield from mark_findings(db)


def _bookings(db: sqlite3.Connection) -> Iterator[str]:
    """Every booking as it was sealed, none too many or too few; and its entries as they follow from it.

    Erasing seals it anew; then nothing of a person may stand in it, and all the rest must be as it was booked.
    """
    booked = dict(db.execute("SELECT about, facts FROM journal WHERE event = 'booked'"))
    rows = db.execute("SELECT about, facts FROM journal WHERE event = ? ORDER BY seq", (ERASED,))
    erased = {receipt: Erasing.of(facts) for receipt, facts in rows}
    yield from (f"booking {receipt} was never made" for receipt in erased.keys() - booked.keys())
    sealed = {receipt: facts.partition(" ")[0] for receipt, facts in booked.items()}
    sealed |= {receipt: erasing.row for receipt, erasing in erased.items()}
    cancelled = {about for (about,) in db.execute("SELECT about FROM journal WHERE event = 'cancelled'")}
    moved = _entries(db)
    sql = "SELECT b.receipt, j.about, b.key, reference, content, platform, paper, replaces, reverses FROM booking b"
    for receipt, about, key, *values in db.execute(
        f"{sql} LEFT JOIN journal j ON j.seq = b.seq AND j.event = 'booked'"
    ):
        if about != receipt or seal(key, *values) != sealed.pop(receipt, None):
            yield f"booking {receipt}"
            continue
        what = what_of(values[1])
        if receipt in erased and not _only_erased(what, values, erased[receipt], booked[receipt]):
            yield f"booking {receipt}"
        wanted = entries(what) + (entries(what, -1) if receipt in cancelled else [])
        if wanted != moved.pop(receipt, []):
            yield f"entries of {receipt}"
    yield from (f"booking {receipt} is missing" for receipt in sealed)
    yield from (f"entries of {receipt}" for receipt in moved)


def _only_erased(what: What, values: Sequence[object], erasing: Erasing, booked: str) -> bool:
    """Whether nothing but its people left a booking. Those from before frames were sealed are only known to be bare."""
    framed = booked.partition(" ")[2]
    return is_bare(what) and framed in ("", frame(erasing.salt, values, what))


def _entries(db: sqlite3.Connection) -> dict[int, list[Entry]]:
    moved = defaultdict(list)
    for receipt, *entry in db.execute("SELECT receipt, member, unit, amount FROM entry ORDER BY number"):
        moved[receipt].append((entry[0], entry[1], entry[2]))
    return dict(moved)


def _outbox(db: sqlite3.Connection) -> Iterator[str]:
    """Every booking is exactly as far as its last step says."""
    sql = "SELECT about, facts FROM journal WHERE about IS NOT NULL AND event <> 'booked' AND event NOT LIKE ?"
    rows = db.execute(f"{sql} ORDER BY seq", (f"{PAPER_EVENT}%",))
    steps = {receipt: seals and seals.rpartition(" ")[2] for receipt, seals in rows}
    columns = ", ".join(f"o.{column}" for column in Sending.__struct_fields__)
    new = msgspec.structs.astuple(Sending())
    for receipt, key, *values in db.execute(
        f"SELECT b.receipt, b.key, {columns} FROM booking b LEFT JOIN outbox o ON o.receipt = b.receipt"
    ):
        step = steps.pop(receipt, None)
        if seal(key, *values) != (step or seal(key, *new)):
            yield f"outbox {receipt}"


def _printouts(db: sqlite3.Connection) -> Iterator[str]:
    """Every slip on paper is exactly as far as its last step says, none too many or too few."""
    steps = "SELECT about, facts FROM journal WHERE event LIKE ? ORDER BY seq"
    last: dict[str, tuple[int, str]] = {}
    for about, facts in db.execute(steps, (f"{PAPER_EVENT}%",)):
        number, _, sealed = facts.partition(" ")
        last[number] = about, sealed
    sql = "SELECT b.key, p.number, p.receipt, side, copy, state, trouble FROM printout p"
    for key, number, receipt, *values in db.execute(f"{sql} LEFT JOIN booking b ON b.receipt = p.receipt"):
        if last.pop(str(number), None) != (receipt, seal(key or "", number, receipt, *values)):
            yield f"printout {number}"
    yield from (f"printout {number} is missing" for number in last)


def _anchors(db: sqlite3.Connection) -> Iterator[str]:
    """The first trusted time of each boot, as the journal has it."""
    first = "SELECT boot, monotonic_ns, wall_ms, trust FROM journal WHERE seq IN"
    first += " (SELECT min(seq) FROM journal WHERE trust <> ? GROUP BY boot)"
    wanted = set(db.execute(first, (Trust.UNTRUSTED.value,)))
    found = set(db.execute("SELECT boot, monotonic_ns, wall_ms, trust FROM anchor"))
    yield from (f"anchor of {row[0]}" for row in wanted ^ found)


def mark_findings(db: sqlite3.Connection) -> Iterator[str]:
    """The list of erased members, as the journal has it."""
    wanted: set[str] = set()
    for event, mark in db.execute("SELECT event, facts FROM journal WHERE event IN (?, ?) ORDER BY seq", FORGOTTEN):
        (wanted.add if event == FORGOTTEN[0] else wanted.discard)(mark)
    found = db.execute("SELECT value FROM kept WHERE name = ?", (MARKS,)).fetchone()
    if wanted != set(msgspec.json.decode(found[0], type=list[str]) if found else ()):
        yield "erasures"
