"""R33: also in a ledger from which people were erased no value and no row changes unseen."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sync.ledger.audit import MARKS, seal
from sync.ledger.bare import bare, new_pseudonym
from sync.ledger.erasing import erase
from sync.ledger.file import Damaged
from sync.ledger.journal import Row, chained
from sync.ledger.records import Payment
from sync.ledger.rewriting import rewrite
from sync.ledger.rows import what_of
from tests.ledger.erased_town import NUMBER, OTHER, lived_in
from tests.ledger.ledgers import Centre, changed
from tests.ledger.test_ledger_edits import COLUMNS, bent, looked_through

SEALED = COLUMNS | {"voucher": ("first", "last", "kind", "seq"), "voucher_void": ("number", "seq")}
"""Every table that is bound to the journal."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file with a row of every sort, from which two members were erased, one of whom came back."""
    centre = Centre(tmp_path)
    lived_in(centre)
    centre.ledger.vouchers.void(centre.ledger.vouchers.reserve(3, "sheet", "Anna")[0], "Anna")
    erase(centre.ledger, NUMBER, "Anna")
    erase(centre.ledger, OTHER, "Anna")
    centre.ledger.erasures.forget(OTHER, "Anna")
    centre.ledger.close()
    return centre.path


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, all_ in SEALED.items() for column in all_])
def test_r33_every_changed_value_of_every_column_is_found_after_an_erasure(path: Path, table: str, column: str) -> None:
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


def kept(marks: list[str]) -> Callable[[sqlite3.Connection], object]:
    """Another list of erased members."""
    value = msgspec.json.encode(marks)
    return lambda db: db.execute("UPDATE kept SET value = ? WHERE name = ?", (value, MARKS))


REMOVED: dict[str, Callable[[sqlite3.Connection], object]] = {
    "an erasure": lambda db: db.execute("DELETE FROM journal WHERE event = 'member erased'"),
    "the sealing of an erased booking": lambda db: db.execute("DELETE FROM journal WHERE event = 'erased'"),
    "the sealing of an erased slip": lambda db: db.execute("DELETE FROM journal WHERE event = 'paper erased'"),
    "a mark that was forgotten": lambda db: db.execute("DELETE FROM journal WHERE event = 'mark forgotten'"),
    "the list of marks": lambda db: db.execute("DELETE FROM kept WHERE name = ?", (MARKS,)),
    "all marks of the list": kept([]),
    "a mark too many": kept(["00" * 32]),
    "an erased booking": lambda db: db.execute("DELETE FROM booking WHERE receipt = 5"),
    "its entries": lambda db: db.execute("DELETE FROM entry WHERE receipt = 3"),
}


@pytest.mark.parametrize("what", REMOVED)
def test_r33_whatever_is_removed_around_an_erasure_is_found(path: Path, what: str) -> None:
    changed(path, REMOVED[what])
    with pytest.raises(Damaged):
        looked_through(path)


def test_r33_an_old_backup_of_one_row_cannot_be_put_back(tmp_path: Path) -> None:
    """The seal from before the erasure no longer counts."""
    centre = Centre(tmp_path)
    receipt = lived_in(centre)["payment"]
    row = centre.ledger.db.execute("SELECT key, content FROM booking WHERE receipt = ?", (receipt,)).fetchone()
    entries = centre.ledger.db.execute("SELECT member, number FROM entry WHERE receipt = ?", (receipt,)).fetchall()
    erase(centre.ledger, NUMBER, "Anna")
    centre.ledger.close()

    def put_back(db: sqlite3.Connection) -> None:
        db.execute("UPDATE booking SET key = ?, content = ? WHERE receipt = ?", (*row, receipt))
        db.executemany("UPDATE entry SET member = ? WHERE number = ?", entries)

    changed(centre.path, put_back)
    with pytest.raises(Damaged):
        looked_through(centre.path)


def test_r33_erasing_is_no_way_to_write_something_else_into_a_booking(tmp_path: Path) -> None:
    """Only what holds nothing of a person passes as erased."""
    centre = Centre(tmp_path)
    receipt = lived_in(centre)["payment"]
    what = what_of(centre.ledger.db.execute("SELECT content FROM booking").fetchone()[0])
    with centre.ledger.change():
        rewrite(centre.ledger, {receipt: bare(what, {NUMBER: new_pseudonym()})}, "Anna")
    centre.ledger.prove()
    with centre.ledger.change():
        rewrite(centre.ledger, {receipt: msgspec.structs.replace(what, text="Etwas anderes")}, "Anna")
    centre.ledger.close()
    with pytest.raises(Damaged):
        looked_through(centre.path)


OTHERWISE: dict[str, Callable[[Payment], Payment]] = {
    "amount": lambda what: msgspec.structs.replace(what, amount=what.amount + 1),
    "unit": lambda what: msgspec.structs.replace(what, unit="Euro"),
}


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("otherwise", ["amount", "unit"])
def test_r33_whoever_erases_can_change_nothing_but_people(tmp_path: Path, otherwise: str, times: int) -> None:
    """Also not when it was erased before, and by whoever has the key and uses the program's own way."""
    centre = Centre(tmp_path)
    receipt = lived_in(centre)["payment"]
    for at in range(times):
        what = what_of(centre.ledger.db.execute("SELECT content FROM booking").fetchone()[0])
        assert isinstance(what, Payment)
        left = bare(what, {what.payer: new_pseudonym()})
        assert isinstance(left, Payment)
        with centre.ledger.change():
            rewrite(centre.ledger, {receipt: left if at + 1 < times else OTHERWISE[otherwise](left)}, "Anna")
    centre.ledger.close()
    with pytest.raises(Damaged):
        looked_through(centre.path)


def test_a_booking_from_before_frames_were_sealed_can_be_erased_too(tmp_path: Path) -> None:
    """Its facts are one seal alone; the chain over them is made anew here."""
    centre = Centre(tmp_path)
    lived_in(centre)
    centre.ledger.close()
    changed(centre.path, without_frames)
    centre.start()
    centre.ledger.prove()
    erase(centre.ledger, NUMBER, "Anna")
    centre.ledger.prove()
    centre.ledger.close()


def without_frames(db: sqlite3.Connection) -> None:
    """As the program before wrote it."""
    chain = bytes(32)
    for *values, _ in db.execute("SELECT * FROM journal ORDER BY seq").fetchall():
        row = Row(*values)
        if row.event == "booked":
            row = msgspec.structs.replace(row, facts=str(row.facts).partition(" ")[0])
        chain = chained(chain, row)
        db.execute("UPDATE journal SET facts = ?, chain = ? WHERE seq = ?", (row.facts, chain, row.seq))


def test_the_old_seal_confirms_no_guess_of_what_was_erased(tmp_path: Path) -> None:
    centre = Centre(tmp_path)
    receipt = lived_in(centre)["payment"]
    columns = "key, reference, content, platform, paper, replaces, reverses"
    sql = f"SELECT {columns} FROM booking WHERE receipt = ?"
    key, *values = centre.ledger.db.execute(sql, (receipt,)).fetchone()
    sealed = centre.ledger.db.execute("SELECT facts FROM journal WHERE event = 'booked'").fetchone()[0]
    assert sealed.partition(" ")[0] == seal(key, *values)
    erase(centre.ledger, NUMBER, "Anna")
    stays = centre.ledger.db.execute(sql, (receipt,)).fetchone()[0]
    assert stays != key
    assert seal(stays, *values) not in sealed
    centre.ledger.close()
