"""Vouchers by command: printed into a file, and booked by their number, once, however it is typed."""

from pathlib import Path

import pytest

from sync.ledger.voucher_number import voucher_code
from tests.kiosk.office_command import Office
from tests.pdf_checks import assert_ua1, text_of

GARDEN = ("book", "payment", "--from", "17", "--to", "1042", "--text", "Garten", "--amount")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def reserve(office: Office, count: int = 3) -> None:
    with office.ledger() as ledger:
        ledger.vouchers.reserve(count, "blank", "Frau Büro")


def test_vouchers_are_printed_into_a_file_and_booked_once(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "zettel.pdf"
    ran = office.run("paper", "vouchers", "--count", "2", "--out", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert_ua1(out.read_bytes(), "Buchungszettel")
    code = voucher_code("QK1", 2)
    assert code in text_of(out.read_bytes())
    first = office.run(*GARDEN, "2,5", "--paper", code)
    assert first.code == 0
    again = office.run(*GARDEN, "2,5", "--paper", code.lower().replace("-", ""))
    assert (again.code, again.out) == (0, first.out)
    other = office.run(*GARDEN, "3", "--paper", code)
    assert (other.code, other.out) == (4, "")
    assert f"Der Zettel {code} ist schon gebucht, mit Beleg 1." in other.err
    assert office.states() == ["waiting"]


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (voucher_code("QK1", 1)[:-1] + "0", "ist vertippt"),
        (voucher_code("QK1", 4), "ist nicht von hier"),
        (voucher_code("QK2", 1), "gehört zum Terminal QK2"),
        (voucher_code("QK1", 3), "ist ungültig"),
    ],
)
def test_a_number_that_cannot_be_booked_ends_with_4_and_one_sentence(office: Office, paper: str, sentence: str) -> None:
    reserve(office)
    with office.ledger() as ledger:
        ledger.vouchers.void(3, "Frau Büro")
    ran = office.run(*GARDEN, "1", "--paper", paper)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert ran.err.startswith("Es ist nichts gebucht. ")
    assert sentence in ran.err
    assert office.states() == []


def test_a_slip_of_the_finger_reserves_nothing(office: Office, tmp_path: Path) -> None:
    ran = office.run("paper", "vouchers", "--count", "2000", "--out", str(tmp_path / "zettel.pdf"))
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "1 bis 200" in ran.err
    with office.ledger() as ledger:
        assert ledger.vouchers.runs() == []


def test_the_emergency_sheet_of_a_day_burns_its_numbers_once(office: Office, tmp_path: Path) -> None:
    papers = [tmp_path / name for name in ("eins.pdf", "zwei.pdf")]
    for path in papers:
        assert office.run("paper", "emergency", "--out", str(path)).code == 0
    assert papers[0].read_bytes() == papers[1].read_bytes()
    assert_ua1(papers[0].read_bytes(), "Notbetrieb")
    with office.ledger() as ledger:
        assert len(ledger.vouchers.runs()) == 1
