"""The keyboard on the screen: large keys in the order of the alphabet."""

from itertools import pairwise

import msgspec

from kiosk.frame import BUTTON_H, Frame
from kiosk.screens.builder import Builder
from kiosk.widgets.view import Button, Look, Rect

ALPHABET, UMLAUTS, DIGITS = "abcdefghijklmnopqrstuvwxyz", "äöüß", "0123456789"
DELETE, SPACE = "key:delete", "key:space"
SIGNS = {DELETE: "⌫", SPACE: "␣"}


class Keyboard(msgspec.Struct, frozen=True):
    """Where keys stand, and what they do.

    Few keys (small grids) show ranges of letters, then the letters of the range: two taps for nearly every letter.
    Many keys show letters at once, and a key for each other page that has room.
    """

    area: Rect
    """The rows of keys with the blank rows between."""
    rows: int
    a_row: int
    """Most keys in a row."""
    room: Rect
    """What is left of the body above the keys."""
    ranged: bool

    @property
    def size(self) -> int:
        """Most keys at once."""
        return self.rows * self.a_row

    def actions(self, at: str) -> list[str]:
        """What the keys do, in their order, "" for none; `at` is the range or the page that was opened last."""
        return self._ranges(at) if self.ranged else self._letters(at)

    def places(self, frame: Frame, keys: int) -> list[Rect]:
        """Cells of so many keys; fewer keys in the rows of a small grid are wider."""
        a_row = -(-keys // self.rows) if self.ranged else self.a_row
        rows = [self.area._replace(y=y, h=BUTTON_H) for y in range(self.area.y, self.area.bottom, BUTTON_H + 1)]
        return [place for row in rows for place in frame.columns(row, a_row)][:keys]

    def _ranges(self, at: str) -> list[str]:
        if at and len(at) <= self.size:
            return [f"key:{letter}" for letter in at]
        if at.endswith(DIGITS):
            letters = at.removesuffix(DIGITS)
            parts = [*parts_of(letters, self.size), DIGITS] if letters else parts_of(DIGITS, self.size)
            return [*(f"range:{part}" for part in parts), SPACE]
        parts = parts_of(ALPHABET + UMLAUTS, self.size)
        if len(parts) + 3 <= self.size:
            return [*(f"range:{part}" for part in (*parts, DIGITS)), SPACE, DELETE]
        first, rest = parts[: self.size - 2], "".join(parts[self.size - 2 :])
        return [*(f"range:{part}" for part in first), f"range:{rest}{DIGITS}", DELETE]

    def _letters(self, at: str) -> list[str]:
        pages = [*parts_of(ALPHABET, self.size - 3), *parts_of(UMLAUTS + DIGITS, self.size - 2)]
        page = pages.index(at) if at in pages else 0
        letters, others = pages[page], [*pages[page + 1 :], *pages[:page]]
        signs = [SPACE, DELETE] if len(letters) + 3 <= self.size else [DELETE]
        ends = [*signs, *(f"range:{other}" for other in others[: self.size - len(letters) - len(signs)])]
        return [*(f"key:{letter}" for letter in letters), *[""] * (self.size - len(letters) - len(ends)), *ends]


def parts_of(letters: str, most: int) -> list[str]:
    """Letters in parts of at most so many, as equal as can be."""
    count = -(-len(letters) // most)
    each, more = divmod(len(letters), count)
    ends = [part * each + min(part, more) for part in range(count + 1)]
    return [letters[start:end] for start, end in pairwise(ends)]


def lay_keys(frame: Frame) -> Keyboard:
    """Keys at the bottom of the body: one row on tiny grids, two on others, three where half of the body is left.

    A key is at least 20 mm wide on the panels of accessibility 2.3: 4, 5 or 6 columns.
    """
    body = frame.body
    width = 4 if frame.w < 31 else 5 if frame.w < 39 else 6
    rows = 1 if frame.tiny else 2 if body.h < 24 else 3
    high = rows * (BUTTON_H + 1) - 1
    area = body._replace(y=body.bottom - high, h=high)
    room = body._replace(h=max(0, body.h - high - 1))
    return Keyboard(area, rows, min(10, (body.w + 1) // (width + 1)), room, frame.small)


def show_keys(build: Builder, keyboard: Keyboard, at: str) -> None:
    """The keys of a range or page."""
    actions = keyboard.actions(at)
    for place, action in zip(keyboard.places(build.frame, len(actions)), actions, strict=True):
        if action:
            look = Look.ACTION if action in SIGNS or action.startswith("range:") else Look.KEY
            build.buttons.append(Button(place, action, (_label(action),), look))


def _label(action: str) -> str:
    """The letter as keys show it (ß has no capital everyone knows), the first and last of a range, or three signs."""
    letters = action.partition(":")[2]
    if action in SIGNS:
        return SIGNS[action]
    if not letters[-1].isalnum():
        return letters[:3].replace(" ", "␣")
    ends = letters if len(letters) == 1 else f"{letters[0]}–{letters[-1]}"
    return "".join(letter if letter == "ß" else letter.upper() for letter in ends)
