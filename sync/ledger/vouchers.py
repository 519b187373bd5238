"""Numbered paper vouchers: ranges reserved before anything is printed, each number booked once or declared void."""

import sqlite3
from collections.abc import Iterator

import msgspec

from sync.ledger.file import transaction
from sync.ledger.journal import Journal
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.voucher_number import canonical, is_voucher, voucher_code, voucher_number

RUN_MAX = 200
"""Vouchers of one run: a ring's year, a hundred sheets. More is a slip of the finger, and numbers are never taken
back."""
RESTORED, RESTORED_MAX = "restored", 1000
"""Numbers that may have been printed since a backup: five of the largest runs."""
_RESERVED, _VOID = "vouchers reserved", "voucher void"
"""What the journal calls both; `facts` are the numbers."""


class Run(msgspec.Struct, frozen=True):
    """Numbers that were reserved together."""

    first: int
    last: int
    kind: str
    """What they stand on: a word of whoever reserved them."""

    @property
    def numbers(self) -> range:
        """All of them."""
        return range(self.first, self.last + 1)


class VoucherState(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a number that was reserved."""

    number: int
    run: Run
    receipt: int | None = None
    """The last booking that was made with it, also when that was taken back since."""
    void: bool = False


class Vouchers:
    """Every step is one synced transaction, and a row of the journal."""

    def __init__(self, db: sqlite3.Connection, journal: Journal, terminal: str) -> None:
        self._db, self._journal, self._terminal = db, journal, terminal

    def reserve(self, count: int, kind: str, staff: str) -> range:
        """The next `count` numbers, written down before anything is printed. Raises `NotBooked`, `Unstorable`."""
        if not 0 < count <= RUN_MAX:
            raise NotBooked(Rule.VOUCHER_COUNT, count=count, limit=RUN_MAX)
        return self._reserve(count, kind, staff)

    def void(self, number: int, staff: str) -> None:
        """A blank was spoiled or lost. Raises `NotBooked` for one that is booked, void or unknown, `Unstorable`."""
        with transaction(self._db):
            self.free(number)
            row = self._journal.note(_VOID, staff=staff, facts=_facts(number))
            self._db.execute("INSERT INTO voucher_void VALUES (?,?)", (number, row.seq))

    def admit(self, paper: str | None) -> str | None:
        """The number of a signed slip as it is kept: that of a voucher as it is printed, all others as they are.

        Raises `NotBooked` for a voucher that was mistyped, never reserved here, or is void.
        """
        if paper is None or not is_voucher(paper):
            return paper
        state = self.state_of(self.number_of(paper))
        if state.void:
            raise NotBooked(Rule.VOUCHER_VOID, paper=self.code(state.number))
        return self.code(state.number)

    def state_of(self, number: int) -> VoucherState:
        """What became of it; raises `NotBooked` for a number that was never reserved."""
        run = self.issued(number)
        if run is None:
            raise NotBooked(Rule.VOUCHER_UNKNOWN, paper=self.code(number))
        sql = "SELECT max(receipt) FROM booking WHERE paper = ?"
        receipt = self._db.execute(sql, (self.code(number),)).fetchone()[0]
        void = self._db.execute("SELECT 1 FROM voucher_void WHERE number = ?", (number,)).fetchone()
        return VoucherState(number=number, run=run, receipt=receipt, void=void is not None)

    def free(self, number: int) -> int:
        """The number itself, which may still be booked. Raises `NotBooked` where it is booked, void or unknown."""
        state = self.state_of(number)
        if state.receipt is not None:
            raise NotBooked(Rule.PAPER_TAKEN, paper=self.code(number), receipt=state.receipt)
        if state.void:
            raise NotBooked(Rule.VOUCHER_VOID, paper=self.code(number))
        return number

    def issued(self, number: int) -> Run | None:
        """With which others it was reserved; None where it never was."""
        sql = "SELECT first, last, kind FROM voucher WHERE first <= ? ORDER BY first DESC LIMIT 1"
        found = self._db.execute(sql, (number,)).fetchone()
        return Run(*found) if found and number <= found[1] else None

    def runs(self, kind: str | None = None) -> list[Run]:
        """What was reserved, in order: all of it, or what stands on one kind of paper."""
        sql = "SELECT first, last, kind FROM voucher WHERE ?1 IS NULL OR kind = ?1 ORDER BY first"
        return [Run(*values) for values in self._db.execute(sql, (kind,))]

    def unused(self, run: Run | None = None) -> list[int]:
        """Numbers that were reserved and are neither booked nor void: all, or those of a run."""
        return [number for one in ([run] if run else self.runs()) for number in self._unused(one)]

    def number_of(self, text: str, *, short: bool = False) -> int:
        """The number that somebody typed or scanned; see `voucher_number`. Raises `NotBooked`."""
        return voucher_number(text, self._terminal, short=short)

    def number_on(self, paper: str | None) -> int | None:
        """The number of a booking's slip, where that is a voucher of this terminal."""
        return canonical(paper, self._terminal) if paper else None

    def code(self, number: int) -> str:
        """As it stands on paper."""
        return voucher_code(self._terminal, number)

    def distrust(self) -> None:
        """In a restored ledger: vouchers printed since the backup keep their numbers, and may be booked."""
        self._reserve(RESTORED_MAX, RESTORED, None)

    def _reserve(self, count: int, kind: str, staff: str | None) -> range:
        with transaction(self._db):
            first = int(self._db.execute("SELECT coalesce(max(last), 0) + 1 FROM voucher").fetchone()[0])
            run = Run(first, first + count - 1, kind)
            row = self._journal.note(_RESERVED, staff=staff, facts=_facts(run.first, run.last, kind))
            self._db.execute("INSERT INTO voucher VALUES (?,?,?,?)", (run.first, run.last, kind, row.seq))
        return run.numbers

    def _unused(self, run: Run) -> list[int]:
        codes = {self.code(number): number for number in run.numbers}
        sql = f"SELECT paper FROM booking WHERE paper IN ({', '.join('?' * len(codes))})"
        gone = {codes[paper] for (paper,) in self._db.execute(sql, tuple(codes))}
        sql = "SELECT number FROM voucher_void WHERE number BETWEEN ? AND ?"
        gone.update(number for (number,) in self._db.execute(sql, (run.first, run.last)))
        return [number for number in run.numbers if number not in gone]


def voucher_findings(db: sqlite3.Connection) -> Iterator[str]:
    """Rows of vouchers that are not what the journal says, in few words."""
    tables = {
        _RESERVED: "SELECT seq, first, last, kind FROM voucher",
        _VOID: "SELECT seq, number FROM voucher_void",
    }
    for event, sql in tables.items():
        wanted = set(db.execute("SELECT seq, facts FROM journal WHERE event = ?", (event,)))
        found = {(seq, _facts(*values)) for seq, *values in db.execute(sql)}
        yield from (f"{event} {facts}" for _, facts in sorted(wanted ^ found))


def _facts(*values: object) -> str:
    return " ".join(map(str, values))
