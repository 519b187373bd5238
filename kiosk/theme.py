"""The look of the terminal: paper cards on a dark board, every text cell at 7:1 or more (A6)."""

from functools import cache

from rich.style import Style

from kiosk.widgets.view import Look

BOARD = "#11161c"
PAPER = "#f6f1e4"
INK = "#14130f"
_COLOURS: dict[Look, tuple[str, str, bool]] = {
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
"""Look → text colour, ground colour, bold. Fixed colours: nothing is left to the terminal's own palette."""


@cache
def style(look: Look, *, bold: bool = False, pressed: bool = False, focused: bool = False) -> Style:
    """The rich style of a look; pressed swaps the colours, focus is white, bold and underlined (A4 allows it there)."""
    ink, ground, strong = _COLOURS[look]
    if pressed:
        ink, ground = "#ffffff", "#000000"
    elif focused:
        ground = "#ffffff"
    return Style(color=ink, bgcolor=ground, bold=strong or bold or focused, underline=focused)


@cache
def bar(look: Look, ground: Look, *, pressed: bool = False, focused: bool = False) -> Style:
    """The coloured bar at the left edge of a card."""
    back = style(ground, pressed=pressed, focused=focused).bgcolor
    return Style(color=_COLOURS[look][1] if not focused else INK, bgcolor=back.name if back else PAPER)


def colours() -> dict[Look, tuple[str, str, bool]]:
    """All pairs of text and ground colour, for the contrast test."""
    return dict(_COLOURS)
