"""The checker can fail: each kind of violation, planted into a terminal at rest, is found and named."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.crash.checker import findings
from tests.crash.kills import deliver_all
from tests.crash.nursery import Nursery
from tests.crash.told import Told
from tests.crash.town import DEED, Town, build
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_books import Order


class Case(msgspec.Struct):
    """A terminal on which three payments were booked, delivered and printed; the third was taken back."""

    town: Town
    told: Told
    bank: Bank

    def found(self) -> list[str]:
        return findings(self.town, self.told, self.bank)

    def sql(self, *statements: str) -> None:
        """Straight into the file, past all triggers, as only a broken program could."""
        with self.town.ledger() as ledger:
            triggers = [row[0] for row in ledger.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
            ledger.db.execute("PRAGMA foreign_keys = OFF")
            for statement in (*(f"DROP TRIGGER {name}" for name in triggers), *statements):
                ledger.db.execute(statement)


@pytest.fixture(scope="module")
def rest(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Bank() as bank:
        town, told = build(tmp_path_factory.mktemp("checker") / "town", bank), Told()
        with nursery.born(town) as life:
            for number in (1, 2, 3):
                deed = ("payment", "1001", "1002", "2", f"{DEED} {number}", f"Z{number}")
                told.hear(deed, life.do(deed))
            deliver_all(life, told)
            told.hear(("storno", "3"), life.do(("storno", "3")))
            deliver_all(life, told)
            life.end()
        yield Case(town, told, bank)


@pytest.fixture
def case(rest: Case, tmp_path: Path) -> Case:
    """A copy to spoil; the ring is shared, so whoever spoils that mends it."""
    told = msgspec.convert(msgspec.to_builtins(rest.told), Told)
    return Case(rest.town.copy(tmp_path / "copy"), told, rest.bank)


def reference(case: Case, receipt: int) -> str:
    return next(one for one, number in case.told.booked.items() if number == receipt)


def test_a_terminal_on_which_all_went_well_has_no_findings(case: Case) -> None:
    assert case.found() == []
    assert len(case.told.booked) == 3
    assert len(case.told.taken_back) == 1


@pytest.mark.parametrize(
    ("mark", "statement"),
    [
        ("I1", "UPDATE booking SET paper = 'Z9' WHERE receipt = 1"),
        ("I1", "UPDATE journal SET staff = 'Frau Klau' WHERE seq = 4"),
        ("I1", "UPDATE booking SET seq = 9999 WHERE receipt = 2"),
        ("I2", "UPDATE entry SET amount = amount + 25 WHERE number = 1"),
        ("I2", "DELETE FROM entry WHERE receipt = 2"),
        ("I2", "INSERT INTO entry (receipt, member, unit, amount) SELECT receipt, member, unit, amount FROM entry"),
        ("I3", "UPDATE booking SET receipt = 40 WHERE receipt = 4"),
        ("I4 lost", "DELETE FROM booking WHERE receipt = 1"),
        ("I1 bookings without", "DELETE FROM outbox WHERE receipt = 1"),
        (
            "I4 QK1",
            "UPDATE booking SET receipt = 40 WHERE receipt = 1; UPDATE outbox SET receipt = 40 WHERE receipt < 2",
        ),
        ("I4 the slip", "UPDATE booking SET paper = 'Z2' WHERE receipt = 1"),
        ("I5 lost", "UPDATE booking SET reference = 'QK1-AAAAAA' WHERE receipt = 1"),
        ("I5 QK1", "UPDATE outbox SET state = 'refused', reason = 'balance' WHERE receipt = 1"),
        ("without a reason", "UPDATE outbox SET state = 'refused', reason = NULL WHERE receipt = 4"),
        ("still waiting", "UPDATE outbox SET state = 'waiting' WHERE receipt = 2"),
        ("its Storno is", "UPDATE outbox SET state = 'refused', reason = 'no_return' WHERE receipt = 4"),
        ("remembered as", "UPDATE outbox SET remote_id = '17' WHERE receipt = 2"),
        ("nobody booked", "DELETE FROM booking WHERE receipt = 2"),
        ("I6 journal", "DELETE FROM journal WHERE seq = 3"),
        ("I6 booking", "DELETE FROM booking WHERE receipt = 2"),
        ("I6 bookings", "UPDATE booking SET seq = 1 WHERE receipt = 3"),
    ],
)
def test_every_edit_of_the_ledger_is_found(case: Case, mark: str, statement: str) -> None:
    case.sql(*statement.split("; "))
    assert [one for one in case.found() if mark in one]


def test_an_effect_that_stands_twice_at_the_ring_is_found(case: Case) -> None:
    bank, mark = case.bank, reference(case, 1)
    payer, payee = bank.books.find("'1001"), bank.books.find("'1002")
    assert payer
    assert payee
    again = bank.books.pay(Order(payer=payer, payee=payee, amount=200, description=f"[{mark}]", values={}), "C1")
    try:
        assert f"I5 doubled: {mark} is 2 times at the ring" in case.found()
    finally:
        bank.books.payments.remove(again)


def test_an_effect_that_the_ring_lost_is_found(case: Case) -> None:
    lost = case.bank.books.payments.pop(1)
    try:
        assert [one for one in case.found() if one.startswith("I5 lost")]
    finally:
        case.bank.books.payments.insert(1, lost)


def test_a_promise_that_was_never_kept_is_found(case: Case) -> None:
    case.told.booked["QK1-ZZZZZZ"] = 9
    case.told.taken_back[reference(case, 1)] = 1
    case.told.denied.add("Z2")
    found = [one for one in case.found() if one.startswith("I4")]
    assert len(found) == 3


def test_a_receipt_on_paper_that_nobody_booked_is_found(case: Case) -> None:
    printed = case.town.printed()
    case.town.paper.write_bytes(printed + printed.replace(reference(case, 1).encode(), b"QK1-ZZZZZZ"))
    assert [one for one in case.found() if one.startswith("I3") and "QK1-ZZZZZZ" in one]


def test_r20_a_second_original_is_found(case: Case) -> None:
    case.town.paper.write_bytes(case.town.printed() * 2)
    assert len([one for one in case.found() if one.startswith("R20") and "2 times" in one]) == 8


def test_r20_a_receipt_on_paper_that_the_ledger_never_sent_is_found(case: Case) -> None:
    case.sql("UPDATE printout SET state = 'not_started' WHERE receipt = 2")
    assert [one for one in case.found() if one.startswith("R20 receipt 2 is on paper, and the ledger")]


@pytest.mark.parametrize("name", ["members.db", "public.db"])
def test_a_broken_file_is_found(case: Case, name: str) -> None:
    path = case.town.data / name
    raw = bytearray(path.read_bytes())
    raw[: len(raw) // 2] = bytes(len(raw) // 2)
    path.write_bytes(raw)
    assert [one for one in case.found() if one.startswith("I1" if name == "members.db" else "I7")]


def test_public_pages_that_are_gone_are_found(case: Case) -> None:
    with sqlite3.connect(case.town.data / "public.db") as db:
        db.execute("DELETE FROM record")
        db.execute("DELETE FROM item")
    db.close()
    assert [one for one in case.found() if one.startswith("I7")]


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_a_name_in_a_log_or_beside_the_encrypted_pages_is_found(case: Case, code: str) -> None:
    for path in (case.town.data / "log" / "kiosk.log", case.town.data / "members.db"):
        path.parent.mkdir(exist_ok=True)
        with path.open("ab") as file:
            file.write("Erika Zilpzalp".encode(code))
    assert len([one for one in case.found() if one.startswith("I8")]) == 2


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("The folder /x cannot be used: it does not exist. Name another one with --data.", "I10"),
        ("Traceback (most recent call last):", "traceback"),
    ],
)
def test_what_must_never_be_said_is_found(case: Case, line: str, mark: str) -> None:
    case.told.said.append(line)
    assert [one for one in case.found() if mark in one]


def test_a_lockout_by_kills_is_found(case: Case) -> None:
    case.told.codes.add(5)
    assert case.found() == ["staff were locked out"]
