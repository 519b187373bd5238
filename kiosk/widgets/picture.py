"""A small picture becomes half cells, two pixels above each other in each: colours only, no graphics commands."""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from operator import mul
from typing import NamedTuple

import msgspec

SHAPE = 0.965
"""Height of half a cell in widths of a cell: terminals' cells are 1 to 1.93 (foot with DejaVu Sans Mono)."""
LEAST = (10, 4)
"""Columns and rows from which a picture can be recognised."""
SHOWN = ("truecolor", "256")
"""Rich's names of colour systems that have a colour for each half cell; 8 and 16 colours make blots of a picture."""
_HEAD = re.compile(rb"P6 (\d{1,3}) (\d{1,3}) 255")


class Pixels(msgspec.Struct, frozen=True):
    """A picture, rows of red, green and blue from the top, a byte each."""

    width: int
    height: int
    rgb: bytes


def shows_pictures(colours: str | None) -> bool:
    """Whether a terminal of this colour system, as Textual found it, shows pictures; others show their words."""
    return colours in SHOWN


def pixels(raw: bytes) -> Pixels | None:
    """A small picture as `printing.thumbnail` makes it; None for anything else, for a page must not fail by it."""
    head, _, rgb = raw.partition(b"\n")
    found = _HEAD.fullmatch(head)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    return Pixels(width, height, rgb) if width and height and len(rgb) == 3 * width * height else None


def size_within(picture: Pixels, cols: int, rows: int) -> tuple[int, int]:
    """Columns and rows of the picture in a room of that size, its shape kept as far as whole rows allow."""
    tall = picture.height / picture.width / SHAPE / 2
    wide = min(cols, max(1, round(rows / tall)))
    return wide, min(rows, max(1, round(wide * tall)))


@lru_cache(maxsize=16)
def half_cells(picture: Pixels, cols: int, rows: int) -> tuple[bytes, ...]:
    """The picture in so many cells: twice as many rows as cells, three bytes a column.

    Each pixel is the mean of what it covers, so that thin lines pale instead of vanishing.
    """
    wide = 3 * picture.width
    lines = [picture.rgb[at : at + wide] for at in range(0, len(picture.rgb), wide)]
    across = _shares(picture.width, cols)
    return tuple(_narrowed(_mixed(lines, share), across) for share in _shares(picture.height, 2 * rows))


class Share(NamedTuple):
    """What makes one new pixel: old ones from `first` on, and how much of it each."""

    first: int
    parts: tuple[float, ...]


def _shares(old: int, new: int) -> list[Share]:
    """For each of `new` pixels in a row those of `old` that it covers."""
    step = old / new
    bounds = [(at * step, min(old, (at + 1) * step)) for at in range(new)]
    return [
        Share(int(start), tuple((min(at + 1, end) - max(at, start)) / step for at in range(int(start), ceil(end))))
        for start, end in bounds
    ]


def _mixed(lines: Sequence[bytes], share: Share) -> list[float]:
    """One line out of several."""
    covered = lines[share.first : share.first + len(share.parts)]
    return [sum(map(mul, share.parts, column)) for column in zip(*covered, strict=True)]


def _narrowed(line: Sequence[float], shares: Sequence[Share]) -> bytes:
    """A line of as many pixels as there are shares."""
    channels = [line[channel::3] for channel in range(3)]
    mixed = (sum(map(mul, parts, channel[first:])) for first, parts in shares for channel in channels)
    return bytes(min(255, round(part)) for part in mixed)
