"""The address of an item as a QR code on the screen, for a telephone."""

from kiosk.frame import BUTTON_H, SIDE_W, Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.builder import Builder, fitting
from kiosk.screens.page import Page
from kiosk.screens.sheet import message, numbered
from kiosk.screens.steps import PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap
from printing.errors import CodeRefused

CAPACITY = (
    *(17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321),
    *(367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003),
)
"""Letters that a code of version 1, 2, … holds at level L (ISO/IEC 18004, table 7), up to the longest address."""
QUIET_LEAST = 2
"""Modules of quiet zone on a screen where the room is small."""


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
        _ = build.house.words.say
        sentences = (_("The QR code is too large for this screen. The slip has it."), address)
        self.at, pages = message(build, build.frame.reading, sentences, self.at)
        build.title(*numbered(build.house.words, _("QR code"), self.at, pages), reading=True)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=[("print", _("Print"))])

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "print":
                return PrintItem(self.item)
        return super().act(house, frame, action)


def has_room(url: str | None, frame: Frame) -> bool:
    """Whether the code of an address fits the grid; reckoned without making it, which costs 40 ms the first time."""
    version = next((at for at, letters in enumerate(CAPACITY, 1) if url and len(url) <= letters), None)
    space = _space(frame)
    return version is not None and 17 + 4 * version + 2 * QUIET_LEAST <= min(space.w, 2 * space.h)


def _space(frame: Frame) -> Rect:
    """The largest free block: right of "Start", or above the status row, whichever holds the larger square."""
    left = frame.slots["start"].right + 1
    beside = Rect(left, 0, frame.x + frame.w - left, frame.rows)
    above = Rect(frame.x, 0, frame.w, frame.status_y)
    return max(beside, above, key=lambda room: min(room.w, 2 * room.h))


def code_rows(url: str, space: Rect) -> list[str] | None:
    """Rows of the largest code that fits, two columns and a row a module or half of that; None when none fits.

    Level M with 4 modules of quiet zone first; level L and then 2 modules where the room is small:
    a screen does not fade, and telephones read both (printing reference, 5).
    """
    from printing.qr import half_blocks, matrix

    try:
        modules = matrix(url)
        large = ["".join("██" if dark else "  " for dark in row) for row in modules]
        rows = [large, half_blocks(modules), *(half_blocks(matrix(url, "L", quiet)) for quiet in (4, QUIET_LEAST))]
    except CodeRefused:
        return None
    return next((code for code in rows if len(code) <= space.h and len(code[0]) <= space.w), None)


def _drawn(build: Builder, rows: list[str]) -> None:
    """The code in the middle of its room, and what to do beside it or below."""
    frame, space = build.frame, _space(build.frame)
    left = max(space.x, frame.x + (frame.w - len(rows[0])) // 2)
    if space.x > frame.x:
        left = max(left, min(space.right - len(rows[0]), frame.x + frame.w * 2 // 5))
    top = (space.h - len(rows)) // 2
    for at, row in enumerate(rows):
        build.text(left, top + at, len(row), row, Look.CODE)
    if space.x > frame.x:
        _beside(build, left - frame.x - 1)
    else:
        _below(build)


def _hint(build: Builder) -> str:
    return build.house.words.say("Hold your telephone's camera on the code.")


def _beside(build: Builder, width: int) -> None:
    """What to do, help, and how old the content is, left of the code."""
    frame, age = build.frame, wrap(freshness(build.house), width)
    build.lines(frame.x, frame.body.y, width, wrap(_hint(build), width), Look.TITLE)
    build.lines(frame.x, frame.status_y - len(age) + 1, width, age, Look.QUIET)
    last = frame.slots["start"]
    free = frame.x + width - last.right - 1
    low = Rect(last.right + 1, frame.nav_y, SIDE_W, BUTTON_H)
    high = Rect(frame.x, frame.status_y - len(age) - BUTTON_H, SIDE_W, BUTTON_H)
    build.button(low if free >= SIDE_W else high, "help", build.house.words.say("Help"))


def _below(build: Builder) -> None:
    """What to do and how old the content is in the status row, help in its usual place."""
    frame, age = build.frame, freshness(build.house)
    build.text(frame.x, frame.status_y, frame.w, fitting((f"{_hint(build)} · {age}", age), frame.w), Look.QUIET)
    build.controls()
