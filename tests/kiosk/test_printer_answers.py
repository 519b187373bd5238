"""What is asked about the test print, and what the answers make of the printer."""

import itertools

import msgspec
import pytest

from kiosk.papers.test_slip import slip_of_test
from kiosk.press import profile_of
from kiosk.printer_answers import NONE, WITHOUT_EURO, advice, learned, next_question, questions
from kiosk.printer_settings import PrinterSettings
from kiosk.words import LANGUAGES, Words
from printing.test_sheet import BARS, LETTERS, ROWS

WORDS = Words("de")
TCP = "tcp://192.168.1.50"
GOOD = {"out": "slip", "letters": "A", "rows": "H", "codes": "drawn", "bars": "T", "cut": "yes"}


def test_the_questions_come_in_their_order_and_end() -> None:
    answers: dict[str, str] = {}
    while question := next_question(WORDS, answers):
        answers[question.key] = GOOD[question.key]
    assert list(answers) == list(GOOD)


def test_umlauts_alone_are_asked_for_only_where_no_line_has_the_euro_too() -> None:
    question = next_question(WORDS, {"out": "slip", "letters": NONE})
    assert question is not None
    assert question.key == "umlauts"


@pytest.mark.parametrize("out", ["nothing", "blank", "signs"])
def test_where_there_is_nothing_to_look_at_it_is_said_what_to_try(out: str) -> None:
    assert next_question(WORDS, {"out": out}) is None
    assert advice(WORDS, {"out": out})
    assert not advice(WORDS, GOOD)


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ({}, {"paper_mm": 80, "dots": 576, "dpi": 203, "columns": 48}),
        ({"bars": "S", "rows": "G"}, {"paper_mm": 80, "dots": 512, "dpi": 180, "columns": 42}),
        ({"bars": "R", "rows": "F"}, {"paper_mm": 58, "dots": 384, "dpi": 203, "columns": 32}),
        ({"bars": "R", "rows": "H"}, {"dots": 384, "columns": 32}),
        ({"letters": "A"}, {"code_page": "cp858", "code_page_number": 19}),
        ({"letters": "B"}, {"code_page": "cp1252", "code_page_number": 16}),
        ({"letters": "C"}, {"code_page": "cp858", "code_page_number": 2}),
        ({"letters": NONE, "umlauts": "A"}, {"code_page": "cp850", "code_page_number": 19}),
        ({"letters": NONE, "umlauts": "D"}, {"code_page": "cp437", "code_page_number": 0}),
        ({"letters": NONE, "umlauts": NONE}, {"code_page": "ascii", "code_page_number": 0}),
        ({"codes": "native"}, {"native_qr": True}),
        ({"codes": "both"}, {"native_qr": False}),
        ({"codes": NONE}, {"native_qr": False}),
        ({"cut": "no"}, {"cutter": False}),
    ],
)
def test_an_answer_makes_the_settings(changes: dict[str, str], values: dict[str, object]) -> None:
    assert values.items() <= learned({**GOOD, **changes}, TCP).items()


def test_on_a_slow_line_the_printers_own_codes_are_worth_having() -> None:
    both = {**GOOD, "codes": "both"}
    assert learned(both, "serial:///dev/ttyUSB0")["native_qr"] is True
    assert learned(both, "usb://04b8:0202")["native_qr"] is False


def test_bars_and_rows_that_nobody_sees_decide_nothing() -> None:
    values = learned({**GOOD, "bars": NONE, "rows": NONE}, TCP)
    assert not {"paper_mm", "dots", "dpi", "columns"} & set(values)


def test_whatever_is_answered_makes_settings_that_the_program_takes() -> None:
    choices = [[(one.key, answer.key) for answer in one.answers] for one in questions(WORDS) if one.key != "out"]
    for chosen in itertools.product(*choices):
        values = learned(dict(chosen), TCP)
        settings = msgspec.convert({"device": TCP, **values}, PrinterSettings)
        profile = profile_of(settings)
        assert profile.columns * 12 <= profile.dots or "columns" not in values or "dots" not in values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_that_is_asked_for_is_on_the_slip_and_fits_its_paper(language: str) -> None:
    words = Words(language)
    asked = {answer.key for one in questions(words) for answer in one.answers}
    assert {*ROWS, *BARS, *WITHOUT_EURO, *(mark for mark in LETTERS if mark != "D")} <= asked
    slip = slip_of_test(words)
    assert all(len(text) <= 32 for text in (slip.letters, slip.rows, slip.codes, slip.bars))
    assert all(len(question.short) <= 28 and len(question.text) <= 60 for question in questions(words))
