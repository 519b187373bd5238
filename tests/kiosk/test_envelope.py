"""The sheet for the envelope: all words, in order, whole on every paper, and the same bytes from the same words."""

import re

import pytest

from kiosk.papers.envelope import envelope_pdf, envelope_slip
from kiosk.press import preview_text
from kiosk.settings import PrinterSettings
from sync.backup.words import word_list, words_of
from sync.replica import Replica
from tests.kiosk.pages import LANGUAGES, house_of
from tests.pdf_checks import A4, assert_large, assert_ua1, pages_of, sizes_mm
from tests.sync.clocks import TUESDAY, FakeClock

WORDS = words_of(bytes(range(16)))
LONGEST = tuple(sorted(word_list(), key=len)[-16:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("words", [WORDS, LONGEST], ids=["usual", "longest"])
def test_r38_every_word_stands_whole_and_in_its_place_on_the_roll(
    replicas: dict[str, Replica], words: tuple[str, ...], paper_mm: int, language: str
) -> None:
    house = house_of(replicas["demo"], FakeClock(TUESDAY), language)
    text = preview_text(envelope_slip(house, words), PrinterSettings(paper_mm=paper_mm))
    assert re.findall(r"^(\d{1,2})\. ([a-z]+)$", text, re.MULTILINE) == [
        (str(place), word) for place, word in enumerate(words, 1)
    ]


@pytest.mark.parametrize("words", [WORDS, LONGEST], ids=["usual", "longest"])
def test_r38_every_word_stands_on_one_sheet_of_a4(replicas: dict[str, Replica], words: tuple[str, ...]) -> None:
    house = house_of(replicas["demo"], FakeClock(TUESDAY))
    made = envelope_pdf(house, words)
    assert made == envelope_pdf(house, words)
    assert_ua1(made, "Wörter zum Wiederherstellen")
    assert_large(made)
    assert sizes_mm(made) == {A4}
    [text] = pages_of(made)
    assert re.findall(r"(\d{1,2})\. ([a-z]+)\b", text) == [(str(at), word) for at, word in enumerate(words, 1)]
    assert "24. November 2026" in text
