"""A name on the keys of the screen: its words begin with capitals by themselves."""

import re

from kiosk.screens.builder import Builder
from kiosk.screens.keyboard import lay_keys, show_keys
from kiosk.widgets.view import Rect

_FIRST = re.compile(r"(?:^|(?<=[ -]))\w")


class LetterKeys:
    """What is being typed: pages keep one, draw it with `show`, and hand it actions and letters."""

    def __init__(self, most: int, text: str = "") -> None:
        self.text = text
        self._most, self._range, self._ranged = most, "", False

    def show(self, build: Builder, ok: str) -> Rect:
        """Draw the keys, help, and OK (action "ok") with this label; answers the room left above, if any."""
        keyboard = lay_keys(build.frame)
        self._ranged = keyboard.ranged
        show_keys(build, keyboard, self._range)
        build.ahead("ok", ok)
        return keyboard.room

    def press(self, action: str) -> bool:
        """Act on a tap; False: it was none of the keys. "back" closes a range that is open."""
        kind, _, key = action.partition(":")
        if action == "back" and self._range and self._ranged:
            self._range = ""
        elif kind == "range":
            self._range = key
        elif kind == "key":
            self._range = "" if self._ranged else self._range
            self.typed({"delete": "\b", "space": " "}.get(key, key))
        else:
            return False
        return True

    def typed(self, letter: str) -> bool:
        """Act on a letter of a keyboard; it always means something."""
        if letter == "\b":
            self.text = self.text[:-1]
        elif len(self.text) < self._most and (letter != " " or self.text.strip()):
            self.text = _FIRST.sub(lambda found: found[0].upper(), self.text + letter)
        return True
