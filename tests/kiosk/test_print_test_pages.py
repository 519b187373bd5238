"""The guided test print on the staff's desk: from the slip to a profile that counts from the next start on."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.printer_settings import PrinterSettings
from kiosk.screens.page import Page
from kiosk.screens.staff.print_test import PrintTestPage, QuestionPage
from kiosk.screens.steps import Back, Open, PrintSlips, Stay, Step, Swap
from kiosk.settings import Settings, load
from kiosk.words import Words
from printing.test_sheet import TestSheet
from sync.replica import Replica
from tests.kiosk.page_rules import (
    back_and_start_stay,
    buttons_are_apart,
    buttons_are_large,
    inside,
    labels_fit,
    nothing_overlaps,
    texts_fit,
)
from tests.kiosk.pages import GRIDS, LANGUAGES, turned
from tests.kiosk.settings_file import CENTRE, PORTAL, write
from tests.kiosk.staff_house import PIN, office
from tests.kiosk.test_clarify_pages import words as words_of

NORMAL = Frame(60, 20)
DEVICE = "tcp://192.168.1.50:9100"
ANSWERS = ("slip", "none", "A", "F", "both", "R", "no")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    settings = Settings(printer=PrinterSettings(device=DEVICE))
    with office(tmp_path, replicas["demo"], settings=settings) as (house, desk):
        desk.sign_in(PIN)
        house.printer = True
        yield house


def questions(house: House, *answers: str) -> tuple[QuestionPage, Step]:
    """A page of questions after these answers, and what the last of them led to."""
    page = QuestionPage()
    step: Step = Stay()
    for answer in answers:
        step = page.act(house, NORMAL, f"pick:{answer}")
    return page, step


def every_page(house: House) -> Iterator[Page]:
    yield PrintTestPage()
    told = PrintTestPage()
    told.tell("1 Zettel ist gedruckt.", again=False)
    yield told
    for count in range(len(ANSWERS)):
        yield questions(house, *ANSWERS[:count])[0]
    for answers in (ANSWERS, ("nothing",), ("blank",), ("signs",)):
        _, step = questions(house, *answers)
        assert isinstance(step, Swap)
        yield step.page
    house.printer = False
    yield PrintTestPage()
    house.printer = True


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_the_pages_keep_the_rules_of_all_pages(house: House, grid: tuple[int, int]) -> None:
    for language in LANGUAGES:
        house.words = Words(language)
        for page in every_page(house):
            for one in turned(page, house, Frame(*grid)):
                for rule in (
                    texts_fit,
                    labels_fit,
                    nothing_overlaps,
                    buttons_are_apart,
                    buttons_are_large,
                    back_and_start_stay,
                ):
                    rule(one)
                assert all(inside(button.rect, one) for button in one.view.buttons)
                picks = [button for button in one.view.buttons if button.action.startswith("pick:")]
                assert len(picks) <= (5 if grid == (28, 8) else 7), str(one)


def test_the_slip_is_printed_and_then_the_questions_can_be_answered_whatever_the_printer_says(house: House) -> None:
    page = PrintTestPage()
    step = page.act(house, NORMAL, "print")
    assert isinstance(step, PrintSlips)
    assert isinstance(step.slips[0], TestSheet)
    assert page.waits_for == step.key
    assert [deed.action for deed in page.deeds(house)] == ["print"]
    page.tell("Es wurde nichts gedruckt. Das Papier ist zu Ende.", again=True)
    assert "Das Papier ist zu Ende." in words_of(page.view(house, NORMAL))
    step = page.act(house, NORMAL, "answer")
    assert isinstance(step, Open)
    assert isinstance(step.page, QuestionPage)


def test_the_answers_are_stored_and_make_the_profile_at_the_next_start(house: House, tmp_path: Path) -> None:
    _, step = questions(house, *ANSWERS)
    assert isinstance(step, Swap)
    told = words_of(step.page.view(house, Frame(100, 40)))
    for part in ("Gespeichert.", "nächste Mal startet", "paper_mm = 58", 'code_page = "cp850"', "cutter = false"):
        assert part in told
    assert house.desk is not None
    path = house.desk.folder / "printer.toml"
    text = f'{CENTRE}{PORTAL}[printer]\ndevice = "{DEVICE}"\n'
    printer = load(write(tmp_path, text), tmp_path / "secrets", path).printer
    assert msgspec.structs.replace(printer, dpi=None) == PrinterSettings(
        device=DEVICE, paper_mm=58, dots=384, columns=32, cutter=False, code_page="cp850", code_page_number=19,
        native_qr=False,
    )  # fmt: skip


def test_back_leads_to_the_question_before(house: House) -> None:
    page, _ = questions(house, "slip", "A")
    assert "Reihe" in words_of(page.view(house, NORMAL))
    assert page.act(house, NORMAL, "back") == Stay()
    assert "€" in words_of(page.view(house, NORMAL))
    page.act(house, NORMAL, "back")
    assert page.act(house, NORMAL, "back") == Back()


def test_where_nothing_came_out_nothing_is_stored_and_it_is_said_what_to_try(house: House) -> None:
    _, step = questions(house, "nothing")
    assert isinstance(step, Swap)
    assert "kiosk printers" in words_of(step.page.view(house, Frame(100, 40)))
    assert house.desk is not None
    assert not (house.desk.folder / "printer.toml").exists()


def test_r15_a_folder_that_takes_nothing_is_told_with_the_lines_to_write(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    _, step = questions(house, *ANSWERS)
    assert isinstance(step, Swap)
    told = words_of(step.page.view(house, Frame(100, 40)))
    assert "Nicht gespeichert" in told
    assert "columns = 32" in told


def test_without_a_printer_it_is_said_how_to_find_one(house: House) -> None:
    house.printer = False
    page = PrintTestPage()
    assert page.deeds(house) == []
    assert "kiosk printers" in words_of(page.view(house, NORMAL))
