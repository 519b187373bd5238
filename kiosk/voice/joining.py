"""Rows that were wrapped become sentences again, so that no pause falls into the middle of one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

_BEGINS = re.compile(r"\s|\d{1,2}:\d\d  |[^\W\d]\w*(?: \w+)?: ")
"""How a row of its own begins: in a column, with its hour, or with a label."""
_BREAKS = "-/–—"
_ENDS = ",;!?"


def paragraphs(rows: Sequence[str], width: int) -> list[range]:
    """Which rows belong together: each range was one paragraph wrapped at `width` cells."""
    starts = [at for at in range(len(rows)) if at == 0 or not continues(rows, at, width)]
    return [range(start, end) for start, end in pairwise((*starts, len(rows)))]


def continues(rows: Sequence[str], at: int, width: int) -> bool:
    """Whether a row only begins because the one before was full: `wrap` puts as many words into a row as fit."""
    before, after = rows[at - 1], rows[at]
    if not before or not after or before.endswith("…") or _BEGINS.match(after):
        return False
    return _cut(before, after, width) or cell_len(before) + 1 + _first_word(rows, at, width) > width


def _first_word(rows: Sequence[str], at: int, width: int) -> int:
    """Cells of the word that begins a row, with its pieces in the rows below."""
    cells = cell_len(rows[at].split(" ", 1)[0])
    for before, after in pairwise(rows[at:]):
        if not _cut(before, after, width):
            break
        cells += cell_len(after.split(" ", 1)[0])
    return cells


def flowing(rows: Sequence[str], width: int) -> str:
    """One paragraph without its line ends; words that were cut are whole again."""
    text = rows[0]
    for before, after in pairwise(rows):
        text += after if _cut(before, after, width) else f" {after}"
    return text


def _cut(before: str, after: str, width: int) -> bool:
    """Whether one word was cut between the rows, because it is longer than a row.

    Such a word begins its row, and is cut behind a mark of its own or where the row is full. A whole word that
    happens to fill its row looks alike; only what goes on in capitals or after a comma is told from it.
    """
    if not before or not after or " " in before:
        return False
    if before[-1] in _BREAKS and (after[0].isalnum() or after[0] == "_"):
        return cell_len(before) + cell_len(after.split(" ", 1)[0]) > width
    if cell_len(before) + cell_len(after[0]) <= width or before[-1] in _ENDS:
        return False
    return not after[0].isupper() or any(mark in before for mark in "/.@")
