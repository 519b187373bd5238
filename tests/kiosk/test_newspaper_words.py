"""Words of the newspaper that fit no line: broken where a dictionary says so, else cut, never over an edge."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from sync.records import Kind
from tests.kiosk.press_room import ad, press_room
from tests.pdf_checks import MM, pages_of

LEANED = ("w" * 25, "W" * 30, "w" * 59, "A" * 40, "Haaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaallo", "ß" * 55)
ALIEN = ("Превысокомногорассмотрительствующий", "Ηλεκτροεγκεφαλογραφημάτων" * 2, "ქართულიკონსტიტუციონალიზაცია")
SIGNS = ("-" * 90, "_" * 90, "=" * 90, "a.b.c." * 20, "https://example.org/" + "x" * 120)
LAW = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.mark.parametrize("booklet", [False, True])
def test_no_word_runs_over_the_edge_of_its_page(tmp_path: Path, booklet: bool) -> None:
    words = (*LEANED, *ALIEN, *SIGNS, LAW)
    items = [
        ad(number, Kind.NOTICE, title=word, text=f"Ein {word} da", place=word, contact=word, categories=(word,))
        for number, word in enumerate(words)
    ]
    with press_room(tmp_path, items) as room:
        pdf = room.newspaper(booklet=booklet).pdf
    left, right = (12, 136.5) if booklet else (15, 195)
    over = {letter for x, end, letter in _letters(pdf, 148.5 if booklet else 210) if x < left or end > right}
    assert not over


@pytest.mark.parametrize("around", ["{}:", "„{}“", "({}).", "{}-Stelle"])
def test_a_long_word_is_hyphenated_whatever_stands_around_it(tmp_path: Path, around: str) -> None:
    told = around.format("Straßenverkehrsordnungswidrigkeitenverfahren")
    with press_room(tmp_path, [ad(1, Kind.NOTICE, title=told, text=f"Hier {told} und hier {told}")]) as room:
        page = " ".join(pages_of(room.newspaper().pdf)).replace("\u200b", "")
    assert page.count(told.replace("-Stelle", "")) == 3


def _letters(pdf: bytes, width: float) -> Iterator[tuple[float, float, str]]:
    """Left and right of each letter on its page of this width, millimetres."""
    for sheet in pypdfium2.PdfDocument(pdf):
        texts = sheet.get_textpage()
        for at in range(texts.count_chars()):
            left, _, right, _ = (edge * MM for edge in texts.get_charbox(at))
            letter = texts.get_text_range(at, 1)
            if right > left and letter.strip():
                yield left % width, left % width + right - left, letter


@pytest.mark.parametrize("booklet", [False, True])
@pytest.mark.parametrize("word", ["a" * 900, "https://example.org/" + "a" * 900, "o" * 900])
def test_a_text_without_blanks_fills_its_lines_and_stays_above_the_foot(
    tmp_path: Path, booklet: bool, word: str
) -> None:
    with press_room(tmp_path, [ad(1, Kind.NOTICE, text=word)]) as room:
        pdf = room.newspaper(booklet=booklet).pdf
    for sheet in pypdfium2.PdfDocument(pdf):
        foot = sheet.get_textpage().get_text_bounded(bottom=0, top=16 / MM)
        assert re.sub(r"Seite|\d|\s", "", foot) == ""
