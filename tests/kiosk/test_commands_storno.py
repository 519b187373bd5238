"""`kiosk storno`: cancelled while nobody has it, taken back where it is confirmed, and patience in between."""

from pathlib import Path

import pytest

from tests.kiosk.office_command import RING, Office
from tests.printing.fake_printer import fake_printer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.pay(200)
    return office


def reference(office: Office) -> str:
    with office.ledger() as ledger:
        return ledger.by_receipt(1).booking.reference


def test_what_was_not_sent_is_cancelled(office: Office) -> None:
    ran = office.run("storno", "1")
    assert (ran.code, ran.out, ran.err) == (0, f"storniert 1 {reference(office)}\n", "")
    assert office.states() == ["cancelled"]
    again = office.run("storno", "1")
    assert (again.code, again.out) == (4, "")
    assert "schon storniert" in again.err


def test_what_is_confirmed_is_taken_back_by_a_booking_of_its_own(office: Office) -> None:
    with office.ledger() as ledger:
        ledger.outbox.going(1)
        ledger.outbox.confirm(1, "4711")
    ran = office.run("storno", "1")
    assert (ran.code, ran.out) == (0, f"storniert 1 {reference(office)}\n")
    assert "Beleg 2" in ran.err
    assert office.states() == ["confirmed", "waiting"]
    assert [row["kind"] for row in office.run("outbox", "--json").rows()] == ["payment", "storno"]
    assert office.run("storno", "1").code == 4
    assert "selbst ein Storno" in office.run("storno", "2").err


def test_r4_what_nobody_knows_yet_is_looked_up_first(office: Office) -> None:
    with office.ledger() as ledger:
        ledger.outbox.going(1)
    ran = office.run("storno", "1")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.endswith("kiosk deliver\n")
    assert office.states() == ["uncertain"]


def test_an_unknown_receipt_is_refused(office: Office) -> None:
    ran = office.run("storno", "999999999999999")
    assert (ran.code, ran.out) == (4, "")
    assert "keinen Beleg 999999999999999" in ran.err


@pytest.mark.parametrize("number", ["abc", "QK1-7F3K9Q", "1.0", "", "１", "9" * 50])
def test_what_is_no_number_is_wrong_use(office: Office, number: str) -> None:
    ran = office.run("storno", number)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_the_taking_back_prints_receipts_of_its_own(tmp_path: Path) -> None:
    with fake_printer() as printer:
        office = Office(tmp_path, f'{RING}[printer]\ndevice = "{printer.url}"\n')
        office.pay(200)
        with office.ledger() as ledger:
            ledger.outbox.going(1)
            ledger.outbox.confirm(1, "4711")
        assert office.run("storno", "1").code == 0
    assert [b"Storno" in job for job in printer.jobs] == [True, True]
