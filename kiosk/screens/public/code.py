"""The address of an item as a QR code on the screen, for a telephone."""

from kiosk.frame import TEXT_W, Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.page import Builder, Page
from kiosk.screens.steps import PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap

HINT_W = 14
"""Columns from which a sentence beside the code can be read: its longest word, and a blank."""


class Code(Page):
    """The code stands right of "Zurück" and "Start" over the full height, so that it is as large as can be."""

    def __init__(self, item: str) -> None:
        self.name = f"code:{item}"
        self.item = item

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        item = house.replica.item(self.item)
        rows = code_rows(item.url, _space(frame)) if item and item.url else None
        if rows is None:
            self._too_large(build, item.url if item and item.url else "")
            return build.view()
        _drawn(build, rows)
        return build.view()

    def _too_large(self, build: Builder, address: str) -> None:
        """The address in words, and the way to the paper."""
        _, room = build.house.words.say, build.frame.main
        text = "\n".join((_("The QR code is too large for this screen. The slip has it."), address))
        build.title(_("QR code"))
        self.at, sheets = build.read(wrap(text, min(TEXT_W, room.w)), room, self.at)
        build.controls(earlier=self.at > 0, further=self.at + 1 < sheets, actions=[("print", _("Print"))])

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "print":
                return PrintItem(self.item)
        return super().act(house, frame, action)


def _space(frame: Frame) -> Rect:
    """The largest free block: right of "Start", or above the bottom row, whichever holds the larger square."""
    left = frame.slots[1].right + 1
    beside = Rect(left, 0, frame.cols - left, frame.rows)
    above = Rect(0, 0, frame.cols, frame.status_y)
    return max(beside, above, key=lambda room: min(room.w, 2 * room.h))


def code_rows(url: str, space: Rect) -> list[str] | None:
    """Half-block rows of the code that fit; None when none does.

    Level M with 4 modules of quiet zone first; level L and then 2 modules where the room is small:
    a screen does not fade, and telephones read both (printing reference, 5).
    """
    from printing.qr import half_blocks, matrix

    for level, quiet in (("M", 4), ("L", 4), ("L", 2)):
        rows = half_blocks(matrix(url, level=level, quiet=quiet))
        if len(rows) <= space.h and len(rows[0]) <= space.w:
            return rows
    return None


def _drawn(build: Builder, rows: list[str]) -> None:
    """The code in the middle of its room, one sentence beside it where there is room left."""
    frame = build.frame
    space = _space(frame)
    left = space.right - len(rows[0]) if space.x else space.x + (space.w - len(rows[0])) // 2
    top = (space.h - len(rows)) // 2
    for at, row in enumerate(rows):
        build.text(left, top + at, len(row), row, Look.CODE)
    _beside(build, left - frame.x - 1 if space.x else 0)


def _beside(build: Builder, width: int) -> None:
    """What to do, and how old the content is: left of the code, or in the status row when the code stands above it."""
    frame, age = build.frame, freshness(build.house)
    hint = build.house.words.say("Hold your telephone's camera on the code.")
    if width < HINT_W:
        build.text(frame.x, frame.status_y, frame.w, f"{hint} · {age}" if not width else age, Look.QUIET)
        return
    rows = wrap(age, width)
    build.said(wrap(hint, width), Rect(frame.x, 1, width, frame.nav_y - 2 - len(rows)), Look.TITLE)
    build.said(rows, Rect(frame.x, frame.status_y - len(rows) + 1, width, len(rows)), Look.QUIET)
