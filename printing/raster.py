"""Lines that the printer's own letters cannot write, drawn to dots in the size of its letters."""

from functools import cache
from math import ceil
from typing import TYPE_CHECKING

import msgspec

from printing.bidi import Placed, has_leftward, numbers_whole, placed
from printing.glyphs import FONTS, Face, runs
from printing.letters import NO_BREAK

if TYPE_CHECKING:
    from PIL import Image, ImageFont

Scale = tuple[int, int]
"""How often a letter of font A (12 x 24 dots) is taken: across, down."""

EM = 21
"""Type size in dots at single height: DejaVu's x-height (0.547 em) is then that of font A, 11 to 12 of 24 dots."""
NARROW = {(1, 1): 0.92, (1, 2): 0.6, (2, 2): 0.86}
"""Width of the drawn letters against the font's own, by scale, so that they stand as close as the printer's."""
PICTURE_EM = 0.9
PICTURE_NARROW = 0.86
"""Type size of pictures against that of letters, and their width: narrower ones are not recognised."""
BASELINE, LOWEST = 0.66, 0.76
"""Place of the baseline in a line of paper: that of font A; where capitals bear two marks, so much lower that the
marks fit above it and tails still below."""
BLACK_FROM = 112
"""Of 255: an edge dot covered by at least this much ink is black; a bit under half, as heads print thin."""
_TO_BLACK = [255 * (ink >= BLACK_FROM) for ink in range(256)]
INDENT = 24
"""Dots before the text of a list item at single width: two letters of font A, as in the printer's own rows."""


class Picture(msgspec.Struct, frozen=True):
    """A row of drawn letters."""

    rows: list[bytes]
    """From the first to the last row with a black dot; eight dots a byte, black is 1. Empty: all white."""
    above: int
    """White rows over them."""
    below: int


def width(text: str, scale: Scale, *, bold: bool) -> int:
    """Dots that a row takes, its indent included."""
    _, indent, rest = _hanging(text, scale)
    return indent + sum(_dots(face, part, scale) for face, part in runs(rest, bold=bold))


def picture(text: str, scale: Scale, *, bold: bool, rtl: bool, height: int) -> Picture:
    """The dots of a row of `height`, no wider than its letters; `rtl` is the direction of its paragraph.

    What would reach beyond the row's head or foot is cut off there, so no row can write over another.
    White that fills a byte is behind the letters, or before them where they stand at the right edge.
    """
    ink = _ink(text, scale, bold=bold, rtl=rtl, height=height)
    edges = ink.getbbox()
    if edges is None:
        return Picture([], height, 0)
    left, above, right, under = edges
    cut = (left, above, ink.width, under) if rtl else (0, above, right, under)
    return Picture(_packed(ink.crop(cut), at_right=rtl), above, height - under)


def banner(row: Picture, dots: int) -> list[bytes]:
    """The row with its white, as white letters in the middle of a black band over the whole paper."""
    width = dots // 8
    before = (width - max(map(len, row.rows), default=0)) // 2
    lines = [b""] * row.above + row.rows + [b""] * row.below
    return [bytes(0xFF - byte for byte in (bytes(before) + line).ljust(width, b"\0")) for line in lines]


def _ink(text: str, scale: Scale, *, bold: bool, rtl: bool, height: int) -> "Image.Image":
    """The whole row, one bit a dot, ink is 1."""
    from PIL import Image

    head, indent, rest = _hanging(text, scale)
    parts = _order(rest, bold=bold, rtl=rtl)
    baseline = _baseline(parts, scale[1], height)
    body = _body(parts, scale, height, baseline)
    grey = Image.new("L", (indent + body.width, height), 0)
    grey.paste(body, (0 if rtl else indent, 0))
    if head.strip():
        dash = _body(_order(head.strip(), bold=bold, rtl=rtl), scale, height, baseline)
        grey.paste(dash, (grey.width - dash.width if rtl else 0, 0))
    return grey.point(_TO_BLACK, "1")


def _packed(ink: "Image.Image", *, at_right: bool) -> list[bytes]:
    """Its rows as bytes, filled up with white behind or before."""
    from PIL import Image

    width = (ink.width + 7) // 8
    whole = Image.new("1", (8 * width, ink.height), 0)
    whole.paste(ink, (8 * width - ink.width if at_right else 0, 0))
    data = whole.tobytes()
    return [data[at : at + width] for at in range(0, len(data), width)]


def _hanging(text: str, scale: Scale) -> tuple[str, int, str]:
    """The two letters before a list item's text, the dots that they take, and the text."""
    text = text.replace(NO_BREAK, " ")
    hangs = text[:2] in ("- ", "  ")
    return (text[:2], INDENT * scale[0], text[2:]) if hangs else ("", 0, text)


def _order(text: str, *, bold: bool, rtl: bool) -> list[Placed]:
    """The runs as they stand on paper; a line of one font is left to raqm whole."""
    parts = runs(text, bold=bold)
    if not rtl and not has_leftward(text):
        return [(face, part, False) for face, part in parts]
    if len(parts) > 1:
        return placed(parts, leftwards=rtl)
    return [(face, numbers_whole(part), rtl) for face, part in parts]


def _baseline(parts: list[Placed], down: int, height: int) -> int:
    """Dots from the row's head to the line on which its letters stand."""
    tallest = max((-int(_font(face, down).getbbox(text, anchor="ls")[1]) for face, text, _ in parts), default=0)
    return min(max(round(BASELINE * height), tallest), round(LOWEST * height))


def _body(parts: list[Placed], scale: Scale, height: int, baseline: int) -> "Image.Image":
    """The letters in white on black, side by side."""
    from PIL import Image

    steps = [_dots(face, part, scale) for face, part, _ in parts]
    body = Image.new("L", (max(1, sum(steps)), height), 0)
    at = 0
    for part, step in zip(parts, steps, strict=True):
        body.paste(_run(part, scale, height, baseline).resize((step, height)), (at, 0))
        at += step
    return body


def _run(part: Placed, scale: Scale, height: int, baseline: int) -> "Image.Image":
    """Letters of one font in its own width."""
    from PIL import Image, ImageDraw

    face, text, leftwards = part
    font = _font(face, scale[1])
    run = Image.new("L", (ceil(font.getlength(text)) or 1, height), 0)
    way = "rtl" if leftwards else "ltr"
    ImageDraw.Draw(run).text((0, baseline), text, 255, font, anchor="ls", direction=way)
    return run


def _dots(face: Face, part: str, scale: Scale) -> int:
    """Width of a run on paper."""
    narrow = max(NARROW[scale], PICTURE_NARROW) if face is Face.PICTURES else NARROW[scale]
    return ceil(_font(face, scale[1]).getlength(part) * narrow) or 1


@cache
def _font(face: Face, down: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    size = EM * down * (PICTURE_EM if face is Face.PICTURES else 1)
    return ImageFont.truetype(FONTS / face.value, size, layout_engine=ImageFont.Layout.RAQM)
