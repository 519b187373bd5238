"""Rows of text as they have to be sent to a terminal that knows no writing from right to left."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kiosk.widgets.shapes import joined
from printing.bidi import ISOLATES, numbers_whole

_TAGS = [chr(0xE0020 + at) for at in range(96)]
_HIGH, _LOW = _TAGS[:48], _TAGS[48:]
"""Letters that the algorithm passes over (class BN). Two of them number the letter before them; where they come out
in front of it, it is read from right to left."""
LETTERS_MAX = len(_HIGH) * len(_LOW)
"""Letters of a row that can be numbered: fourteen times the widest grid."""
_H, _L = f"([{_HIGH[0]}-{_HIGH[-1]}])", f"([{_LOW[0]}-{_LOW[-1]}])"
_PLACED = re.compile(f".{_H}{_L}|{_L}{_H}.", re.DOTALL)
_LAST = {"L": "l", "R": "\u05d0"}
"""Stands behind the row: it keeps the last letters' numbers with them (L1), and says no more than the end would."""
_COLUMNS = re.compile("( {2,})")
_SIDES = {"L": "L", "R": "R", "AL": "R"}
_ARROWS = {"→": "←", "←": "→", "▶": "◀", "◀": "▶", "▸": "◂", "◂": "▸"}
"""Signs that point the way one reads, although Unicode does not mirror them."""


def leftward(text: str) -> bool:
    """Whether any of its letters is written from right to left."""
    return not text.isascii() and "R" in _sides(text)


def mostly_leftward(text: str) -> bool:
    """Whether more of its letters are written from right to left than from left to right."""
    sides = "" if text.isascii() else "".join(_sides(text))
    return sides.count("R") > sides.count("L")


def visual(text: str, *, page: bool = False, foreign: bool = False) -> str:
    """One row, wrapped before and in the order in which it is read, as its letters stand from left to right.

    `page`: it is of a page that is read from right to left, and so is the row, unless all its letters are of the
    other kind. In a row of another page, or of a `foreign` text, the more frequent kind decides. Two blanks part
    columns, which follow each other the way of the page. Letters take the forms in which they join their neighbours,
    brackets and arrows point the way the row is read (UAX #9, L4). Marks of letters written from right to left go:
    they spell what readers know, and foot 1.21 draws some of them in their letter's place. The row takes as many
    cells as before, or fewer where two letters are written as one (lam and alef). Raises ValueError for more than
    `LETTERS_MAX` letters.
    """
    if page and "  " in text and not _is_drawing(text):
        columns = (_visual(column, page, foreign) for column in _COLUMNS.split(text))
        return "".join(reversed(list(columns)))
    return _visual(text, page, foreign)


def _visual(text: str, page: bool, foreign: bool) -> str:
    if leftward(text):
        return _ordered(text, "R" if (page and not foreign) or mostly_leftward(text) else "L")
    figures = page and not any(_sides(text)) and not _is_drawing(text)
    return _ordered(text, "R") if figures else text


def _sides(text: str) -> Iterator[str]:
    """L or R for each letter that has a direction of its own."""
    return (_SIDES[kind] for kind in map(unicodedata.bidirectional, text) if kind in _SIDES)


def _is_drawing(text: str) -> bool:
    """Whether it has neither letters nor digits."""
    return not any(map(str.isdecimal, text)) and not any(_sides(text))


def _ordered(text: str, towards: str) -> str:
    from bidi import get_display

    pieces = _pieces(joined(numbers_whole(text)))
    if len(pieces) > LETTERS_MAX:
        raise ValueError(f"a row of {len(pieces)} letters; at most {LETTERS_MAX} can be put in order")
    numbered = ((piece, _HIGH[at // 48] + _LOW[at % 48]) for at, piece in enumerate(pieces))
    row = "".join(piece if piece in ISOLATES else piece[0] + number for piece, number in numbered)
    return "".join(_placed(pieces, get_display(row + _LAST[towards], base_dir=towards)))


def _placed(pieces: list[str], display: str) -> Iterator[str]:
    for high, low, low_turned, high_turned in _PLACED.findall(display):
        piece = pieces[48 * _HIGH.index(high or high_turned) + _LOW.index(low or low_turned)]
        yield piece if high else _mirrors().get(piece[0], piece[0]) + piece[1:]


@cache
def _mirrors() -> dict[str, str]:
    from bidi.mirror import MIRRORED

    return {**MIRRORED, **_ARROWS}


def _pieces(text: str) -> list[str]:
    """Each letter with the marks above and below it, which those written from right to left lose."""
    pieces: list[str] = []
    for letter in text:
        if not pieces or unicodedata.category(letter)[0] != "M":
            pieces.append(letter)
        elif not leftward(pieces[-1]):
            pieces[-1] += letter
    return pieces
