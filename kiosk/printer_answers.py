"""The guided test print, pure: what is asked about the slip, and what the answers say about the printer."""

from collections.abc import Iterable, Mapping

import msgspec

from kiosk.words import Words
from printing.profile import LETTER_DOTS
from printing.test_sheet import BARS, CODES, LETTERS, ROWS

SLIP, NONE = "slip", "none"
"""The answers that there is something to look at, and that nothing of it can be seen."""
WITHOUT_EURO = {"A": ("cp850", 19), "C": ("cp850", 2), "D": ("cp437", 0)}
"""Lines whose umlauts are right, whatever stands in the place of the euro sign: code page and number."""
PAPER = {384: (58, 203), 512: (80, 180), 576: (80, 203)}
"""Dots across the paper → its width in mm, dots an inch."""
SLOW = "serial://"
"""How the devices begin for which a code of a tenth of the bytes is worth having."""

Answers = Mapping[str, str]


class Answer(msgspec.Struct, frozen=True):
    """One of the answers to a question."""

    key: str
    label: str


class Question(msgspec.Struct, frozen=True):
    """One page of the test, or one line on a terminal."""

    key: str
    text: str
    short: str
    """The same for small grids."""
    answers: tuple[Answer, ...]


def next_question(words: Words, answers: Answers) -> Question | None:
    """What is to be asked after these answers; None at the end, and where there is nothing to look at."""
    if answers.get("out", SLIP) != SLIP:
        return None
    left = (one for one in questions(words) if one.key not in answers)
    return next((one for one in left if one.key != "umlauts" or answers["letters"] == NONE), None)


def questions(words: Words) -> list[Question]:
    """All of them, in their order; that for umlauts alone is asked only where no line has the euro sign too."""
    _ = words.say
    lines, bars = _("Line {mark}"), _("Bar {mark}")
    wholly = [mark for mark, letters in LETTERS.items() if letters.codec != "cp437"]
    return [
        Question("out", _("What came out of the printer?"), _("What came out?"), _of_paper(words)),
        Question("letters", _("Which line shows ä ö ü ß €?"), _("With ä ö ü ß €?"), _of(words, lines, wholly)),
        Question("umlauts", _("Which line shows ä ö ü ß?"), _("With ä ö ü ß?"), _of(words, lines, WITHOUT_EURO)),
        Question("rows", _("Which is the longest row in one line?"), _("The longest row?"), _of(words, lines, ROWS)),
        Question("codes", _("Which square patterns do you see?"), _("Which patterns?"), _of_codes(words)),
        Question("bars", _("Which is the longest bar with thick ends?"), _("The longest bar?"), _of(words, bars, BARS)),
        Question("cut", _("Was the paper cut at the end?"), _("Was it cut?"), _of_cut(words)),
    ]  # fmt: skip


def learned(answers: Answers, device: str) -> dict[str, object]:
    """The settings that the answers make, as `[printer]` calls them; what was not answered is left out."""
    values: dict[str, object] = {}
    dots = BARS.get(answers.get("bars", ""))
    if dots:
        values["dots"] = dots
        values["paper_mm"], values["dpi"] = PAPER[dots]
    columns = ROWS.get(answers.get("rows", ""))
    if columns:
        values["columns"] = min(columns, dots // LETTER_DOTS) if dots else columns
    if "letters" in answers:
        values["code_page"], values["code_page_number"] = _page(answers)
    if "codes" in answers:
        values["native_qr"] = answers["codes"] == "native" or (answers["codes"] == "both" and device.startswith(SLOW))
    if "cut" in answers:
        values["cutter"] = answers["cut"] == "yes"
    return values


def advice(words: Words, answers: Answers) -> list[str]:
    """What to try where there is nothing to look at."""
    _ = words.say
    match answers.get("out"):
        case "nothing":
            return [
                _("Is the printer switched on, and is every plug in?"),
                _("Is there paper, and is the cover closed?"),
                _("Is it the right device? kiosk printers names all that are plugged in."),
            ]
        case "blank":
            return [
                _("The roll probably lies the wrong way round: only one side of the paper can become black."),
                _("Turn the roll and print again."),
            ]
        case "signs":
            return [
                _("On a serial line the speed is probably wrong: try baud=9600, 19200, 38400 or 115200."),
                _("Otherwise this printer speaks another language. Is it switched to ESC/POS?"),
            ]
    return []


def _page(answers: Answers) -> tuple[str, int]:
    """Where no line is right, only what every printer has is printed as letters; all else is drawn."""
    found = LETTERS.get(answers["letters"])
    return (found.codec, found.page) if found else WITHOUT_EURO.get(answers.get("umlauts", ""), ("ascii", 0))


def _of(words: Words, label: str, marks: Iterable[str]) -> tuple[Answer, ...]:
    return (*(Answer(mark, label.format(mark=mark)) for mark in marks), Answer(NONE, words.say("None of them")))


def _of_paper(words: Words) -> tuple[Answer, ...]:
    _ = words.say
    return (
        Answer(SLIP, _("A slip with letters")),
        Answer("nothing", _("Nothing at all")),
        Answer("blank", _("Paper without letters")),
        Answer("signs", _("Only strange signs")),
    )


def _of_codes(words: Words) -> tuple[Answer, ...]:
    _ = words.say
    native, drawn = CODES
    return (
        Answer("both", _("{one} and {two}").format(one=native, two=drawn)),
        Answer("drawn", _("Only {one}").format(one=drawn)),
        Answer("native", _("Only {one}").format(one=native)),
        Answer(NONE, _("None of them")),
    )


def _of_cut(words: Words) -> tuple[Answer, ...]:
    return Answer("yes", words.say("Yes, cut")), Answer("no", words.say("No, not cut"))
