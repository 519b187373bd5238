"""The keypad on the screen: digits in large keys, the same on every page that asks for a number."""

from collections.abc import Sequence
from itertools import product

from kiosk.frame import BUTTON_H, Frame
from kiosk.screens.builder import Builder
from kiosk.screens.sheet import message
from kiosk.widgets.view import Button, Look, Rect

DELETE, COMMA, OK = "key:delete", "key:,", "ok"
"""Actions besides `key:1` and the like; Enter on a keyboard is `ok` too."""
TELEPHONE, SQUARE, FLAT = "123456789,0⌫", "123⌫456,7890", "12345⌫67890,"
"""The keys in three, four and six columns, row by row."""
KEY_W_MOST, KEY_H_MOST = 10, 5
"""Columns and rows of the largest keys: hands need no larger ones."""


class Keypad:
    """What is being typed: pages keep one, draw it with `show`, and hand it actions and letters.

    One row of keys (28x8) has ranges of digits, then the digits of the range.
    """

    def __init__(self, most: int, *, comma: bool = False, text: str = "") -> None:
        self.text = text
        """Digits, and at most one comma where it is allowed; at most `most` letters."""
        self._most, self._comma, self._range = most, comma, ""

    def show(self, build: Builder, ok: str | None = None) -> Rect:
        """Draw the keys, help, and OK with this label; answers the room that is left for the page, if any."""
        keys, room = lay_pad(build.frame, self._comma, self._range)
        for action, place in keys:
            look = Look.ACTION if action == DELETE else Look.KEY
            build.buttons.append(Button(place, action, (_label(action),), look))
        if ok:
            build.ahead(OK, ok)
        else:
            build.tools()
        return room

    def press(self, action: str) -> bool:
        """Act on a tap; False: it was none of the keys. "back" closes a range that is open."""
        kind, _, key = action.partition(":")
        if action == "back" and self._range:
            self._range = ""
        elif kind == "range":
            self._range = key
        elif kind == "key":
            self._range = ""
            self.typed("\b" if action == DELETE else key)
        else:
            return False
        return True

    def typed(self, letter: str) -> bool:
        """Act on a letter of a keyboard; False: it means nothing here."""
        letter = "," if letter == "." else letter
        if letter == "\b":
            self.text = self.text[:-1]
        elif not ((letter.isascii() and letter.isdigit()) or (letter == "," and self._comma)):
            return False
        elif len(self.text) < self._most and not (letter == "," and "," in self.text):
            self.text += letter
        return True

    def clear(self) -> None:
        """Begin anew."""
        self.text = self._range = ""


def ask(build: Builder, pad: Keypad, title: str, shown: str, ok: str, hints: Sequence[str] = ()) -> None:
    """A whole page with a keypad: what is asked, what was typed (as `shown` shows it), and hints where is room."""
    build.way_back()
    room = pad.show(build, ok)
    entry = f"{shown}▏"
    if room.h < BUTTON_H:
        build.title(*(f"{title}: {entry[cut:]}" for cut in range(len(entry))), entry, reading=room.h > 0)
        return
    build.title(title, reading=True)
    message(build, room, [entry, *hints])


def lay_pad(frame: Frame, comma: bool, opened: str) -> tuple[list[tuple[str, Rect]], Rect]:
    """Keys with their places, and the room beside or above them; `opened` is the range that was tapped.

    A key is at least 20 mm wide on the panels of accessibility 2.3: 4, 5 or 6 columns.
    """
    body = frame.body
    least = 4 if frame.w < 31 else 5 if frame.w < 39 else 6
    if not frame.small:
        letters, across = (TELEPHONE, 3) if body.h >= 4 * (BUTTON_H + 1) - 1 else (SQUARE, 4)
        width = max(across * (least + 1) - 1, min(across * (KEY_W_MOST + 1) - 1, body.w * 2 // 5))
        area = body._replace(x=body.right - width, w=width)
        room = body._replace(w=body.w - width - 1)
        return _keys(frame, area, letters, across, comma), room
    for letters, across, rows in ((FLAT, 6, 2), (SQUARE, 4, 3)):
        high = rows * (BUTTON_H + 1) - 1
        if across * (least + 1) - 1 <= body.w and high <= body.h:
            area, room = body._replace(y=body.bottom - high, h=high), body._replace(h=max(0, body.h - high - 1))
            return _keys(frame, area, letters, across, comma), room
    actions = _ranges(comma, opened)
    area = body._replace(y=body.bottom - BUTTON_H, h=BUTTON_H)
    return list(zip(actions, frame.columns(area, len(actions)), strict=True)), body._replace(h=0)


def _keys(frame: Frame, area: Rect, letters: str, across: int, comma: bool) -> list[tuple[str, Rect]]:
    """All keys in rows; a comma that means nothing leaves its place empty."""
    rows = len(letters) // across
    high = min(KEY_H_MOST, (area.h + 1) // rows - 1)
    places = [
        frame.columns(area._replace(y=area.y + row * (high + 1), h=high), across)[column]
        for row, column in product(range(rows), range(across))
    ]
    keys = zip(letters, places, strict=True)
    return [(DELETE if key == "⌫" else f"key:{key}", place) for key, place in keys if comma or key != ","]


def _ranges(comma: bool, opened: str) -> list[str]:
    if opened:
        return [f"key:{key}" for key in opened]
    last = "range:0," if comma else "key:0"
    return ["range:123", "range:456", "range:789", last, DELETE]


def _label(action: str) -> str:
    """The key itself; of a range its first and last."""
    keys = action.partition(":")[2]
    if action == DELETE:
        return "⌫"
    return keys if len(keys) == 1 else f"{keys[0]} {keys[-1]}" if "," in keys else f"{keys[0]}–{keys[-1]}"
