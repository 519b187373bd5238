"""Blocks become the lines of one strip of paper: pure, and the same for the printer and for the screen."""

from collections.abc import Iterator
from enum import Enum
from math import ceil

import msgspec

from printing.payloads import content
from printing.profile import Profile
from printing.qr import QUIET, Matrix, matrix
from printing.rows import Hand, line, on_one_row, rows
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small

CODE_MM = 25
"""Least edge of a code without its quiet zone (A36)."""
MODULE_DOTS = 6
"""Wanted dots a module: five to six are read in nearly all cases, four on good paper only, fewer not at all."""
MODULE_LEAST = 4
"""Fewest dots a module (Denso Wave, at 8 dots/mm); a larger code than fits is not printed."""
HALF, FULL = 16, 36
"""White in dots: 2 mm inside a thought, 4.5 mm between two."""
RULE_DOTS, BAND_DOTS = 3, 8
"""Black in dots: a rule that shows on worn heads too, and what makes a band of the masthead's row."""


class Size(Enum):
    """How often a letter of font A (12 x 24 dots) is doubled: across, down."""

    SMALL = (1, 1)
    """1.5 x 3 mm: the footer alone."""
    TALL = (1, 2)
    """1.5 x 6 mm, always bold: running text."""
    LARGE = (2, 2)
    """3 x 6 mm, about 17 points: what must be read at arm's length (A36)."""


class Text(msgspec.Struct, frozen=True):
    """One row of letters; at most the paper's columns divided by the size's width."""

    text: str
    size: Size
    bold: bool = True
    centred: bool = False
    reverse: bool = False
    """White on black, over the whole width."""


class Drawn(msgspec.Struct, frozen=True):
    """One row that the printer's own letters cannot write: sent as dots, in the same size."""

    text: str
    """In the order of reading; every letter of it is in a shipped font."""
    size: Size
    bold: bool = True
    centred: bool = False
    reverse: bool = False
    """White on black, over the whole width."""
    rtl: bool = False
    """A row of a paragraph that is read from right to left: it stands at the right edge."""


class Bar(msgspec.Struct, frozen=True):
    """Black across the paper, in dots."""

    dots: int


class Code(msgspec.Struct, frozen=True):
    """A QR code, centred; `dots` is the edge of one module."""

    modules: Matrix
    dots: int
    content: str
    """What it says, for printers that draw codes themselves."""


class Feed(msgspec.Struct, frozen=True):
    """White paper, in dots."""

    dots: int


Line = Text | Drawn | Bar | Code | Feed


class Strip(msgspec.Struct, frozen=True):
    """A slip laid out for one paper."""

    lines: tuple[Line, ...]
    columns: int
    """Letters of single width in a row."""
    codes_left_out: int = 0
    """Codes too large for the paper; their address stands there in words instead."""


def layout(slip: Slip, profile: Profile) -> Strip:
    """The lines of a slip on the profile's paper. Every letter of every block reaches a line; none is wider."""
    lines: list[Line] = []
    left_out = 0
    for block in slip.blocks:
        if isinstance(block, QR):
            made = _code(block, profile)
            left_out += not any(isinstance(part, Code) for part in made)
        else:
            made = list(_rows(block, profile))
        lines.extend(made)
    return Strip(tuple(lines), profile.columns, left_out)


def module_dots(modules: int, profile: Profile) -> int:
    """Dots a module for a code of so many modules across, quiet zone included; 0 when the paper is too narrow."""
    least_mm = ceil(CODE_MM * profile.dpi / 25.4 / (modules - 2 * QUIET))
    dots = min(max(MODULE_DOTS, least_mm), profile.dots // modules)
    return dots if dots >= MODULE_LEAST else 0


def _rows(block: Block, profile: Profile) -> Iterator[Line]:
    match block:
        case Masthead(text):
            yield from _masthead(text, profile)
        case Heading(text):
            yield from _text(text, Size.LARGE, profile)
            yield Feed(HALF)
        case Fact(label, value):
            yield from _text(label, Size.TALL, profile)
            yield from _text(value, Size.LARGE, profile)
            yield Feed(HALF)
        case Paragraph(text):
            yield from _text(text, Size.TALL, profile)
            yield Feed(HALF)
        case Small(text):
            yield from _text(text, Size.SMALL, profile, bold=False)
        case Rule():
            yield from (Feed(HALF), Bar(RULE_DOTS), Feed(FULL))
        case Gap():
            yield Feed(FULL)


def _masthead(text: str, profile: Profile) -> Iterator[Line]:
    """The largest letters that hold it on one row, else as many rows of tall ones as it takes."""
    words = line(" ".join(text.split()), profile)
    size = Size.LARGE if on_one_row(words, Hand(profile, Size.LARGE.value)) else Size.TALL
    hand = Hand(profile, size.value)
    if words:
        yield Bar(BAND_DOTS)
        for row in rows(words, hand):
            if row.drawn:
                yield Drawn(row.text, size, centred=True, reverse=True, rtl=row.rtl)
            else:
                yield Text(row.text.center(hand.columns), size, reverse=True)
        yield from (Bar(BAND_DOTS), Feed(FULL))


def _text(text: str, size: Size, profile: Profile, *, bold: bool = True, centred: bool = False) -> Iterator[Line]:
    """Rows of a text; a blank line becomes half a gap, a line that starts with a dash hangs by two letters."""
    for part in text.split("\n"):
        words = line(part, profile)
        if not words:
            yield Feed(HALF)
            continue
        for row in rows(words, Hand(profile, size.value, bold)):
            if row.drawn:
                yield Drawn(row.text, size, bold, centred, rtl=row.rtl)
            else:
                yield Text(row.text, size, bold, centred)


def _code(block: QR, profile: Profile) -> list[Line]:
    """The code with its caption, or what it says in words where the code does not fit."""
    modules = matrix(block.payload)
    dots = module_dots(len(modules), profile)
    if dots:
        caption = list(_text(block.caption, Size.TALL, profile, centred=True)) if block.caption else []
        return [Feed(HALF), Code(modules, dots, content(block.payload)), *caption, Feed(HALF)]
    words = list(_text(block.in_words, Size.TALL, profile)) if block.in_words else []
    return [Feed(HALF), *words, Feed(HALF)] if words else []
