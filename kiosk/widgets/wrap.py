"""Text laid into lines of cells, and made safe once more at the edge of the screen."""

import re

from rich.cells import cell_len, set_cell_size

from sync.text import clean

_ARABIC = "[\u0620-\u06ff]"
_UNSTEADY = re.compile(f"[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|(?<!{_ARABIC})\u200c|\u200c(?!{_ARABIC})")
"""Joiners, picture marks and skin tones: terminals disagree on their width, and a row would shift. What keeps two
Arabic letters apart stays until these have their forms (`kiosk.widgets.shapes`)."""
TAIL = 3
"""Letters that stand together at the end of a word that had to be cut: a comma alone in a row is no word."""
_BREAKS = re.compile(r"(?<=[-/–—])(?=\w)")


def plain(text: str) -> str:
    """Text as it may reach the terminal: clean (R23, also at the render edge) and of certain width."""
    return clean(_UNSTEADY.sub("", text))


def cut(text: str, width: int) -> str:
    """At most `width` cells of it."""
    return text if cell_len(text) <= width else set_cell_size(text, width)


def fit(text: str, width: int, align: str = "left") -> str:
    """Exactly `width` cells: padded, or cut."""
    text = cut(text, width)
    room = width - cell_len(text)
    if align == "right":
        return " " * room + text
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def wrap(text: str, width: int, limit: int | None = None) -> list[str]:
    """Lines of at most `width` cells, no hyphens added (A3); with `limit` the last line ends in an ellipsis.

    Every line feed starts a new line; words longer than a line break behind a hyphen or slash of
    their own, else at the edge.
    """
    lines = [line for part in plain(text).split("\n") for line in (_wrap_one(part, width) if part else [""])]
    if limit is None or len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], _with_ellipsis(lines[limit - 1], width)] if limit > 0 else []


def unbroken(text: str, width: int) -> bool:
    """Whether it can be wrapped without a word that is broken at the edge."""
    return all(cell_len(piece) <= width for word in plain(text).split() for piece in _BREAKS.split(word))


def _with_ellipsis(line: str, width: int) -> str:
    return line + "…" if cell_len(line) < width else set_cell_size(line, width - 1).rstrip() + "…"


def _wrap_one(text: str, width: int) -> list[str]:
    lines: list[str] = []
    row = ""
    for word in text.split(" "):
        joined = f"{row} {word}" if row else word
        if cell_len(joined) <= width:
            row = joined
            continue
        row = _start_word(row, word, width, lines)
    lines.append(row)
    return lines


def _start_word(row: str, word: str, width: int, lines: list[str]) -> str:
    """Put a word that does not fit behind `row`; finished lines go to `lines`, the open one is returned."""
    if row:
        lines.append(row)
    if cell_len(word) <= width:
        return word
    row = ""
    for piece in _BREAKS.split(word):
        if cell_len(row + piece) <= width:
            row += piece
            continue
        if row:
            lines.append(row)
        *full, row = _chop(piece, width)
        lines.extend(full)
    return row


def _chop(word: str, width: int) -> list[str]:
    """A word cut into pieces of at most `width` cells; at least one letter a piece, and in the last `TAIL` of them."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and cell_len(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    lacking = TAIL - len(pieces[-1])
    if len(pieces) > 1 and 0 < lacking < len(pieces[-2]) - TAIL:
        pieces[-2:] = [pieces[-2][:-lacking], pieces[-2][-lacking:] + pieces[-1]]
    return pieces
