"""What the person at the glass chose and gathered; nobody who comes later finds any of it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Theme(StrEnum):
    """Near-black on warm white, white on near-black, yellow on black; their colours are in `kiosk.theme`."""

    PAPER = "paper"
    DARK = "dark"
    YELLOW = "yellow"


PACES = (-1, 0, 1)
"""How fast pages are read aloud: slower, as usual, faster."""


@dataclass
class Visitor:
    """A new one begins whenever the start page comes back by itself, and when staff sign out."""

    theme: Theme = Theme.PAPER
    memo: list[str] = field(default_factory=list)
    """Ids of the items on the Merkzettel, in the order in which they were put there."""
    listening: bool = False
    """Whether each page is read aloud."""
    pace: int = 0
    """One of PACES."""
