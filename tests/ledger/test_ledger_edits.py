"""R2, R33: whoever has the key may change the file, but not unseen."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.couriers.base import Why
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import OnPaper
from tests.ledger.ledgers import KEY, Centre, changed, payment, seat
from tests.sync.clocks import FakeClock

COLUMNS = {
    "journal": ("seq", "event", "about", "staff", "facts", "boot", "monotonic_ns", "wall_ms", "trust", "chain"),
    "booking": ("receipt", "seq", "reference", "key", "content", "platform", "paper", "replaces", "reverses"),
    "entry": ("receipt", "member", "unit", "amount"),
    "anchor": ("boot", "monotonic_ns", "wall_ms", "trust"),
    "outbox": (
        *("receipt", "state", "attempts", "rounds", "boot", "sent_s", "sent_ms", "gap_boot", "gap_s", "missed"),
        *("remote_id", "reason", "detail"),
    ),
    "printout": ("number", "receipt", "side", "copy", "state", "trouble"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file with a row of every sort."""
    centre = Centre(tmp_path)
    first = centre.ledger.book(payment(), staff="Anna", platform="ring", paper="7").receipt
    centre.ledger.outbox.going(first)
    centre.ledger.outbox.confirm(first, "r1", Why.PENDING, "wartet")
    centre.ledger.storno(first, "Anna")
    refused = centre.ledger.book(seat(), staff="Anna", platform="haus", paper="8").receipt
    centre.ledger.outbox.refuse(refused, Why.SOLD_OUT, "voll")
    centre.ledger.cancel(refused, "Anna")
    centre.ledger.book(seat(), staff="Anna", platform="haus", paper="8", replaces=refused)
    centre.ledger.storno(centre.pay(), "Anna")
    printouts = centre.ledger.printouts
    printouts.end(printouts.begin(first, 1, False), OnPaper.NOT_STARTED, "paper_out")
    printouts.answer(printouts.begin(first, 2, False), OnPaper.MISSING, "Anna")
    printouts.begin(refused, 1, False)
    centre.ledger.close()
    return centre.path


def looked_through(path: Path) -> None:
    with Ledger.open(path, KEY, FakeClock()) as ledger:
        ledger.check()
        ledger.journal.check()


def bent(value: object) -> object:
    """The same value, wrong in its last byte."""
    match value:
        case None:
            return 1
        case int() | float():
            return value + 1
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
    text = str(value)
    return text[:-1] + chr(ord(text[-1]) ^ 1) if text else "x"


def test_a_file_that_nobody_changed_is_whole(path: Path) -> None:
    looked_through(path)
    changed(path, lambda db: db.execute("SELECT 1"))
    looked_through(path)


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, all_ in COLUMNS.items() for column in all_])
def test_r33_every_changed_value_of_every_column_is_found(path: Path, table: str, column: str) -> None:
    original = path.read_bytes()
    rows: list[tuple[int, object]] = []
    changed(path, lambda db: rows.extend(db.execute(f"SELECT rowid, {column} FROM {table}").fetchall()))
    assert rows
    for rowid, value in rows:
        path.write_bytes(original)
        edit = (bent(value), rowid)

        def bend(db: sqlite3.Connection, edit: tuple[object, int] = edit) -> None:
            db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", edit)

        changed(path, bend)
        with pytest.raises(Damaged):
            looked_through(path)
    path.write_bytes(original)
    looked_through(path)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM booking WHERE receipt = 2",
        "DELETE FROM entry WHERE receipt = 1",
        "DELETE FROM entry WHERE number > (SELECT max(number) - 2 FROM entry)",
        "INSERT INTO entry (receipt, member, unit, amount) VALUES (1, '17', 'Stunden', 5), (1, '18', 'Stunden', -5)",
        "UPDATE entry SET member = '18' WHERE member = '17'",
        "DELETE FROM anchor",
        "INSERT INTO anchor VALUES ('boot-9', 1, 1, 'ntp')",
        "DELETE FROM outbox WHERE receipt = 3",
        "UPDATE outbox SET state = 'confirmed' WHERE receipt = 2",
        "DELETE FROM printout WHERE number = 2",
        "INSERT INTO printout VALUES (4, 1, 2, 1, 'printed', NULL)",
    ],
)
def test_r33_whole_rows_that_came_or_went_are_found(path: Path, sql: str) -> None:
    changed(path, lambda db: db.execute(sql))
    with pytest.raises(Damaged):
        looked_through(path)


TAILS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "the last row of the journal": lambda db: db.execute(
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)"
    ),
    "the last booking, without a trace": lambda db: db.executescript(
        "DELETE FROM outbox WHERE receipt = 5; DELETE FROM entry WHERE receipt = 5;"
        "DELETE FROM journal WHERE seq >= (SELECT seq FROM booking WHERE receipt = 5);"
        "DELETE FROM booking WHERE receipt = 5"
    ),
}


@pytest.mark.parametrize("tail", TAILS)
def test_r33_the_printed_root_tells_that_the_end_was_cut_off(path: Path, tail: str) -> None:
    with Ledger.open(path, KEY, FakeClock()) as ledger:
        printed = ledger.journal.root()
    looked_through(path)
    changed(path, TAILS[tail])
    with Ledger.open(path, KEY, FakeClock()) as ledger:
        assert ledger.journal.root() != printed
