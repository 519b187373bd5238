"""The trail of receipts on paper: each is noted before its first byte leaves, and when its end is known (R20)."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from sync.ledger.audit import PAPER_EVENT, seal
from sync.ledger.file import transaction
from sync.ledger.journal import Journal
from sync.ledger.kept import Kept
from sync.ledger.on_paper import MISSED, OnPaper, Printout, Side, must_be_copy, side_of
from sync.ledger.records import Stamp
from sync.ledger.rows import stamp_of
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.schema_paper import BEFORE, MOVES
from sync.lock import RoundLock

WAIT_S = 20.0
"""Longest wait for another process that prints receipts, seconds: four slips on a printer of usual speed."""
LOOK_S = 0.05
"""Pause between two looks whether it is through, seconds."""
_SELECT = "SELECT number, receipt, side, copy, state, trouble FROM printout"


class PressTaken(Exception):
    """Another process prints receipts, for longer than anybody waits."""


class Printouts:
    """Every step is one synced transaction of its own, and a row of the journal."""

    def __init__(self, db: sqlite3.Connection, journal: Journal, kept: Kept, lock: Path) -> None:
        self._db, self._journal, self._kept, self._lock = db, journal, kept, lock

    @contextmanager
    def press(self, wait_s: float = WAIT_S, sleep: Callable[[float], object] = time.sleep) -> Iterator[None]:
        """Nobody else prints receipts meanwhile, in whatever process; whoever dies lets go of it.

        Hold it around `must_be_copy`, `begin` and `end`. Raises `PressTaken`, `Unstorable`.
        """
        with RoundLock(self._lock) as lock:
            for _ in range(max(1, round(wait_s / LOOK_S))):
                if lock.take():
                    yield
                    return
                sleep(LOOK_S)
        raise PressTaken

    def must_be_copy(self, receipt: int, side: int) -> bool:
        """Whether a slip printed now must say that it is a copy."""
        states = [one.state for one in self._of(receipt) if one.side == side]
        return must_be_copy(states, before_trail=receipt <= int(self._kept.get(BEFORE) or 0))

    def begin(self, receipt: int, side: int, copy: bool, staff: str | None = None) -> int:
        """Note that this slip is sent now, before its first byte; returns the printout's number.

        Raises `NotBooked` for an unknown receipt and for a second original, `Unstorable`: then send nothing.
        """
        with transaction(self._db):
            if not copy and self.must_be_copy(receipt, side):
                raise NotBooked(Rule.CLOSED, receipt=receipt)
            number = int(self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM printout").fetchone()[0])
            printout = Printout(number=number, receipt=receipt, side=side, copy=copy, state=OnPaper.SENT)
            self._note(printout, staff)
            self._db.execute("INSERT INTO printout VALUES (?,?,?,?,?,?)", _values(printout))
        return number

    def end(self, number: int, state: OnPaper, trouble: str | None = None) -> None:
        """The printer's answer, or that there is none. Raises `Unstorable`: then staff are asked instead."""
        self._move(number, state, trouble, None)

    def answer(self, number: int, state: OnPaper, staff: str) -> None:
        """What staff saw: `CAME_OUT` or `MISSING`. Raises `NotBooked` where that is known already, `Unstorable`."""
        trouble = self.one(number).trouble
        self._move(number, state, trouble, staff)

    def doubtful(self) -> list[Printout]:
        """Printouts of which nobody knows what became of them, oldest first: those are asked about.

        Neither what another process is sending at this moment, nor what a later print has replaced.
        """
        with RoundLock(self._lock) as lock:
            idle = lock.take(shared=True)
            every = "SELECT coalesce(max(number), 0) FROM printout"
            alive = 0 if idle else self._db.execute(every).fetchone()[0]
            sql = f"{_SELECT} WHERE state IN ('sent', 'unconfirmed') AND number IS NOT ? ORDER BY number"
            found = [printout_of(values) for values in self._db.execute(sql, (alive,)).fetchall()]
            return [one for one in found if self.side(one.receipt, one.side).number == one.number]

    def one(self, number: int) -> Printout:
        """A printout by its number."""
        return printout_of(self._db.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone())

    def side(self, receipt: int, side: int) -> Side:
        """How one slip of a booking stands."""
        return self.sides(receipt, (side,))[0]

    def sides(self, receipt: int, sides: Sequence[int]) -> list[Side]:
        """How these slips of a booking stand, in this order."""
        printouts = self._of(receipt)
        return [side_of(receipt, side, (one for one in printouts if one.side == side)) for side in sides]

    def still_to_come(self, receipt: int, sides: Sequence[int]) -> list[int]:
        """Those of the slips that never left, or are missing; what is in doubt is asked about first."""
        return [one.side for one in self.sides(receipt, sides) if one.state in MISSED]

    def all(self) -> dict[int, list[Printout]]:
        """Every printout ever, by receipt, oldest first."""
        rows = map(printout_of, self._db.execute(f"{_SELECT} ORDER BY receipt, number"))
        return {receipt: list(some) for receipt, some in groupby(rows, lambda one: one.receipt)}

    def sent(self) -> dict[int, Stamp]:
        """Number of a printout → when it was sent."""
        sql = "SELECT facts, boot, monotonic_ns, wall_ms, trust FROM journal WHERE event = 'paper sent'"
        return {int(facts.partition(" ")[0]): stamp_of(values) for facts, *values in self._db.execute(sql)}

    def sent_at(self, number: int) -> Stamp:
        """When a printout was sent; the newest are found first."""
        sql = "SELECT boot, monotonic_ns, wall_ms, trust FROM journal WHERE event = 'paper sent' AND facts LIKE ?"
        return stamp_of(self._db.execute(f"{sql} ORDER BY seq DESC LIMIT 1", (f"{number} %",)).fetchone())

    def distrust(self) -> None:
        """Whatever was booked so far may have been printed without a note of it here; in the caller's transaction."""
        last = self._db.execute("SELECT coalesce(max(receipt), 0) FROM booking").fetchone()[0]
        self._kept.put(BEFORE, str(last).encode())

    def _of(self, receipt: int) -> list[Printout]:
        sql = f"{_SELECT} WHERE receipt = ? ORDER BY number"
        return [printout_of(values) for values in self._db.execute(sql, (receipt,))]

    def _move(self, number: int, state: OnPaper, trouble: str | None, staff: str | None) -> None:
        with transaction(self._db):
            before = self.one(number)
            if state not in MOVES.get(before.state, ()):
                raise NotBooked(Rule.CLOSED, receipt=before.receipt)
            self._db.execute("UPDATE printout SET state = ?, trouble = ? WHERE number = ?", (state, trouble, number))
            self._note(msgspec.structs.replace(before, state=state, trouble=trouble), staff)

    def _note(self, printout: Printout, staff: str | None) -> None:
        found = self._db.execute("SELECT key FROM booking WHERE receipt = ?", (printout.receipt,)).fetchone()
        if found is None:
            raise NotBooked(Rule.UNKNOWN_RECEIPT, receipt=printout.receipt)
        facts = f"{printout.number} {seal(found[0], *_values(printout))}"
        self._journal.note(f"{PAPER_EVENT}{printout.state.value}", about=printout.receipt, staff=staff, facts=facts)


def printout_of(values: Sequence[Any]) -> Printout:
    """A row of the table."""
    number, receipt, side, copy, state, trouble = values
    return Printout(number=number, receipt=receipt, side=side, copy=bool(copy), state=OnPaper(state), trouble=trouble)


def _values(printout: Printout) -> tuple[object, ...]:
    """As they stand in the table, and are sealed."""
    return (
        *(printout.number, printout.receipt, printout.side, int(printout.copy)),
        *(printout.state.value, printout.trouble),
    )
