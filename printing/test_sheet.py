"""A slip that shows what a printer can do: samples, each with its mark, for somebody who looks at the paper.

The samples go round the encoder, whose choices they are there to make; they are made of the same few commands (R21).
"""

import msgspec

from printing.encode import (
    COUNTRY_USA,
    NO_KANJI,
    PARTIAL_CUT,
    RESET,
    TEAR_LINES,
    dot_rows,
    raster,
)
from printing.letters import encoded
from printing.native_qr import native_qr
from printing.profile import Profile
from printing.qr import matrix
from printing.slip import Slip

UMLAUTS, EURO = "äöüß ÄÖÜ", "€"
CODE = "https://example.org/"
"""What the two codes hold: an address that belongs to nobody (RFC 2606)."""
CODE_DOTS = 6
"""Dots a module: 0.75 mm, which telephones read."""
END = "<"
"""The last letter of a row of digits: where it stands alone below, the row was too long."""
BLOCK, BAR_ROWS, LINE_ROWS = 24, 24, 4
"""Dots of the thick ends of a bar, across and down, and of the line between them: 3 mm, 3 mm, half a millimetre."""

LEFT, CENTRED = b"\x1ba\x00", b"\x1ba\x01"
NORMAL, TALL, LARGE = b"\x1d!\x00", b"\x1d!\x01", b"\x1d!\x11"
BOLD = b"\x1bE\x01"
FEED_LINE = b"\x1bJ\x18"
USUAL_LINES = b"\x1b2"


class Letters(msgspec.Struct, frozen=True):
    """A code page that a printer may hold under a number."""

    codec: str
    page: int


LETTERS = {"A": Letters("cp858", 19), "B": Letters("cp1252", 16), "C": Letters("cp858", 2), "D": Letters("cp437", 0)}
"""Candidates by their mark; C is a printer that put the euro sign into page 2, D has none."""
ROWS = {"F": 32, "G": 42, "H": 48}
"""Letters in a line: 58 mm, 80 mm at 180 dpi, 80 mm at 203 dpi."""
CODES = {"K": "native", "L": "drawn"}
BARS = {"R": 384, "S": 512, "T": 576}
"""Dots across the paper, in the same order; the widest is last, for some printers stumble over what is too wide."""


class TestSheet(Slip, frozen=True, kw_only=True):
    """The slip with its samples; `blocks` say the same in words, for who looks at it on a screen."""

    __test__ = False
    title: str
    letters: str
    rows: str
    codes: str
    bars: str
    """What stands above each group; letters beyond ASCII are spelt out."""


def sheet_bytes(sheet: TestSheet, profile: Profile) -> bytes:
    """The whole job. It always cuts: whether the printer can is one of the questions."""
    kanji = NO_KANJI if profile.kanji else b""
    parts = (
        RESET + kanji + COUNTRY_USA + USUAL_LINES,
        BOLD + CENTRED + LARGE + _line(sheet.title) + LEFT + TALL,
        _head(sheet.letters),
        *(_letters(mark, letters) for mark, letters in LETTERS.items()),
        _head(sheet.rows),
        NORMAL,
        *(_line(_digits(mark, columns)) for mark, columns in ROWS.items()),
        TALL,
        _head(sheet.codes),
        _codes(),
        LEFT,
        _head(sheet.bars),
        *(_line(mark) + raster(_bar(dots)) for mark, dots in BARS.items()),
        b"\x1bd" + bytes((TEAR_LINES,)) + PARTIAL_CUT,
    )
    return b"".join(parts)


def _head(text: str) -> bytes:
    return FEED_LINE + _line(text)


def _line(text: str) -> bytes:
    """ASCII alone: no code page is known yet."""
    return encoded(text, "ascii") + b"\n"


def _letters(mark: str, letters: Letters) -> bytes:
    """The line is encoded here: it must go out as this code page has it, whatever the profile says."""
    text = f"{mark}  {UMLAUTS} {EURO}" if letters.codec != "cp437" else f"{mark}  {UMLAUTS}"
    return b"\x1bt" + bytes((letters.page,)) + text.encode(letters.codec) + b"\n"


def _digits(mark: str, columns: int) -> str:
    return f"{mark}{'1234567890' * (columns // 10 + 1)}"[: columns - 1] + END


def _codes() -> bytes:
    drawn, (native, own) = raster(list(dot_rows(matrix(CODE), CODE_DOTS))), CODES
    return b"".join((_line(native), CENTRED, native_qr(CODE, CODE_DOTS), LEFT, FEED_LINE, _line(own), CENTRED, drawn))


def _bar(dots: int) -> list[bytes]:
    """A thin line over the whole width with a thick block at either end."""
    ends = bytearray(dots // 8)
    ends[: BLOCK // 8] = ends[-BLOCK // 8 :] = b"\xff" * (BLOCK // 8)
    thin = (BAR_ROWS - LINE_ROWS) // 2
    return [bytes(ends)] * thin + [b"\xff" * (dots // 8)] * LINE_ROWS + [bytes(ends)] * thin
