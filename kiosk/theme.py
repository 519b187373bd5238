"""The look of the terminal: three themes, every text cell at 7:1 or more, every edge at 3:1 (A6)."""

from functools import cache

from rich.style import Style

from kiosk.visitor import Theme
from kiosk.widgets.view import Look

INK, PAPER = "#14130f", "#f6f1e4"
BOARD = "#11161c"
"""The ground of the default theme."""
Colours = dict[Look, tuple[str, str, bool]]
"""Look → text colour, ground colour, bold. Fixed colours: nothing is left to the terminal's own palette."""

_PAPER: Colours = {
    Look.GROUND: ("#ffffff", BOARD, False),
    Look.TITLE: ("#ffffff", BOARD, True),
    Look.TEXT: ("#ffffff", BOARD, False),
    Look.QUIET: ("#c3ced8", BOARD, False),
    Look.SHEET: (INK, PAPER, False),
    Look.SHEET_STRONG: (INK, PAPER, True),
    Look.SHEET_QUIET: ("#4a4335", PAPER, False),
    Look.CODE: ("#000000", "#ffffff", False),
    Look.CARD: (INK, PAPER, False),
    Look.NAV: (INK, "#cfdae3", False),
    Look.KEY: (INK, "#e6ecf1", False),
    Look.ACTION: (INK, "#ffe28a", False),
    Look.EVENT: (INK, "#ffd166", False),
    Look.OFFER: (INK, "#9be3b0", False),
    Look.REQUEST: (INK, "#a9d4ff", False),
    Look.JOB: (INK, "#ffb4a2", False),
    Look.NOTICE: (INK, "#d9c8ff", False),
}
_NIGHT, _LIFTED = "#0a0d11", "#161d26"
_DARK: Colours = {
    Look.GROUND: ("#ffffff", _NIGHT, False),
    Look.TITLE: ("#ffffff", _NIGHT, True),
    Look.TEXT: ("#ffffff", _NIGHT, False),
    Look.QUIET: ("#c3ced8", _NIGHT, False),
    Look.SHEET: ("#ffffff", _LIFTED, False),
    Look.SHEET_STRONG: ("#ffffff", _LIFTED, True),
    Look.SHEET_QUIET: ("#c3ced8", _LIFTED, False),
    Look.CODE: ("#000000", "#ffffff", False),
    Look.CARD: ("#ffffff", _LIFTED, False),
    Look.NAV: (INK, "#a3b1be", False),
    Look.KEY: (INK, "#b6c2cc", False),
    Look.ACTION: (INK, "#dcbb5e", False),
    Look.EVENT: (INK, "#d9ab3f", False),
    Look.OFFER: (INK, "#72c08a", False),
    Look.REQUEST: (INK, "#82b4e6", False),
    Look.JOB: (INK, "#e2937f", False),
    Look.NOTICE: (INK, "#b9a3e6", False),
}
_BRIGHT, _BLACK = "#ffe600", "#000000"
_FILLED = (_BLACK, _BRIGHT, False)
_YELLOW: Colours = {
    Look.GROUND: (_BRIGHT, _BLACK, False),
    Look.TITLE: (_BRIGHT, _BLACK, True),
    Look.TEXT: (_BRIGHT, _BLACK, False),
    Look.QUIET: ("#fff3a0", _BLACK, False),
    Look.SHEET: (_BRIGHT, "#1c1a00", False),
    Look.SHEET_STRONG: (_BRIGHT, "#1c1a00", True),
    Look.SHEET_QUIET: ("#fff3a0", "#1c1a00", False),
    Look.CODE: ("#000000", "#ffffff", False),
    Look.CARD: (_BRIGHT, "#1c1a00", False),
    Look.ACTION: (_BLACK, "#fff7c2", False),
    **dict.fromkeys((Look.NAV, Look.KEY, Look.EVENT, Look.OFFER, Look.REQUEST, Look.JOB, Look.NOTICE), _FILLED),
}
THEMES: dict[Theme, Colours] = {Theme.PAPER: _PAPER, Theme.DARK: _DARK, Theme.YELLOW: _YELLOW}
BARRED = frozenset((Theme.DARK, Theme.YELLOW))
"""Themes whose cards are nearly as dark as the ground: bars at both ends are their edge."""
FOCUS = (INK, "#ffffff")
_PRESSED = {
    Theme.PAPER: ("#000000", "#969ca3"),
    Theme.DARK: ("#000000", "#ffffff"),
    Theme.YELLOW: ("#000000", "#ffffff"),
}
"""Ink and ground of a button under a finger; of one that the keyboard's mark stands on, in every theme, FOCUS.

On a dark board no ground with white letters has both 7:1 for these and 3:1 for its edge.
"""


@cache
def style(look: Look, theme: Theme, *, bold: bool = False, pressed: bool = False, focused: bool = False) -> Style:
    """The rich style of a look; focus is white, bold and underlined (A4 allows it there)."""
    ink, ground, strong = THEMES[theme][look]
    if pressed:
        ink, ground = _PRESSED[theme]
    elif focused:
        ink, ground = FOCUS
    return Style(color=ink, bgcolor=ground, bold=strong or bold or focused, underline=focused)


@cache
def bar(look: Look, ground: Look, theme: Theme, *, pressed: bool = False, focused: bool = False) -> Style:
    """The coloured bar at the edge of a card."""
    back = style(ground, theme, pressed=pressed, focused=focused)
    colour = back.color.name if back.color and (focused or pressed) else edge_colour(look, theme)
    return Style(color=colour, bgcolor=back.bgcolor.name if back.bgcolor else None)


def edge_colour(look: Look, theme: Theme) -> str:
    """The colour of a bar: the fill of its kind, or the ink of a card that belongs to none."""
    ink, ground, _ = THEMES[theme][look]
    return ink if look is Look.CARD else ground
