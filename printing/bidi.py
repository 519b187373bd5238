"""Runs of several fonts in the order in which they stand on paper, where some are written from right to left.

Within one font Pillow's raqm does this by the whole Unicode algorithm; it cannot for a line whose
letters come from two. What is here is its part for such lines (UAX #9: W4 to W7, N1, N2, I1, I2, L2).
"""

import re
import unicodedata
from itertools import groupby

from printing.glyphs import Face, Run
from printing.letters import clusters

Placed = tuple[Face, str, bool]
"""A run from left to right on paper, and whether its letters run from right to left."""

ISOLATES = ("\u2066", "\u2069")
"""What stands between these keeps its own order (UAX #9, LRI and PDI); no font shows them."""
_CHAIN, _SIGNED = r"\d+(?:-\d+)+", r"[-+\u2212]\d+(?:[.,]\d+)*"
_DIALLED = r"(?:\+|\(0|0)[\d ()/-]*\d"
_NUMBER_READ_WHOLE = re.compile(rf"(?<![\w:.,/-])(?:{_DIALLED}|{_CHAIN}|{_SIGNED})(?![\w:/-]|[.,]\d)")

_LEFT, _RIGHT, _NUMBER = "L", "R", "N"
_TYPES = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT, "EN": _NUMBER, "AN": _NUMBER}


def reads_leftwards(line: str) -> bool:
    """Whether the first letter with a direction is written from right to left (UAX #9, P2 and P3)."""
    strong = (unicodedata.bidirectional(letter) for letter in line)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def has_leftward(line: str) -> bool:
    """Whether any letter is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in line)


def numbers_whole(line: str) -> str:
    """The line with isolates around what one reads from left to right in Arabic too: numbers with hyphens or a sign,
    and those of telephones. The algorithm would turn their parts round.
    """
    return _NUMBER_READ_WHOLE.sub(_isolated, line)


def _isolated(found: re.Match[str]) -> str:
    """Two short numbers with a blank between them are no number."""
    number = found[0]
    several = not {" ", "/"}.isdisjoint(number) and sum(map(str.isdecimal, number)) < 6
    return number if several else number.join(ISOLATES)


def placed(runs: list[Run], *, leftwards: bool) -> list[Placed]:
    """The runs of a line from left to right; `leftwards` is the direction of its paragraph."""
    pieces = [(face, piece) for face, text in runs for piece in clusters(text)]
    levels = _levels([piece for _, piece in pieces], base=int(leftwards))
    marked = [(face, level, piece) for (face, piece), level in zip(pieces, levels, strict=True)]
    grouped = [
        (face, level, "".join(piece for _, _, piece in group))
        for (face, level), group in groupby(marked, key=lambda one: one[:2])
    ]
    return [(face, text, bool(level % 2)) for face, level, text in _reordered(grouped)]


def _levels(pieces: list[str], base: int) -> list[int]:
    kinds = _directions(pieces, base)
    sides = [_RIGHT if kind == _NUMBER else kind for kind in kinds]
    levels = []
    for at, kind in enumerate(kinds):
        side = kind or _between(sides, at, base)
        levels.append({_RIGHT: 1, _LEFT: 2 * base, _NUMBER: 2}[side])
    return levels


def _directions(pieces: list[str], base: int) -> list[str]:
    """Left, right, number in a text from right to left, or nothing for what takes its neighbours' direction."""
    kinds: list[str] = []
    last = (_LEFT, _RIGHT)[base]
    raw = [unicodedata.bidirectional(piece[0]) for piece in pieces]
    for at, kind in enumerate(raw):
        inside = 0 < at < len(raw) - 1 and raw[at - 1] == raw[at + 1] == "EN"
        side = _TYPES["EN"] if kind in ("ES", "CS") and inside else _TYPES.get(kind, "")
        last = side if side in (_LEFT, _RIGHT) else last
        kinds.append(_LEFT if side == _NUMBER and last == _LEFT else side)
    return kinds


def _between(sides: list[str], at: int, base: int) -> str:
    own = (_LEFT, _RIGHT)[base]
    before = next((side for side in reversed(sides[:at]) if side), own)
    after = next((side for side in sides[at + 1 :] if side), own)
    return before if before == after else own


def _reordered(parts: list[tuple[Face, int, str]]) -> list[tuple[Face, int, str]]:
    """From the highest level down, each stretch of at least that level turns round (L2)."""
    for least in range(max((level for _, level, _ in parts), default=0), 0, -1):
        turned: list[tuple[Face, int, str]] = []
        for high, group in groupby(parts, key=lambda part: part[1] >= least):
            stretch = list(group)
            turned.extend(reversed(stretch) if high else stretch)
        parts = turned
    return parts
