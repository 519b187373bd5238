"""A page as plain data: texts and buttons in cells; nothing here knows Textual."""

from enum import Enum, auto
from typing import NamedTuple

import msgspec


class Rect(NamedTuple):
    """A rectangle in cells; `x` and `y` count from the upper left corner of the terminal."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column behind it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.y + self.h

    def gap_to(self, x: int, y: int) -> int:
        """Cells between a touch and this rectangle, the larger of both directions; 0 inside."""
        across = max(self.x - x, x - self.right + 1, 0)
        down = max(self.y - y, y - self.bottom + 1, 0)
        return max(across, down)


class Look(Enum):
    """What a piece of a page is; the theme decides how that looks."""

    GROUND = auto()
    TITLE = auto()
    TEXT = auto()
    QUIET = auto()
    SHEET = auto()
    """A sheet of paper: long text to read."""
    SHEET_STRONG = auto()
    SHEET_QUIET = auto()
    CODE = auto()
    """QR modules: always black on white, whatever the theme."""
    CARD = auto()
    """A choice that opens an item."""
    NAV = auto()
    KEY = auto()
    ACTION = auto()
    EVENT = auto()
    OFFER = auto()
    REQUEST = auto()
    JOB = auto()
    NOTICE = auto()


class Text(msgspec.Struct, frozen=True):
    """One row of text that nobody can tap; cut to `w` cells by the painter, never wrapped."""

    x: int
    y: int
    w: int
    text: str
    look: Look = Look.TEXT
    align: str = "left"
    lang: str | None = None
    """The language of what a platform wrote (`de`); None: that of the page (A35)."""


class Button(msgspec.Struct, frozen=True):
    """Something to tap. Lines stand in the middle of its height; `strong` lines are bold."""

    rect: Rect
    action: str
    lines: tuple[str, ...]
    look: Look = Look.NAV
    align: str = "center"
    strong: int = 1
    """How many of the first lines are bold."""
    edge: Look | None = None
    """A coloured bar at the edge where it is read first (which kind a card belongs to)."""
    on: bool = False
    """A chosen filter: marked by a sign, not by colour alone (A7)."""
    lang: str | None = None
    """The language of what a platform wrote, as for a text."""


class Picture(msgspec.Struct, frozen=True):
    """A picture in half cells; the words for it are texts of the page."""

    rect: Rect
    pixels: tuple[bytes, ...]
    """Two rows for each of `rect`, from the top; red, green and blue, a byte each, for each of its columns."""


class View(msgspec.Struct, frozen=True):
    """A whole page for one grid."""

    name: str
    """Which page this is: another name means that the page changed, and the guard against tap-through starts."""
    cols: int
    rows: int
    texts: tuple[Text, ...] = ()
    buttons: tuple[Button, ...] = ()
    sheet: Rect | None = None
    focus: str | None = None
    """The action on which the keyboard's mark stands when the page comes up (A19); None: on none."""
    enter: str | None = None
    """What Enter does while no button is marked; None: it presses OK, where that is on the page."""
    anywhere: str | None = None
    """The action of a touch that is beside every button; None: it means nothing."""
    more: tuple[tuple[str, str], ...] = ()
    """Actions that found no room here, and their labels: the help page offers them."""
    leftward: bool = False
    """Whether the page is read from right to left."""
    pictures: tuple[Picture, ...] = ()
    """They lie on the sheet, and no text lies on them."""

    @property
    def in_order(self) -> list[Button]:
        """The buttons as they are read: row by row, each from the side where its writing begins."""
        way = -1 if self.leftward else 1
        return sorted(self.buttons, key=lambda button: (button.rect.y, way * button.rect.x))

    def button_at(self, x: int, y: int) -> Button | None:
        """The button under a touch, or the only nearest one at most one cell beside it (A10)."""
        near = sorted((button.rect.gap_to(x, y), at) for at, button in enumerate(self.buttons))
        if not near or near[0][0] > 1:
            return self.button_for(self.anywhere) if self.anywhere else None
        if near[0][0] == 1 and len(near) > 1 and near[1][0] == 1:
            return None
        return self.buttons[near[0][1]]

    def button_for(self, action: str) -> Button | None:
        """The button with this action, if it is on the page."""
        return next((button for button in self.buttons if button.action == action), None)
