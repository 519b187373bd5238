"""A view becomes rows of styled text; the same rows for every terminal."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.theme import BARRED, bar, style
from kiosk.visitor import Theme
from kiosk.widgets.bidi import visual
from kiosk.widgets.half_blocks import half_blocks
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import cut, fit, plain

Span = tuple[int, int, tuple[Segment, ...]]
"""First column, width in cells, what stands there."""


_TURNED = {"▶": "◀", "▌": "▐", " ": " "}
"""The mark at the edge where a button is read first, on the other side."""


class State(NamedTuple):
    """How a button stands there."""

    theme: Theme
    focused: bool = False
    pressed: bool = False
    leftward: bool = False
    """Whether its page is read from right to left."""


class Said(NamedTuple):
    """What is being read aloud, so that the eye can follow: rows of text, or a button's action."""

    rows: frozenset[int] = frozenset()
    action: str | None = None


SILENCE = Said()


def paint(
    view: View,
    focused: str | None = None,
    pressed: str | None = None,
    theme: Theme = Theme.PAPER,
    said: Said = SILENCE,
) -> list[Strip]:
    """One strip a row. Text is never parsed as markup: it only ever becomes a `Segment` (reliability 3.2)."""
    rows: dict[int, list[Span]] = defaultdict(list)
    for button in view.buttons:
        marked = button.action in (focused, said.action)
        state = State(theme, marked, button.action == pressed, view.leftward)
        for y, span in _button_spans(button, state):
            rows[y].append(span)
    for text in view.texts:
        rows[text.y].append(_text_span(text, theme, leftward=view.leftward, said=text.y in said.rows))
    for picture in view.pictures:
        for at, pieces in enumerate(half_blocks(picture)):
            rows[picture.rect.y + at].append((picture.rect.x, picture.rect.w, pieces))
    return [_strip(view, y, theme, sorted(rows.get(y, ()), key=lambda span: span[0])) for y in range(view.rows)]


def _text_span(text: Text, theme: Theme, *, leftward: bool, said: bool) -> Span:
    look = style(text.look, theme)
    drawn = text.look is Look.CODE
    row = _one_row(text.text) if drawn else _sent(text.text, text.w, page=leftward, foreign=text.lang is not None)
    words = style(text.look, theme, focused=True) if said and not drawn else look
    return text.x, text.w, tuple(_aligned(row, text.w, text.align, words, look))


def _sent(text: str, width: int, *, page: bool, foreign: bool) -> str:
    """A row that is cut where it is read last, and then put into the order in which its letters stand (A34)."""
    return visual(cut(_one_row(text), width), page=page, foreign=foreign)


def _one_row(text: str) -> str:
    """A line feed would end the row of the terminal in the middle (R23)."""
    return plain(text).replace("\n", " ")


def _strip(view: View, y: int, theme: Theme, spans: list[Span]) -> Strip:
    segments: list[Segment] = []
    at = 0
    for x, width, pieces in spans:
        segments.extend(_ground(view, y, theme, at, x))
        segments.extend(pieces)
        at = x + width
    segments.extend(_ground(view, y, theme, at, view.cols))
    return Strip(segments, view.cols)


def _ground(view: View, y: int, theme: Theme, start: int, end: int) -> Iterator[Segment]:
    """What shows between the spans: the board, or the sheet of paper that lies on it."""
    sheet, board = view.sheet, style(Look.GROUND, theme)
    if sheet is None or not sheet.y <= y < sheet.bottom:
        yield from _blank(start, end, board)
        return
    yield from _blank(start, min(end, sheet.x), board)
    yield from _blank(max(start, sheet.x), min(end, sheet.right), style(Look.SHEET, theme))
    yield from _blank(max(start, sheet.right), end, board)


def _blank(start: int, end: int, look: Style) -> Iterator[Segment]:
    if end > start:
        yield Segment(" " * (end - start), look)


def _button_spans(button: Button, state: State) -> Iterator[tuple[int, Span]]:
    """All rows of a button, its lines in the middle, the focus mark and the edge bars."""
    rect, rows = button.rect, _line_rows(button)
    for y in range(rect.y, rect.bottom):
        text, bold = rows.get(y - rect.y, ("", False))
        underlined = state.focused and bool(text)
        look = style(button.look, state.theme, bold=bold, pressed=state.pressed, focused=underlined)
        fill = style(button.look, state.theme, pressed=state.pressed, focused=state.focused)
        yield y, (rect.x, rect.w, tuple(_button_row(button, text, look, _flat(fill), state)))


def _line_rows(button: Button) -> dict[int, tuple[str, bool]]:
    """Row of the button → its text, and whether that is bold.

    An odd row to spare parts the strong lines from the others, so that none hugs the edge.
    """
    strong, lines = min(button.strong, len(button.lines)), button.lines
    spare = max(0, button.rect.h - len(lines))
    part = spare % 2 if 0 < strong < len(lines) else 0
    top = (spare - part) // 2
    return {top + at + (part if at >= strong else 0): (line, at < strong) for at, line in enumerate(lines)}


def _button_row(button: Button, text: str, look: Style, fill: Style, state: State) -> Iterator[Segment]:
    margin = bool(button.edge) or button.align != "center"
    barred = state.theme in BARRED and button.look is Look.CARD
    inner = inner_width(button.rect, margin=margin) - (2 if barred and not margin else 0)
    row = _sent(text, inner, page=state.leftward, foreign=button.lang is not None)
    words = _aligned(row, inner, button.align, look, fill)
    edge = bar(button.edge or button.look, button.look, state.theme, pressed=state.pressed, focused=state.focused)
    if not margin:
        yield from (Segment("▌", edge), *words, Segment("▐", edge)) if barred else words
        return
    first = "▶" if state.focused else "▌" if button.edge or barred else " "
    if state.leftward:
        yield Segment("▌" if barred else " ", edge if barred else fill)
        yield from (*words, Segment(" ", fill), Segment(_TURNED[first], edge))
    else:
        yield from (Segment(first, edge), Segment(" ", fill), *words)
        yield Segment("▐" if barred else " ", edge if barred else fill)


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
