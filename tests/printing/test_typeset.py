"""Whatever letter somebody writes, a page can be set with it: PDF/UA refuses a page with a letter that no font has."""

import unicodedata

import pytest

from printing.errors import CodeRefused
from printing.sheet_code import LEAST_MM, LEAST_MODULE_MM, MOST_MM, sheet_code
from printing.typeset import pdf
from tests.pdf_checks import assert_ua1

STRANGE = ("1️⃣ und 👨‍👩‍👧 und 🇩🇪", "✅❎❓❔❕", "\ufe0fvorne", "\u0301allein", "日本語 한국어 हिन्दी ไทย", "Z̷̡̛̹̤͙̯̞a̶͖̓")


def page(texts: list[str]) -> bytes:
    """A page of the newspaper's template with one entry for each text."""
    entry: dict[str, object] = {
        "key": None,
        "running": None,
        "fresh": False,
        "mark": None,
        "text": [],
        "facts": [],
        "code": None,
    }
    blocks: list[dict[str, object]] = [
        {"kind": "section", "key": None, "running": "Alles", "fresh": False, "title": "Alles"},
        {"kind": "group", "key": None, "running": None, "fresh": False, "title": "Alles"},
        *({"kind": "entry", **entry, "title": text} for text in texts),
    ]
    head = {"title": "Blatt", "masthead": "Blatt", "date": "2026-11-24", "lang": "de", "format": "a4", "page": "Seite"}
    return pdf("newspaper", {**head, "blocks": blocks})


@pytest.mark.parametrize("text", STRANGE)
def test_no_letter_refuses_a_page(text: str) -> None:
    assert_ua1(page([text]))


def test_every_letter_of_unicode_that_a_text_may_hold_can_be_set() -> None:
    letters = [chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code))[0] in "LMNPSZ"]
    assert len(letters) > 100_000
    assert page(["a" + "".join(letters[at : at + 500]) for at in range(0, len(letters), 4000)])
    sparse = [letter for letter in letters if ord(letter) < 0x2000 or 0x2000 <= ord(letter) < 0x3000]
    assert page([" ".join(f"a{letter}" for letter in sparse[at : at + 200]) for at in range(0, len(sparse), 200)])


@pytest.mark.parametrize("letters", [5, 60, 150, 300])
def test_a_code_is_large_enough_for_its_modules_and_no_larger_than_beside_a_text(letters: int) -> None:
    code = sheet_code("https://example.org/" + "a" * letters)
    modules = int(code.svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    assert LEAST_MM <= code.mm <= MOST_MM
    assert code.mm / modules >= LEAST_MODULE_MM


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/ä", "https://example.org/" + "a" * 900])
def test_what_cannot_be_read_from_paper_is_no_code(url: str) -> None:
    with pytest.raises(CodeRefused):
        sheet_code(url)
