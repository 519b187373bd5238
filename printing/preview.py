"""The lines of a strip as text rows: what the paper will say, drawn on a screen or written to a terminal."""

from collections.abc import Sequence

import msgspec

from printing.layout import RULE_DOTS, Bar, Code, Drawn, Feed, Line, Size, Strip, Text
from printing.qr import half_blocks

FEED_ROW = 16
"""Dots of white paper that show as a blank row; less shows as none."""


class PreviewLine(msgspec.Struct, frozen=True):
    """One text row, padded on the left where the paper centres it."""

    text: str
    size: Size = Size.SMALL
    bold: bool = False
    reverse: bool = False
    """White on black, over the row's whole width."""
    code: bool = False
    """Half blocks of a QR code: to be drawn in black on white."""


def preview(strip: Strip) -> list[PreviewLine]:
    """The rows of a strip, the line breaks of the paper kept, at most `preview_columns` wide."""
    columns = preview_columns(strip)
    rows = [row for line in strip.lines for row in _rows(line, columns)]
    return [row for at, row in enumerate(rows) if row.text or (at > 0 and rows[at - 1].text)]


def preview_columns(strip: Strip) -> int:
    """Columns that the preview needs: the paper's letters, or a wider code."""
    return max([strip.columns, *(len(line.modules) for line in strip.lines if isinstance(line, Code))])


def plain(rows: Sequence[PreviewLine]) -> str:
    """The preview as text for a pipe or a terminal, each row ended by a line feed."""
    return "".join(f"{row.text.rstrip()}\n" for row in rows)


def _rows(line: Line, columns: int) -> list[PreviewLine]:
    match line:
        case Text() | Drawn():
            return [PreviewLine(_placed(line, columns), line.size, line.bold, line.reverse)]
        case Bar(dots):
            return [PreviewLine("─" * columns)] if dots == RULE_DOTS else []
        case Code(modules):
            pad = " " * ((columns - len(modules)) // 2)
            return [PreviewLine(pad + row, code=True) for row in half_blocks(modules)]
        case Feed(dots):
            return [PreviewLine("")] if dots >= FEED_ROW else []


def _placed(line: Text | Drawn, columns: int) -> str:
    """The letters where the paper has them: in the middle, at the right edge, or as they are."""
    if line.centred or line.reverse:
        return line.text.strip().center(columns)
    return line.text.rjust(columns) if isinstance(line, Drawn) and line.rtl else line.text
