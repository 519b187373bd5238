"""R1: a booking, its receipt and its outbox row are one transaction, wherever it is cut off."""

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.couriers.base import Why
from sync.ledger import file, ledger
from sync.ledger.ledger import Ledger
from tests.ledger.ledgers import KEY, Centre, payment, seat
from tests.sync.clocks import FakeClock


class PulledPlug(BaseException):
    """The program ends here."""


class Breaking:
    """A connection whose n-th statement from now on is the last thing that happens."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.left: int | None = None

    def execute(self, *words: Any) -> Any:
        self._count(words[0])
        return self.db.execute(*words)

    def executemany(self, *words: Any) -> Any:
        self._count(words[0])
        return self.db.executemany(*words)

    def _count(self, sql: str) -> None:
        if self.left is not None and sql != "ROLLBACK":
            if self.left == 0:
                raise PulledPlug
            self.left -= 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.db, name)


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    monkeypatch.setattr(ledger, "connect", lambda path, key: Breaking(file.connect(path, key)))
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def everything(db: sqlite3.Connection) -> list[object]:
    """All rows of all tables that a booking touches."""
    tables = ("journal", "anchor", "booking", "entry", "outbox", "kept")
    return [db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def prepared(centre: Centre) -> None:
    """Receipt 1 waits, 2 is confirmed, 3 is refused, 4 is uncertain."""
    for _ in range(4):
        centre.pay()
    outbox = centre.ledger.outbox
    outbox.confirm(2, "r1")
    outbox.refuse(3, Why.BALANCE)
    outbox.going(4)


STEPS: dict[str, Callable[[Ledger], object]] = {
    "book a payment": lambda ledger: ledger.book(payment(), staff="Anna", platform="ring", paper="7"),
    "book a seat": lambda ledger: ledger.book(seat(), staff="Anna", platform="haus", draft=ledger.draft()),
    "cancel what waits": lambda ledger: ledger.storno(1, "Anna"),
    "cancel what was refused": lambda ledger: ledger.cancel(3, "Anna"),
    "take back what is confirmed": lambda ledger: ledger.storno(2, "Anna"),
    "send": lambda ledger: ledger.outbox.going(1),
    "confirm": lambda ledger: ledger.outbox.confirm(4, "r2"),
    "refuse": lambda ledger: ledger.outbox.refuse(4, Why.CLOSED),
    "doubt": lambda ledger: ledger.outbox.doubt(4),
    "settle": lambda ledger: ledger.outbox.settle(1, "Anna", Why.SETTLED),
}


@pytest.mark.parametrize("step", STEPS)
def test_r1_whatever_statement_is_the_last_there_is_all_of_it_or_nothing(centre: Centre, step: str) -> None:
    prepared(centre)
    before = everything(centre.ledger.db)
    db = centre.ledger.db
    assert isinstance(db, Breaking)
    for number in itertools.count():
        db.left = number
        try:
            STEPS[step](centre.ledger)
        except PulledPlug:
            db.left = None
            assert everything(db) == before
            assert not db.in_transaction
            centre.ledger.check()
            continue
        break
    db.left = None
    assert number > 3
    centre.ledger.check()
    centre.ledger.journal.check()
    centre.again()
    assert everything(centre.ledger.db) != before


def test_r1_a_file_cut_off_while_it_was_made_is_made_anew_at_every_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(0, 60, 3):
        path = tmp_path / f"{number}.db"

        def breaking(path: Path, key: bytes, number: int = number) -> Breaking:
            made = Breaking(file.connect(path, key))
            made.left = number
            return made

        monkeypatch.setattr(ledger, "connect", breaking)
        try:
            Ledger.open(path, KEY, FakeClock()).close()
        except PulledPlug:
            monkeypatch.undo()
            with Ledger.open(path, KEY, FakeClock()) as opened:
                opened.book(payment(), staff="Anna", platform="ring")
                opened.check()
            continue
        break
    assert number > 10
