"""Where things stand on a grid: the same cells for "Zurück" and "Start" on every page (A23)."""

from functools import cached_property

import msgspec

from kiosk.widgets.view import Rect

SMALLEST = (28, 8)
"""Columns and rows of a 7" panel in very large type (accessibility 2.3); below it there is one sentence."""
WIDEST = 100
"""Columns a page uses; on wider grids it stands in the middle, so that lines stay short (A3)."""
BUTTON_H = 3
"""Rows of a button (A9)."""
BUTTON_W = 7
"""Least columns of a button (A9)."""
TEXT_W = 60
"""Most letters in a line of reading text (A3)."""


class Frame(msgspec.Struct, frozen=True, dict=True):
    """The places of one grid. Tiny: 8 to 10 rows. Low: 11 to 14. From 15 rows on there is a header row of its own."""

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
    def small(self) -> bool:
        """Without room for a band of action buttons: they stand in a column at the right."""
        return self.rows < 15 or self.cols < 41

    @cached_property
    def x(self) -> int:
        """First column in use."""
        return max(0, (self.cols - WIDEST) // 2)

    @cached_property
    def w(self) -> int:
        """Columns in use."""
        return min(self.cols, WIDEST)

    @property
    def header_y(self) -> int | None:
        """The row of the title and the clock; None on low grids, where the status row bears the title."""
        return None if 11 <= self.rows < 15 else 0

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
        top = 0 if self.header_y is None else 1
        return Rect(self.x, top, self.w, self.status_y - top)

    @cached_property
    def main(self) -> Rect:
        """The body without the column of action buttons that small grids have at the right."""
        return self.body._replace(w=self.body.w - BUTTON_W - 1) if self.small else self.body

    @cached_property
    def side(self) -> tuple[Rect, ...]:
        """Places of action buttons at the right of small grids; empty elsewhere."""
        if not self.small:
            return ()
        count = (self.body.h + 1) // (BUTTON_H + 1)
        left = self.body.right - BUTTON_W
        return tuple(Rect(left, self.body.y + at * (BUTTON_H + 1), BUTTON_W, BUTTON_H) for at in range(count))

    @cached_property
    def slots(self) -> tuple[Rect, ...]:
        """Places of the bottom row: back and start at the left, then two or three more, ending at the right.

        Back and start keep their width, so that a QR code finds room beside them.
        """
        widths = [8, 7, 8] if self.w < 33 else [8, 7, 7, 8] if self.w < 41 else [9, 8, 7, 8, 7]
        spare = self.w - sum(widths) - len(widths) + 1
        wider = [0, 0, *(min(6, spare // (len(widths) - 2)) for _ in widths[2:])] if len(widths) == 5 else [0] * 5
        widths = [width + more for width, more in zip(widths, wider, strict=False)]
        left = [self.x, self.x + widths[0] + 1]
        right = self.x + self.w
        for width in reversed(widths[2:]):
            left.insert(2, right - width)
            right -= width + 1
        return tuple(Rect(x, self.nav_y, width, BUTTON_H) for x, width in zip(left, widths, strict=True))

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
