"""`kiosk receipts`: every slip of every booking with its state on paper, and what staff do about those in doubt."""

from datetime import datetime
from pathlib import Path

import pytest

from sync.ledger.on_paper import OnPaper
from tests.kiosk.office_command import RING, STAFF, Office
from tests.printing.fake_printer import PAPER_OUT, FakePrinter, fake_printer

KEYS = ("receipt", "reference", "kind", "side", "for", "state", "copies", "trouble", "sent")
"""In the order of the interface."""
GARDEN = ("book", "payment", "--from", "17", "--to", "1042", "--text", "Garten", "--amount", "2", "--paper", "7")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    for amount in (100, 200):
        office.pay(amount)
    return office


def printing(folder: Path, printer: FakePrinter) -> Office:
    return Office(folder, f'{RING}[printer]\ndevice = "{printer.url}"\n')


def states(office: Office) -> list[object]:
    return [row["state"] for row in office.run("receipts", "--json").rows()]


def copies(printer: FakePrinter) -> list[bool]:
    return [b"KOPIE" in job for job in printer.jobs]


def test_every_slip_has_all_keys_in_their_order_and_planned_ones_were_never_sent(office: Office) -> None:
    with office.ledger() as ledger:
        ledger.printouts.end(ledger.printouts.begin(1, 1, False), OnPaper.UNCONFIRMED, "cut_off")
    ran = office.run("receipts", "--json")
    rows = ran.rows()
    assert (ran.code, ran.err) == (0, "")
    assert {tuple(row) for row in rows} == {KEYS}
    assert [(row["receipt"], row["side"], row["for"]) for row in rows] == [
        (1, 1, "17 · K. Ö."),
        (1, 2, "1042 · E. M."),
        (2, 1, "17 · K. Ö."),
        (2, 2, "1042 · E. M."),
    ]
    assert [row["state"] for row in rows] == ["unconfirmed", "planned", "planned", "planned"]
    assert [(row["copies"], row["trouble"]) for row in rows[:2]] == [(0, "cut_off"), (0, None)]
    sent = datetime.fromisoformat(str(rows[0]["sent"]))
    assert abs((datetime.now(sent.tzinfo) - sent).total_seconds()) < 3600
    assert rows[1]["sent"] is None


def test_people_read_it_in_lay_words(office: Office) -> None:
    with office.ledger() as ledger:
        ledger.printouts.end(ledger.printouts.begin(1, 1, False), OnPaper.NOT_STARTED, "paper_out")
        ledger.printouts.end(ledger.printouts.begin(1, 2, False), OnPaper.TAKEN)
    lines = office.run("receipts").out.splitlines()
    assert lines[0].startswith("1  QK1-")
    assert lines[0].endswith("17 · K. Ö.  nicht gedruckt: Das Papier ist alle")
    assert lines[1].endswith("abgeschickt, Drucker meldet nichts")
    assert lines[2].endswith("nicht gedruckt")


def test_r20_a_booking_s_slips_are_in_it_as_the_printer_confirmed_them(tmp_path: Path) -> None:
    with fake_printer() as printer:
        office = printing(tmp_path, printer)
        assert office.run(*GARDEN).code == 0
        assert states(office) == ["printed", "printed"]
        assert office.run("receipts", "--again", "1").code == 0
    assert copies(printer) == [False, False, True, True]
    assert [row["copies"] for row in office.run("receipts", "--json").rows()] == [1, 1]


def test_r20_what_never_started_is_the_original_when_it_is_printed_again(tmp_path: Path) -> None:
    with fake_printer(states=PAPER_OUT) as printer:
        office = printing(tmp_path, printer)
        assert office.run(*GARDEN).code == 0
        assert states(office) == ["not_started", "planned"]
        ran = office.run("receipts", "--again", "1")
        assert (ran.code, ran.out) == (3, "")
        assert "Das Papier ist alle" in ran.err
        printer.behaviour.states = {1: 0x12, 2: 0x12, 4: 0x12}
        printer.jobs.clear()
        assert office.run(*GARDEN).code == 0
    assert copies(printer) == [False, False]
    assert states(office) == ["printed", "printed"]


def test_r20_staff_say_what_they_saw_and_what_is_missing_is_printed_as_a_copy(tmp_path: Path) -> None:
    with fake_printer(break_after=200) as printer:
        office = printing(tmp_path, printer)
        ran = office.run(*GARDEN)
        assert ran.code == 0
        assert "kiosk receipts --came-out 1" in ran.err
        assert states(office) == ["unconfirmed", "planned"]
        assert office.run("receipts", "--missing", "1").code == 0
        assert states(office) == ["missing", "planned"]
        assert office.run("receipts", "--missing", "1").code == 4
        printer.behaviour.break_after = None
        printer.jobs.clear()
        assert office.run("receipts", "--again", "1").code == 0
    assert copies(printer) == [True, False]
    with office.ledger() as ledger:
        answered = ledger.db.execute("SELECT staff FROM journal WHERE event = 'paper missing'").fetchone()
    assert answered == (STAFF,)


def test_slips_that_a_printer_took_which_says_nothing_can_be_looked_for_too(office: Office) -> None:
    with office.ledger() as ledger:
        for side in (1, 2):
            ledger.printouts.end(ledger.printouts.begin(2, side, False), OnPaper.TAKEN)
    assert office.run("receipts", "--came-out", "2").code == 0
    assert states(office) == ["planned", "planned", "came_out", "came_out"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--again", "x"), 2),
        (("--again", "1", "--missing", "1"), 2),
        (("--json", "--missing", "1"), 2),
        (("--again", "1"), 3),
        (("--came-out", "1"), 4),
        (("--missing", "77"), 4),
        (("--again", "77"), 4),
    ],
)
def test_what_cannot_be_done_says_why(office: Office, words: tuple[str, ...], code: int) -> None:
    ran = office.run("receipts", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)


def test_r26_nothing_is_told_without_a_pin(office: Office) -> None:
    ran = office.run("receipts", "--json", environment={"KIOSK_PIN_FILE": ""})
    assert (ran.code, ran.out) == (2, "")
