"""What stands on the glass: the bytes of a terminal program as rows of letters, colours left out."""

import re
from collections.abc import Callable
from functools import lru_cache

from rich.cells import cell_len

_TOKEN = re.compile(
    rb"\x1b\[([0-?]*)[ -/]*([@-~])"  # CSI
    rb"|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC and DCS
    rb"|\x1b[()][0-9A-Za-z]|\x1b[=>78cM]"
    rb"|[\r\n\x08]|[^\x00-\x1f\x7f]+"
)
_CLOCK = re.compile(r"\d\d:\d\d")


class Glass:
    """A grid that understands what Textual writes: cursor places, erasing, and text. Wide letters fill two cells."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self._cells = [[" "] * cols for _ in range(rows)]
        self._x = self._y = 0
        self._rest = b""
        self._moves: dict[bytes, Callable[[list[int]], None]] = {
            b"H": lambda at: self._move(at[1] if len(at) > 1 else 1, at[0] if at else 1),
            b"A": lambda at: self._move(self._x + 1, self._y + 1 - (at[0] if at else 1)),
            b"B": lambda at: self._move(self._x + 1, self._y + 1 + (at[0] if at else 1)),
            b"C": lambda at: self._move(self._x + 1 + (at[0] if at else 1), self._y + 1),
            b"D": lambda at: self._move(self._x + 1 - (at[0] if at else 1), self._y + 1),
            b"K": lambda at: self._put(" " * (cols - self._x)),
            b"J": lambda at: self._wipe(),
        }

    def feed(self, data: bytes) -> None:
        """Take bytes as they come; what is cut in the middle waits for the rest."""
        data, self._rest = self._rest + data, b""
        at = 0
        while at < len(data):
            token = _TOKEN.match(data, at)
            if token is None:
                if data[at] == 0x1B and len(data) - at < 64:
                    self._rest = data[at:]
                    return
                at += 1
                continue
            at = token.end()
            self._take(token, last=at == len(data))

    def _take(self, token: re.Match[bytes], last: bool) -> None:
        whole = token.group()
        if token.group(2):
            move = self._moves.get(token.group(2))
            if move:
                move([int(part or b"1") for part in token.group(1).split(b";") if part.isdigit() or not part])
        elif whole == b"\r":
            self._x = 0
        elif whole == b"\n":
            self._x, self._y = 0, min(self._y + 1, self.rows - 1)
        elif whole[0] >= 0x20:
            text = whole.decode("utf-8", "ignore")
            self._rest = whole[len(text.encode()) :] if last else b""
            self._put(text)

    def _move(self, column: int, row: int) -> None:
        self._x, self._y = max(0, min(column - 1, self.cols - 1)), max(0, min(row - 1, self.rows - 1))

    def _put(self, text: str) -> None:
        row = self._cells[self._y]
        for letter in text:
            wide = _width(letter)
            if wide and self._x + wide <= self.cols:
                row[self._x : self._x + wide] = [letter, *[""] * (wide - 1)]
            self._x = min(self._x + wide, self.cols)

    def _wipe(self) -> None:
        self._cells = [[" "] * self.cols for _ in range(self.rows)]

    @property
    def lines(self) -> list[str]:
        """The rows as text; a wide letter stands for its two cells by an empty one behind it."""
        return ["".join(row) for row in self._cells]

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.lines)

    @property
    def without_clock(self) -> str:
        """All rows, the clock of the first one left out: it may change by itself."""
        first, *rest = self.lines
        return "\n".join([_CLOCK.sub("", first[self.cols // 2 :]), first[: self.cols // 2], *rest])

    def find(self, words: str) -> tuple[int, int]:
        """Column and row of the middle of the last place where these words stand; raises LookupError."""
        for y in reversed(range(self.rows)):
            x = self.lines[y].rfind(words)
            if x >= 0:
                return cell_len(self.lines[y][:x]) + len(words) // 2, y
        raise LookupError(f"{words!r} does not stand on\n{self.text}")


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    return cell_len(letter)
