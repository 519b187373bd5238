"""`kiosk closing`: the day in figures, after the whole ledger was looked through."""

from pathlib import Path

import pytest

from tests.kiosk.office_command import RING, Office
from tests.printing.fake_printer import PAPER_OUT, fake_printer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    for amount in (200, 50):
        office.pay(amount)
    return office


def test_r33_the_day_is_shown_in_figures_with_the_root_of_all_entries(office: Office) -> None:
    ran = office.run("closing")
    assert (ran.code, ran.err) == (0, "")
    assert "Tagesabschluss" in ran.out
    assert "2,5 Stunden" in ran.out
    assert "1 bis 2" in ran.out
    with office.ledger() as ledger:
        rows = list(ledger.db.execute("SELECT event FROM journal"))
    assert ("closed",) in rows


def test_another_day_has_its_own_figures(office: Office) -> None:
    ran = office.run("closing", "--day", "2020-02-29")
    assert ran.code == 0
    assert "29. Februar 2020" in " ".join(ran.out.split())
    assert "2,5 Stunden" not in ran.out


@pytest.mark.parametrize("day", ["gestern", "2026-02-30", "24.11.2026", ""])
def test_what_is_no_day_is_wrong_use(office: Office, day: str) -> None:
    ran = office.run("closing", "--day", day)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_r33_a_ledger_that_was_changed_is_never_closed(office: Office) -> None:
    with office.ledger() as ledger:
        ledger.db.execute("DROP TRIGGER booking_update")
        ledger.db.execute("UPDATE booking SET platform = 'anders' WHERE receipt = 1")
    ran = office.run("closing")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "beschädigt" in ran.err
    with office.ledger() as ledger:
        assert ("closed",) not in list(ledger.db.execute("SELECT event FROM journal"))


def test_it_is_printed_where_a_printer_is_set_and_its_trouble_is_only_said(tmp_path: Path) -> None:
    for number, states in enumerate(({}, {"states": PAPER_OUT})):
        folder = tmp_path / str(number)
        folder.mkdir()
        with fake_printer(**states) as printer:
            office = Office(folder, f'{RING}[printer]\ndevice = "{printer.url}"\n')
            ran = office.run("closing")
        assert (ran.code, "Tagesabschluss" in ran.out) == (0, True)
        assert ("Das Papier ist alle" in ran.err) is bool(states)
        assert any(b"Tagesabschluss" in job for job in printer.jobs) is not bool(states)
