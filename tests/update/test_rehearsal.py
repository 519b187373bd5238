"""A new version proves on a copy that it can open the ledger, and that the present one can go on after it (R39)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.ledger import schema
from sync.ledger.file import Damaged, connect
from sync.ledger.ledger import Ledger
from sync.ledger.records import Payment
from sync.update.rehearsal import rehearse
from sync.update.unusable import Unusable, Why
from tests.sync.clocks import FakeClock

KEY = bytes(range(32))
FUTURE = """
import sys
from sync.ledger import schema
from sync.update import rehearsal
migrate, schema.VERSION, schema.OPENS_FROM = schema.migrate, 4, {opens_from}

def further(db):
    migrate(db)
    db.execute({step!r})

schema.migrate = further
sys.exit(rehearsal.main())
"""
"""A program of tomorrow, whose ledger has gone one step on."""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "data/members.db", KEY, FakeClock()) as opened:
        for hours in (1, 2, 3):
            payment = Payment(payer="17", payee="1042", amount=hours * 100, unit="Stunden", text="Garten")
            opened.book(payment, staff="A", platform="ring")
        yield opened


def python(folder: Path, code: str) -> Path:
    """An interpreter that runs this instead of the module that it is asked for."""
    (folder / "code.py").write_text(code)
    path = folder / "python"
    path.write_text(f'#!/bin/sh\nshift 4\nexec {sys.executable} -I {folder / "code.py"} "$@"\n')
    path.chmod(0o755)
    return path


def tried(ledger: Ledger, interpreter: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    try:
        rehearse(interpreter, tmp_path / "data/members.db", KEY, "QK1", scratch, FakeClock())
    finally:
        assert not scratch.exists()


def refused(ledger: Ledger, interpreter: Path, tmp_path: Path) -> Why:
    with pytest.raises(Unusable) as caught:
        tried(ledger, interpreter, tmp_path)
    return caught.value.why


def test_r39_a_version_with_the_same_ledger_passes_and_the_ledger_is_untouched(ledger: Ledger, tmp_path: Path) -> None:
    root = ledger.journal.root()
    tried(ledger, Path(sys.executable), tmp_path)
    assert ledger.journal.root() == root
    assert schema.version(ledger.db) == schema.VERSION


def test_r39_a_version_that_only_adds_to_the_ledger_passes(ledger: Ledger, tmp_path: Path) -> None:
    step = "CREATE TABLE wish (number INTEGER PRIMARY KEY, text TEXT)"
    tried(ledger, python(tmp_path, FUTURE.format(opens_from=3, step=step)), tmp_path)
    assert schema.version(ledger.db) == schema.VERSION


def test_r39_a_version_after_which_there_is_no_way_back_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    step = "CREATE TABLE wish (number INTEGER PRIMARY KEY, text TEXT)"
    assert refused(ledger, python(tmp_path, FUTURE.format(opens_from=4, step=step)), tmp_path) is Why.LEDGER


@pytest.mark.parametrize("step", ["DROP TABLE outbox", "DROP TABLE kept", "SELECT nothing"])
def test_r39_a_version_that_claims_a_way_back_and_has_none_is_found_out(
    ledger: Ledger, tmp_path: Path, step: str
) -> None:
    assert refused(ledger, python(tmp_path, FUTURE.format(opens_from=3, step=step)), tmp_path) is Why.LEDGER


@pytest.mark.parametrize(
    "code",
    [
        "raise ImportError('broken')",
        "print('{\"bookings\": 2}')",
        "print('all is well')",
        "import sys; print('{\"bookings\": 3}'); sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_r39_a_version_that_does_not_find_every_booking_is_refused(ledger: Ledger, tmp_path: Path, code: str) -> None:
    assert refused(ledger, python(tmp_path, code), tmp_path) is Why.LEDGER


def test_r39_a_version_without_an_interpreter_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    assert refused(ledger, tmp_path / "nowhere", tmp_path) is Why.DISK


def test_r39_the_key_stands_in_no_argument_and_the_copy_is_encrypted(ledger: Ledger, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        f"pathlib.Path({str(tmp_path / 'seen')!r}).write_bytes(pathlib.Path(sys.argv[1]).read_bytes())\n"
        f"assert {KEY.hex()!r} not in ' '.join(sys.argv)\nprint('{{\"bookings\": 3}}')"
    )
    tried(ledger, python(tmp_path, code), tmp_path)
    assert b"SQLite format" not in (tmp_path / "seen").read_bytes()
    assert b"Garten" not in (tmp_path / "seen").read_bytes()


def test_r39_a_file_of_a_later_program_opens_as_far_as_that_program_promised(tmp_path: Path) -> None:
    path = tmp_path / "members.db"
    Ledger.open(path, KEY, FakeClock()).close()
    with connect(path, KEY) as db:
        db.execute("PRAGMA user_version = 4")
    db.close()
    Ledger.open(path, KEY, FakeClock()).close()
    with connect(path, KEY) as db:
        db.execute("UPDATE kept SET value = ? WHERE name = ?", (b"4", schema.OPENS))
    db.close()
    with pytest.raises(Damaged):
        Ledger.open(path, KEY, FakeClock())
    with connect(path, KEY) as db:
        assert schema.version(db) == 4
    db.close()
