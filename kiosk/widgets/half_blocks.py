"""A picture becomes rows of half blocks: the upper pixel in the colour of the letter, the lower one in the ground's."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from kiosk.widgets.view import Picture

UPPER = "▀"


def half_blocks(picture: Picture) -> Iterator[tuple[Segment, ...]]:
    """What stands in each row of the picture; equal cells beside each other are one piece."""
    for upper, lower in zip(picture.pixels[::2], picture.pixels[1::2], strict=True):
        cells = (upper[at : at + 3] + lower[at : at + 3] for at in range(0, len(upper), 3))
        yield tuple(Segment(UPPER * len(list(run)), _style(pair)) for pair, run in groupby(cells))


@lru_cache(maxsize=2048)
def _style(pair: bytes) -> Style:
    """The two colours of a cell; drawn pictures have few, and a page is painted at each touch."""
    return Style(color=Color.from_rgb(*pair[:3]), bgcolor=Color.from_rgb(*pair[3:]))
