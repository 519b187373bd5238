"""A view becomes rows of styled text; the same rows for every terminal."""

from collections import defaultdict
from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.theme import bar, style
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import fit, plain

Span = tuple[int, int, tuple[Segment, ...]]
"""First column, width in cells, what stands there."""


def paint(view: View, focused: str | None = None, pressed: str | None = None) -> list[Strip]:
    """One strip a row. Text is never parsed as markup: it only ever becomes a `Segment` (reliability 3.2)."""
    rows: dict[int, list[Span]] = defaultdict(list)
    for button in view.buttons:
        for y, span in _button_spans(button, button.action == focused, button.action == pressed):
            rows[y].append(span)
    for text in view.texts:
        rows[text.y].append(_text_span(text))
    return [_strip(view, y, sorted(rows.get(y, ()), key=lambda span: span[0])) for y in range(view.rows)]


def _text_span(text: Text) -> Span:
    look = style(text.look)
    return text.x, text.w, tuple(_aligned(plain(text.text), text.w, text.align, look, look))


def _strip(view: View, y: int, spans: list[Span]) -> Strip:
    segments: list[Segment] = []
    at = 0
    for x, width, pieces in spans:
        segments.extend(_ground(view, y, at, x))
        segments.extend(pieces)
        at = x + width
    segments.extend(_ground(view, y, at, view.cols))
    return Strip(segments, view.cols)


def _ground(view: View, y: int, start: int, end: int) -> Iterator[Segment]:
    """What shows between the spans: the board, or the sheet of paper that lies on it."""
    sheet = view.sheet
    if sheet is None or not sheet.y <= y < sheet.bottom:
        yield from _blank(start, end, style(Look.GROUND))
        return
    yield from _blank(start, min(end, sheet.x), style(Look.GROUND))
    yield from _blank(max(start, sheet.x), min(end, sheet.right), style(Look.SHEET))
    yield from _blank(max(start, sheet.right), end, style(Look.GROUND))


def _blank(start: int, end: int, look: Style) -> Iterator[Segment]:
    if end > start:
        yield Segment(" " * (end - start), look)


def _button_spans(button: Button, focused: bool, pressed: bool) -> Iterator[tuple[int, Span]]:
    """All rows of a button, its lines in the middle, the focus mark and the edge bar at the left."""
    rect, rows = button.rect, _line_rows(button)
    for y in range(rect.y, rect.bottom):
        text, bold = rows.get(y - rect.y, ("", False))
        look = style(button.look, bold=bold, pressed=pressed, focused=focused and bool(text))
        fill = style(button.look, pressed=pressed, focused=focused and not text)
        yield y, (rect.x, rect.w, tuple(_button_row(button, text, look, fill, focused, pressed)))


def _line_rows(button: Button) -> dict[int, tuple[str, bool]]:
    """Row of the button → its text, and whether that is bold.

    An odd row to spare parts the strong lines from the others, so that none hugs the edge.
    """
    strong, lines = min(button.strong, len(button.lines)), button.lines
    spare = max(0, button.rect.h - len(lines))
    part = spare % 2 if 0 < strong < len(lines) else 0
    top = (spare - part) // 2
    return {top + at + (part if at >= strong else 0): (line, at < strong) for at, line in enumerate(lines)}


def _button_row(button: Button, text: str, look: Style, fill: Style, focused: bool, pressed: bool) -> Iterator[Segment]:
    margin = 1 if button.edge or button.align == "left" else 0
    if margin:
        mark = ("▶" if focused else "▌") if button.edge else (" " if not focused else "▶")
        yield Segment(mark, bar(button.edge or button.look, button.look, pressed=pressed, focused=focused))
    inner = inner_width(button.rect, margin=bool(margin))
    if margin:
        yield Segment(" ", _flat(fill))
    yield from _aligned(plain(text), inner, button.align, look, _flat(fill))
    if margin:
        yield Segment(" ", _flat(fill))


def _aligned(text: str, width: int, align: str, look: Style, fill: Style) -> Iterator[Segment]:
    """The words in their style, the blanks around them in the button's: a focus underline ends with the words."""
    row = fit(text, width, align)
    words = row.strip(" ")
    before = len(row) - len(row.lstrip(" ")) if words else 0
    if before:
        yield Segment(" " * before, fill)
    if words:
        yield Segment(words, look)
    rest = len(row) - before - len(words)
    if rest:
        yield Segment(" " * rest, fill)


def _flat(look: Style) -> Style:
    """A style for blanks: an underline would draw a rule."""
    return look + Style(underline=False) if look.underline else look


def inner_width(rect: Rect, margin: bool = True) -> int:
    """Cells for text in a card: without the bar and a blank on either side."""
    return max(1, rect.w - 3) if margin else rect.w
