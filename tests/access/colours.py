"""What is painted, cell by cell: A4 no tricks of type, A6 contrast, A7 nothing by colour alone."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
from rich.segment import Segment
from textual.strip import Strip

from kiosk.theme import THEMES
from kiosk.visitor import Theme
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look
from tests.access.result import Tried
from tests.access.scenes import Scene
from tests.kiosk.test_pages_reading import contrast, luminance

TEXT, EDGE = 7.0, 3.0
"""Least contrast of a letter and of a button's edge (WCAG 2.2, 1.4.6 and 1.4.11)."""
BARS = "▌▐▶◀"
BLANK_OR_BAR = " ▌▐"
"""Bars at the ends of a card are no letters: what they need is the contrast of an edge."""
GREYS = 20
"""Steps of grey that are told apart."""


Rows = list[Strip]


class Painting(NamedTuple):
    """A scene in a theme: at rest, and with the keyboard's mark and with a finger on one of its buttons."""

    scene: Scene
    theme: Theme
    button: Button | None
    rest: Rows
    marked: Rows
    touched: Rows

    def __str__(self) -> str:
        return f"{self.scene} {self.theme} {self.button.action if self.button else ''}"

    @property
    def states(self) -> tuple[Rows, ...]:
        """As often as it looks different."""
        return (self.rest, self.marked, self.touched) if self.button else (self.rest,)


def paintings(scene: Scene, turn: int) -> Iterator[Painting]:
    """In each theme; `turn` chooses the button, so that over many scenes each has its turn.

    The marked and the pressed button are painted alone on their board: nothing else looks different then.
    """
    view, buttons = scene.view, scene.view.in_order
    button = buttons[turn % len(buttons)] if buttons else None
    alone = msgspec.structs.replace(view, texts=(), buttons=(button,) if button else ())
    action = button.action if button else None
    for theme in Theme:
        marked, touched = paint(alone, focused=action, theme=theme), paint(alone, pressed=action, theme=theme)
        yield Painting(scene, theme, button, paint(view, theme=theme), marked, touched)


def plain_type(painting: Painting) -> Tried:
    """no italics, blink, dim or strike; an underline only under the marked button; no word in capitals"""
    found = {style for rows in painting.states for row in rows for segment in row if (style := segment.style)}
    loud = [style for style in found if style.blink or style.blink2 or style.italic or style.dim or style.strike]
    calm = (painting.rest, painting.touched)
    lined = [row.text for rows in calm for row in rows if any(one.style and one.style.underline for one in row)]
    shouted = _capitals(painting) if painting.theme is Theme.PAPER and painting.scene.content == "empty" else ()
    return Tried(len(found), [f"{painting}: {one}" for one in (*loud, *lined, *shouted)])


def _capitals(painting: Painting) -> Iterator[str]:
    """Words of our own in capitals: nothing else stands where no platform wrote."""
    codes = {text.y for text in painting.scene.view.texts if text.look is Look.CODE}
    for y, row in enumerate(painting.rest):
        if y not in codes:
            yield from (word for word in row.text.split() if len(word) > 4 and word.isupper())


def strong_letters(painting: Painting) -> Tried:
    """every cell with a letter has a contrast of 7:1, in every state of every button"""
    cells: Counter[tuple[str, str]] = Counter()
    for rows in painting.states:
        for segment in (segment for row in rows for segment in row):
            letters = segment.text.strip(BLANK_OR_BAR)
            if letters:
                cells[_colours(segment)] += len(letters)
    weak = [(pair, count) for pair, count in cells.items() if _contrast(*pair) < TEXT]
    return Tried(
        cells.total(), [f"{painting}: {pair} in {count} cells: {_contrast(*pair):.1f}" for pair, count in weak]
    )


def strong_edges(painting: Painting) -> Tried:
    """every button stands out from what surrounds it by 3:1, through its fill or through bars at both ends"""
    buttons, ground = painting.scene.view.buttons, THEMES[painting.theme][Look.GROUND][1]
    states = [(painting.rest, one) for one in buttons]
    if painting.button:
        states += [(painting.marked, painting.button), (painting.touched, painting.button)]
    lost = [one.action for rows, one in states if not _edged(rows, one, ground)]
    return Tried(len(states), [f"{painting}: {action} has no edge" for action in lost])


def _edged(rows: Rows, button: Button, ground: str) -> bool:
    """Cell by cell: the first and the last of each of its rows, and the one beside it."""
    rect = button.rect
    for row in rows[rect.y : rect.bottom]:
        for inside, outside in ((rect.x, rect.x - 1), (rect.right - 1, rect.right)):
            beside = _at(row, outside)
            against = _colours(beside)[1] if beside else ground
            cell = _at(row, inside)
            assert cell is not None
            ink, fill = _colours(cell)
            shown = (fill, ink) if cell.text.strip(BARS) == "" else (fill,)
            if max(_contrast(one, against) for one in shown) < EDGE:
                return False
    return True


def _at(row: Strip, x: int) -> Segment | None:
    """What stands in a cell of a row; None beside the glass."""
    end = 0
    for segment in row:
        end += segment.cell_length
        if 0 <= x < end:
            return segment
    return None


def told_in_grey(painting: Painting) -> Tried:
    """in shades of grey at rest, marked and pressed differ; what is chosen has its sign"""
    chosen = [one for one in painting.scene.view.buttons if one.on]
    failed = [f"{painting}: {one.action} has no sign" for one in chosen if not one.lines[0].startswith("✓")]
    if painting.button:
        looks = {_grey(rows, painting.button) for rows in painting.states}
        failed += [f"{painting}: {len(looks)} looks for 3 states"] if len(looks) < 3 else []
    return Tried(len(chosen) + (painting.button is not None), failed)


def _grey(rows: Rows, button: Button) -> tuple[tuple[str, int, int, bool], ...]:
    """A button as it looks without any colour."""
    rect = button.rect
    cropped = (rows[y].crop(rect.x, rect.right) for y in range(rect.y, rect.bottom))
    return tuple(_shade(segment) for row in cropped for segment in row)


def _shade(segment: Segment) -> tuple[str, int, int, bool]:
    ink, ground = _colours(segment)
    return segment.text, _level(ink), _level(ground), bool(segment.style and segment.style.underline)


@cache
def _level(colour: str) -> int:
    return round(luminance(colour) * GREYS)


@cache
def _contrast(one: str, other: str) -> float:
    return contrast(one, other)


def _colours(segment: Segment) -> tuple[str, str]:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.name, style.bgcolor.name
