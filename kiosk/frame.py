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
SLOTS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (46, (9, 8, 8, 9, 8)),
    (41, (8, 7, 7, 8, 7)),
    (33, (8, 7, 7, 8)),
    (0, (8, 7, 8)),
)
"""Least columns of a page → least widths of the buttons at its bottom: back, start, then earlier, next and help."""


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
        return SIDE_W if self.w >= SLOTS[2][0] else BUTTON_W

    @cached_property
    def side(self) -> tuple[Rect, ...]:
        """Places of action buttons at the right of small grids; empty elsewhere."""
        if not self.small:
            return ()
        count = (self.body.h + 1) // (BUTTON_H + 1)
        left = self.body.right - self._side_w
        return tuple(Rect(left, self.body.y + at * (BUTTON_H + 1), self._side_w, BUTTON_H) for at in range(count))

    @cached_property
    def slots(self) -> tuple[Rect, ...]:
        """Places of the bottom row: back and start at the left, one to three more at the right.

        Back and start keep their width, so that a QR code finds room beside them.
        """
        widths = next(widths for least, widths in SLOTS if self.w >= least)
        spare = self.w - sum(widths) - len(widths) + 1
        more = min(6, spare // 3) if len(widths) == 5 else 0
        widths = (*widths[:2], *(width + more for width in widths[2:]))
        lefts = [self.x, self.x + widths[0] + 1]
        lefts += [self.x + self.w - sum(widths[at:]) - (len(widths) - at - 1) for at in range(2, len(widths))]
        return tuple(Rect(x, self.nav_y, width, BUTTON_H) for x, width in zip(lefts, widths, strict=True))

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
