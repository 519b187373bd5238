"""Which pages share a side of paper, so that folded sheets stapled through the back read in order."""

import msgspec

PAGES_A_SHEET = 4


class Side(msgspec.Struct, frozen=True):
    """One side of a sheet: the numbers of its two pages, from 1."""

    left: int
    right: int


def filled(pages: int) -> int:
    """How many pages a booklet has that holds so many: the next multiple of 4."""
    return -(-pages // PAGES_A_SHEET) * PAGES_A_SHEET


def sides(pages: int) -> list[Side]:
    """Front and back of each sheet, the outermost first; turned over the short edge. `pages` is a multiple of 4."""
    assert pages % PAGES_A_SHEET == 0, pages
    both = []
    for first in range(1, pages // 2, 2):
        last = pages + 1 - first
        both += [Side(last, first), Side(first + 1, last - 1)]
    return both
