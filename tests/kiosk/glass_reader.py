"""Reads what reaches the terminal: only the sequences that our renderer may emit, drawn on a grid of letters."""

import re
from codecs import getincrementaldecoder

from rich.cells import get_character_cell_size

MODES = frozenset((25, 47, *range(1000, 1007), 1015, 1016, 1049, 2004, 2026, 2027, 2048))
"""Private modes that may be switched."""
_WHOLE = re.compile(
    r"\x1b\[(?P<params>[0-9;:]*)(?P<final>[mHfABCDEFGdJKn])"
    r"|\x1b\[\?(?P<modes>[0-9;]+)(?P<set>[hl])"
    r"|\x1b\[\?(?P<asked>[0-9;]+)\$p"
    r"|\x1b\[[>?<=](?P<kitty>[0-9;]*)u"
    r"|\x1b\]22;(?P<shape>[a-z-]*)(?:\x07|\x1b\\)"
    r"|(?P<control>[\r\n])"
    r"|(?P<letter>[^\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb])"
)
_PART = re.compile(r"\x1b(?:\[[<>?=]?[0-9;:]{0,80}\$?|\][0-9;a-z-]{0,30}\x1b?)?")
"""The beginning of a sequence whose end may still come."""


class Reader:
    """`rows` holds the picture, `foreign` everything that a terminal must never get, `modes` what is switched on."""

    def __init__(self, cols: int, rows: int) -> None:
        self._decode = getincrementaldecoder("utf-8")().decode
        self._left = ""
        self.foreign: list[str] = []
        self.loose = 0
        """Line ends in the middle of text: our renderer ends its styles first."""
        self._last: str | None = None
        self.modes: dict[int, bool] = {}
        self.kitty = 0
        self.resize(cols, rows)

    def resize(self, cols: int, rows: int) -> None:
        """An empty grid of another size."""
        self._cells = [[" "] * cols for _ in range(rows)]
        self._x = self._y = 0

    @property
    def rows(self) -> list[str]:
        """The picture, a line a row."""
        return ["".join(row) for row in self._cells]

    def find(self, words: str) -> tuple[int, int] | None:
        """Column and row of words on the grid, counted from 0."""
        return next(((row.index(words), y) for y, row in enumerate(self.rows) if words in row), None)

    def feed(self, data: bytes) -> None:
        """Draw the next bytes."""
        text = self._left + self._decode(data)
        at = 0
        while at < len(text):
            match = _WHOLE.match(text, at)
            if match:
                self._draw(match)
                at = match.end()
            elif _PART.fullmatch(text, at):
                break
            else:
                self.foreign.append(text[max(0, at - 10) : at + 20])
                at += 1
        self._left = text[at:]

    def _draw(self, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "letter":
                self._put(match["letter"])
            case "control":
                self.loose += self._last == "letter"
                self._x, self._y = (0, self._y) if match["control"] == "\r" else (0, self._y + 1)
            case "final":
                self._move(match["params"], match["final"])
            case "set":
                self._switch(match)
            case "kitty":
                self.kitty += {">": 1, "<": -1}.get(match[0][2], 0)
        self._last = match.lastgroup

    def _switch(self, match: re.Match[str]) -> None:
        modes = {int(mode) for mode in match["modes"].split(";")}
        if not modes <= MODES:
            self.foreign.append(match[0])
        self.modes |= dict.fromkeys(modes, match["set"] == "h")

    def _move(self, params: str, final: str) -> None:
        numbers = [int(part or 1) for part in params.split(";")] if final in "Hf" else []
        if numbers:
            self._y, self._x = numbers[0] - 1, (numbers[1] if len(numbers) > 1 else 1) - 1
        elif final == "J":
            self._cells = [[" "] * len(row) for row in self._cells]

    def _put(self, letter: str) -> None:
        width = get_character_cell_size(letter)
        if width and 0 <= self._y < len(self._cells) and self._x < len(self._cells[self._y]):
            self._cells[self._y][self._x] = letter
            if width == 2 and self._x + 1 < len(self._cells[self._y]):
                self._cells[self._y][self._x + 1] = ""
        self._x += width
