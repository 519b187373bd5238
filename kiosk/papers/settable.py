"""Data for the typesetter in letters that its fonts have: a page with a missing one cannot be read out."""

import re
from collections.abc import Iterable

import msgspec

from printing.glyphs import shown

PIECE = 10
"""Letters of a number or user name that stay together: as many as a narrow column holds in 16 pt."""
_LONG = re.compile(rf"\S{{{PIECE + 1},}}")


def settable(data: object) -> object:
    """The same data as plain lists and tables; a letter that no font has becomes a box."""
    return _settable(msgspec.to_builtins(data))


def _settable(value: object) -> object:
    match value:
        case str():
            return "\n".join(map(shown, value.split("\n")))
        case list() | tuple():
            return [_settable(one) for one in value]
        case dict():
            return {key: _settable(one) for key, one in value.items()}
        case _:
            return value


def in_pieces(text: str) -> str:
    """A number that may go on in the next line (U+200B) where it is longer than a narrow column."""
    return _LONG.sub(
        lambda found: "\u200b".join(found[0][at : at + PIECE] for at in range(0, len(found[0]), PIECE)), text
    )


def wide(numbers: Iterable[str]) -> bool:
    """Whether some number is too long for a column that is as narrow as its widest one."""
    return any(len(number) > PIECE for number in numbers)
