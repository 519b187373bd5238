"""Rows of cells become a picture as the terminal's own font draws them: block letters as exact rectangles."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.color import Color
from rich.segment import Segment
from textual.strip import Strip

FONTS = Path("/usr/share/fonts/truetype/dejavu")
"""Debian's fonts-dejavu-core, which the terminal uses, too."""
ADVANCE, LINE, ASCENT = 0.602, 1.164, 0.928
"""Of DejaVu Sans Mono, in parts of its size: width of a letter, height of a row, from its top to the baseline."""
BLOCKS = {
    "█": (0, 0, 1, 1),
    "▀": (0, 0, 1, 0.5),
    "▄": (0, 0.5, 1, 1),
    "▌": (0, 0, 0.5, 1),
    "▐": (0.5, 0, 1, 1),
    "▏": (0, 0, 0.125, 1),
}
"""Letter → the part of the cell that it fills: left, top, right, bottom."""
WHITE = Color.parse("#ffffff")


def draw(rows: list[Strip], size: int) -> Image.Image:
    """The rows in a font of this size, pixels. Letters stand where they are told to: nothing is ordered anew."""
    wide, high = round(size * ADVANCE), round(size * LINE)
    cols = max(row.cell_length for row in rows)
    picture = Image.new("RGB", (cols * wide, len(rows) * high))
    canvas = ImageDraw.Draw(picture)
    for y, row in enumerate(rows):
        x = 0
        for segment in row:
            _piece(canvas, segment, (x * wide, y * high), (wide, high), size)
            x += segment.cell_length
    return picture


def _piece(
    canvas: ImageDraw.ImageDraw, segment: Segment, at: tuple[int, int], cell: tuple[int, int], size: int
) -> None:
    left, top = at
    wide, high = cell
    style = segment.style
    assert style is not None, "every cell has its colours"
    ink, ground = _rgb(style.color), _rgb(style.bgcolor)
    canvas.rectangle((left, top, left + segment.cell_length * wide - 1, top + high - 1), ground)
    step = wide * segment.cell_length // max(1, len(segment.text))
    for number, letter in enumerate(segment.text):
        x = left + number * step
        if letter in BLOCKS:
            canvas.rectangle(_part(BLOCKS[letter], (x, top), cell), ink)
        elif letter != " ":
            canvas.text((x, top + round(size * ASCENT)), letter, ink, _font(bool(style.bold), size), anchor="ls")
    if style.underline:
        line = top + round(size * (ASCENT + 0.08))
        canvas.line((left, line, left + segment.cell_length * wide - 1, line), ink, max(1, size // 14))


def _part(
    share: tuple[float, float, float, float], at: tuple[int, int], cell: tuple[int, int]
) -> tuple[int, int, int, int]:
    (x, y), (wide, high) = at, cell
    left, top, right, bottom = share
    return x + round(left * wide), y + round(top * high), x + round(right * wide) - 1, y + round(bottom * high) - 1


def _rgb(colour: Color | None) -> tuple[int, int, int]:
    red, green, blue = (colour or WHITE).get_truecolor()
    return red, green, blue


@cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """Letter by letter, so that no library joins Arabic a second time."""
    name = "DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def save(picture: Image.Image, path: Path, colours: int = 64) -> None:
    """As a PNG of few colours: the terminal has few, and a picture of it need not weigh much."""
    picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
