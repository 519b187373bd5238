"""Where things stand on a grid: the same cells for "Zurück" and "Start" on every page (A23)."""

from functools import cached_property

import msgspec

from kiosk.widgets.view import Rect

SMALLEST = (28, 8)
"""Columns and rows of a 7" panel in very large type (accessibility 2.3); below it there is one sentence."""
LARGE = (47, 16)
"""Columns and rows from which the start page shows all at once: three times "Veranstaltungen", and today's panel."""
WIDEST = 100
"""Columns a page uses; on wider grids it stands in the middle, so that lines stay short (A3)."""
AIRY = 30
"""Rows from which a blank one parts header, body and status row."""
BUTTON_H = 3
"""Rows of a button (A9)."""
BUTTON_W = 7
"""Least columns of a button (A9)."""
SIDE_W = 9
"""Columns of the buttons beside the content: their longest word and a blank on either side."""
TEXT_W = 60
"""Most letters in a line of reading text (A3)."""
BOTTOM: tuple[tuple[int, dict[str, int]], ...] = (
    (57, {"back": 8, "start": 7, "previous": 7, "ahead": 8, "listen": 7, "size": 7, "help": 7}),
    (41, {"back": 8, "start": 7, "previous": 7, "ahead": 8, "help": 7}),
    (33, {"back": 8, "start": 7, "ahead": 8, "help": 7}),
    (31, {"back": 7, "start": 7, "ahead": 7, "help": 7}),
    (0, {"back": 8, "start": 7, "ahead": 8}),
)
"""Least columns of a page → names and least widths of the buttons at its bottom, from left to right."""
FIXED = ("back", "start")
"""They keep their width, so that a QR code finds room beside them."""


class Frame(msgspec.Struct, frozen=True, dict=True):
    """The places of one grid: a header row, the body, the status row, and the buttons at the bottom.

    Tiny grids (8 to 10 rows) hold one card. Eleven rows hold two that fill the body up to the upper edge.
    """

    cols: int
    rows: int

    @property
    def too_small(self) -> bool:
        """Whether nothing useful fits."""
        return self.cols < SMALLEST[0] or self.rows < SMALLEST[1]

    @property
    def tiny(self) -> bool:
        """One choice a page: 8 to 10 rows."""
        return self.rows < 11

    @property
    def crowded(self) -> bool:
        """Two cards leave no row for a header: the title stands in the status row."""
        return self.rows == 11

    @property
    def small(self) -> bool:
        """Without room for three kinds beside each other or a band of actions: these stand in a column at the right."""
        return self.rows < LARGE[1] or self.cols < LARGE[0]

    @cached_property
    def x(self) -> int:
        """First column in use."""
        return max(0, (self.cols - WIDEST) // 2)

    @cached_property
    def w(self) -> int:
        """Columns in use."""
        return min(self.cols, WIDEST)

    @property
    def status_y(self) -> int:
        """The row that says how old the content is."""
        return self.rows - BUTTON_H - 1

    @property
    def nav_y(self) -> int:
        """First row of the buttons at the bottom."""
        return self.rows - BUTTON_H

    @cached_property
    def body(self) -> Rect:
        """The room between header and status row, over the full width."""
        air = self.rows >= AIRY
        top = 0 if self.crowded else 1 + air
        return Rect(self.x, top, self.w, self.status_y - air - top)

    @cached_property
    def main(self) -> Rect:
        """The body without the column of action buttons that small grids have at the right."""
        return self.body._replace(w=self.body.w - self._side_w - 1) if self.small else self.body

    @cached_property
    def reading(self) -> Rect:
        """The room of a text, below a header row on every grid."""
        return self.main._replace(y=1, h=self.main.h - 1) if self.crowded else self.main

    @property
    def _side_w(self) -> int:
        return SIDE_W if self.w >= BOTTOM[2][0] else BUTTON_W

    @cached_property
    def side(self) -> tuple[Rect, ...]:
        """Places of action buttons at the right of small grids; empty elsewhere."""
        if not self.small:
            return ()
        count = (self.body.h + 1) // (BUTTON_H + 1)
        left = self.body.right - self._side_w
        return tuple(Rect(left, self.body.y + at * (BUTTON_H + 1), self._side_w, BUTTON_H) for at in range(count))

    @cached_property
    def slots(self) -> dict[str, Rect]:
        """Places of the bottom row by name: `back` and `start` at the left, all others at the right.

        `ahead` is the way on ("Weiter", "OK"). On 28 to 30 columns there is no `help`, below 41 no `previous`.
        """
        widths = dict(next(widths for least, widths in BOTTOM if self.w >= least))
        spare = self.w - sum(widths.values()) - len(widths) + 1
        wider = [name for name in widths if name not in FIXED]
        more = min(6, spare // len(wider)) if self.w >= BOTTOM[1][0] else 0
        widths |= {name: widths[name] + more for name in wider}
        names = list(widths)
        lefts = {"back": self.x, "start": self.x + widths["back"] + 1}
        for at, name in enumerate(names[2:], start=2):
            rest = [widths[one] for one in names[at:]]
            lefts[name] = self.x + self.w - sum(rest) - len(rest) + 1
        return {name: Rect(lefts[name], self.nav_y, widths[name], BUTTON_H) for name in names}

    def bands(self, room: Rect, height: int = BUTTON_H, most: int = 7) -> list[Rect]:
        """As many rows of `height` as fit below each other, one blank row between (A9); spare rows make them taller."""
        count = max(1, min(most, (room.h + 1) // (height + 1)))
        height = min((room.h + 1) // count - 1, height + 2)
        return [Rect(room.x, room.y + at * (height + 1), room.w, height) for at in range(count)]

    def columns(self, room: Rect, count: int) -> list[Rect]:
        """`count` places beside each other, one blank column between, as equal as can be."""
        each, rest = divmod(room.w - (count - 1), count)
        places: list[Rect] = []
        left = room.x
        for at in range(count):
            wide = each + (1 if at < rest else 0)
            places.append(Rect(left, room.y, wide, room.h))
            left += wide + 1
        return places
