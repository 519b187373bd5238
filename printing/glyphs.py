"""Which of the shipped fonts has which letter: asked of the files' own tables, before anything is drawn."""

import struct
from enum import Enum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from printing.letters import clusters

FONTS = Path(__file__).parent / "fonts"
BOX = "□"
"""Stands for a letter that no font here has: it says that something is missing, and how much."""
PICTURES_FROM = 0x1F000
"""From here on a sign is a picture first, and comes from the font of pictures where that has it."""
_INVISIBLE = frozenset(map(ord, "\u200c\u200d\ufe0f"))


class Face(Enum):
    """A font file."""

    BOLD = "DejaVuSans-Bold.ttf"
    PLAIN = "DejaVuSans.ttf"
    PICTURES = "NotoEmoji-Bold.ttf"


Run = tuple[Face, str]
"""Letters of one font."""


def shown(line: str) -> str:
    """The line with a box for each letter that no font has, and without marks that its letter's font lacks."""
    return "".join(_shown(piece) for piece in clusters(line))


def runs(line: str, *, bold: bool) -> list[Run]:
    """The line's letters by font, in order; a blank belongs to the font of letters."""
    faces = [(_face(piece, bold=bold), piece) for piece in clusters(line)]
    return [(face, "".join(piece for _, piece in group)) for face, group in groupby(faces, key=lambda pair: pair[0])]


def _shown(piece: str) -> str:
    face = _face(piece, bold=True)
    has = _table(face)
    if ord(piece[0]) not in has:
        return BOX
    return "".join(letter for letter in piece if ord(letter) in has)


@lru_cache(maxsize=4096)
def _face(piece: str, *, bold: bool) -> Face:
    """The first font that has the whole piece, else the first that has its letter, else the font of letters."""
    letters = (Face.BOLD, Face.PLAIN) if bold else (Face.PLAIN,)
    picture = ord(piece[0]) >= PICTURES_FROM or "\ufe0f" in piece
    order = (Face.PICTURES, *letters) if picture else (*letters, Face.PICTURES)
    wanted = frozenset(map(ord, piece))
    whole = next((face for face in order if wanted <= _table(face)), None)
    return whole or next((face for face in order if ord(piece[0]) in _table(face)), letters[0])


@cache
def _table(face: Face) -> frozenset[int]:
    """The code points of a font: the groups of its table for all of Unicode (OpenType, cmap format 12).

    What joins letters and pictures needs no glyph, so every font has it.
    """
    data = (FONTS / face.value).read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in _records(data)}
    start = tables[b"cmap"]
    places = (struct.unpack_from(">HHI", data, start + 4 + 8 * number)[2] for number in range(_short(data, start + 2)))
    group = next(start + place for place in places if _short(data, start + place) == 12)
    count = struct.unpack_from(">I", data, group + 12)[0]
    spans = (struct.unpack_from(">II", data, group + 16 + 12 * number) for number in range(count))
    return _INVISIBLE.union(code for first, last in spans for code in range(first, last + 1))


def _records(data: bytes) -> range:
    return range(12, 12 + 16 * _short(data, 4), 16)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
