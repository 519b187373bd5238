"""Numbers and user names in a narrow column: in one piece while they fit, else in pieces of its width."""

import re
from collections.abc import Iterable

PIECE = 10
"""Letters of a number or user name that stay together: as many as a narrow column holds in 16 pt."""
_LONG = re.compile(rf"\S{{{PIECE + 1},}}")


def in_pieces(text: str) -> str:
    """A number that may go on in the next line (U+200B) where it is longer than a narrow column."""
    return _LONG.sub(
        lambda found: "\u200b".join(found[0][at : at + PIECE] for at in range(0, len(found[0]), PIECE)), text
    )


def wide(numbers: Iterable[str]) -> bool:
    """Whether some number is too long for a column that is as narrow as its widest one."""
    return any(len(number) > PIECE for number in numbers)
