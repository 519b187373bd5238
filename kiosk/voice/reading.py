"""How written words are read: telephone numbers, times, ranges, prices and dates, in each language."""

import re

from kiosk.voice.german import german
from kiosk.voice.signs import without_signs

TO = {"de": "bis", "en": "to", "tr": "ile", "ru": "до", "uk": "до", "ar": "إلى", "pl": "do"}
"""The dash between two numbers; voices leave it out."""
MINUS = {"de": "minus", "en": "minus", "tr": "eksi", "ru": "минус", "uk": "мінус", "ar": "ناقص", "pl": "minus"}
EURO = {"ru": "евро", "uk": "євро", "pl": "euro"}
"""Where espeak-ng leaves out the sign."""
TELEPHONE_LEAST = 6
"""Digits from which on a number that begins with 0 or + is a telephone number: postal codes have five."""

_PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-"})
_TELEPHONE = re.compile(r"(?<![\w.,:/-])\+?\(?0?\d[\d /()-]{4,}\d(?![\w:]|[.,]\d)")
_REFERENCE = re.compile(r"\b[A-Z0-9]{2,6}-(?=[A-Z0-9]*\d)[A-Z0-9]{6}\b")
_RANGE = re.compile(r"(?<=\d) ?– ?(?=\d)|(?<=\d Uhr) ?– ?(?=\d)|(?<=\w)–(?=\w)")
_MINUS = re.compile(r"−(?=\d)")
_EURO = re.compile(r"(?<=\d) ?€")


def spoken(text: str, language: str) -> str:
    """The text as a voice of this language has to get it; `language` is a code of `kiosk.words.LANGUAGES`."""
    base = language.partition("@")[0]
    text = _TELEPHONE.sub(_digits, text.translate(_PLAIN))
    text = _REFERENCE.sub(lambda found: _letters(found[0]), text)
    text = _RANGE.sub(f" {TO[base]} ", text)
    text = _MINUS.sub(f"{MINUS[base]} ", text)
    if base in EURO:
        text = _EURO.sub(f" {EURO[base]}", text)
    if base == "de":
        text = german(text)
    return without_signs(text)


def _digits(found: re.Match[str]) -> str:
    """A telephone number digit by digit, with a pause between its groups; other numbers as they are."""
    number = found[0]
    if not number.startswith(("0", "+", "(0")) or sum(letter.isdigit() for letter in number) < TELEPHONE_LEAST:
        return number
    groups = re.findall(r"\+?\d+", number)
    return ", ".join(" ".join(group) for group in groups)


def _letters(reference: str) -> str:
    """`QK1-7F3K9Q` letter by letter, with a pause at its hyphen."""
    return ", ".join(" ".join(part) for part in reference.split("-"))
