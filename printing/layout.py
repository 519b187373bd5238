"""Blocks become the lines of one strip of paper: pure, and the same for the printer and for the screen."""

from collections.abc import Iterator
from enum import Enum
from math import ceil

import msgspec

from printing.letters import printable
from printing.profile import Profile
from printing.qr import QUIET, Matrix, matrix
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from printing.wrap import wrap

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


class Bar(msgspec.Struct, frozen=True):
    """Black across the paper, in dots."""

    dots: int


class Code(msgspec.Struct, frozen=True):
    """A QR code, centred; `dots` is the edge of one module."""

    modules: Matrix
    dots: int


class Feed(msgspec.Struct, frozen=True):
    """White paper, in dots."""

    dots: int


Line = Text | Bar | Code | Feed


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
            rows = _code(block, profile)
            left_out += not any(isinstance(row, Code) for row in rows)
        else:
            rows = list(_rows(block, profile))
        lines.extend(rows)
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
    line = printable(" ".join(text.split()), profile.codec).strip()
    size = Size.LARGE if len(line) <= profile.columns // 2 else Size.TALL
    columns = profile.columns // size.value[0]
    if line:
        yield Bar(BAND_DOTS)
        yield from (Text(row.center(columns), size, reverse=True) for row in wrap(line, columns))
        yield from (Bar(BAND_DOTS), Feed(FULL))


def _text(text: str, size: Size, profile: Profile, *, bold: bool = True, centred: bool = False) -> Iterator[Line]:
    """Rows of a text; a blank line becomes half a gap, a line that starts with a dash hangs by two letters."""
    columns = profile.columns // size.value[0]
    for part in text.split("\n"):
        line = printable(part, profile.codec).strip()
        if not line:
            yield Feed(HALF)
            continue
        hang = "  " if line.startswith("- ") else ""
        for at, row in enumerate(wrap(line.removeprefix("- ") if hang else line, columns - len(hang))):
            lead = "- " if hang and at == 0 else hang
            yield Text(lead + row, size, bold, centred)


def _code(block: QR, profile: Profile) -> list[Line]:
    """The code with its caption, or what it says in words where the code does not fit."""
    modules = matrix(block.payload)
    dots = module_dots(len(modules), profile)
    if dots:
        caption = list(_text(block.caption, Size.TALL, profile, centred=True)) if block.caption else []
        return [Feed(HALF), Code(modules, dots), *caption, Feed(HALF)]
    words = list(_text(block.in_words, Size.TALL, profile)) if block.in_words else []
    return [Feed(HALF), *words, Feed(HALF)] if words else []
