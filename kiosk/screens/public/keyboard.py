"""The keyboard on the screen: large keys in the order of the alphabet, as many pages as the grid needs."""

import msgspec

from kiosk.frame import BUTTON_H, Frame
from kiosk.screens.page import Builder
from kiosk.widgets.view import Button, Look, Rect

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß0123456789"
DELETE, SPACE, MORE = "key:delete", "key:space", "key:more"


class Keyboard(msgspec.Struct, frozen=True):
    """Where the keys stand. A key is at least 20 mm wide on the panels of accessibility 2.3: 4, 5 or 6 columns."""

    keys: tuple[Rect, ...]
    room: Rect
    """What is left of the body above the keys."""

    @property
    def specials(self) -> tuple[str, ...]:
        """Keys that stand on every page; with five keys in all, the blank is one of the letters."""
        return (DELETE, MORE) if len(self.keys) < 8 else (SPACE, DELETE, MORE)

    @property
    def letters(self) -> str:
        """All letters in their order."""
        return LETTERS if SPACE in self.specials else f"{LETTERS} "

    @property
    def letters_a_page(self) -> int:
        """All keys but the special ones."""
        return len(self.keys) - len(self.specials)

    def page(self, at: int) -> str:
        """The letters of one page."""
        return self.letters[at * self.letters_a_page : (at + 1) * self.letters_a_page]

    @property
    def pages(self) -> int:
        """How often "more letters" turns until the first letters come again."""
        return -(-len(self.letters) // self.letters_a_page)


def lay_keys(frame: Frame) -> Keyboard:
    """Keys at the bottom of the body: one row on tiny grids, two on others, three where half of the body is left."""
    body = frame.body
    width = 4 if frame.w < 36 else 5 if frame.w < 48 else 6
    rows = 1 if frame.tiny else 2 if body.h < 24 else 3
    a_row = min(10, (body.w + 1) // (width + 1))
    width = min(width + 2, (body.w + 1) // a_row - 1)
    left = body.x + (body.w - (a_row * (width + 1) - 1)) // 2
    top = body.bottom - (rows * (BUTTON_H + 1) - 1)
    keys = tuple(
        Rect(left + column * (width + 1), top + row * (BUTTON_H + 1), width, BUTTON_H)
        for row in range(rows)
        for column in range(a_row)
    )
    return Keyboard(keys, body._replace(h=max(0, top - 1 - body.y)))


def show_keys(build: Builder, keyboard: Keyboard, page: int) -> None:
    """The letters of one page, then space, delete and the range that comes next."""
    for place, letter in zip(keyboard.keys, keyboard.page(page), strict=False):
        action, label = (SPACE, "␣") if letter == " " else (f"key:{letter}", _capital(letter))
        build.buttons.append(Button(place, action, (label,), Look.KEY))
    labels = {SPACE: "␣", DELETE: "⌫", MORE: _range(keyboard.page((page + 1) % keyboard.pages), keyboard.keys[0].w)}
    specials = keyboard.specials
    for place, action in zip(keyboard.keys[-len(specials) :], specials, strict=True):
        build.buttons.append(Button(place, action, (labels[action],), Look.ACTION))


def _capital(letter: str) -> str:
    """The letter as keys show it; ß has no capital that everyone knows."""
    return letter if letter == "ß" else letter.upper()


def _range(letters: str, width: int) -> str:
    """`N–Z`: the first and last letter of a page."""
    label = f"{_capital(letters[0])}–{_capital(letters.strip()[-1])}" if letters.strip() else "␣"
    return label if len(label) <= width else "…"
