"""A line of text becomes rows that are no wider than the paper; long words break where a reader expects it."""

import re
from bisect import bisect_right
from collections.abc import Callable

from printing.letters import NO_BREAK, clusters

Measure = Callable[[str], int]
"""Columns that a row takes."""

_JOINT = re.compile(r"(?<=[^\W\d_]{2}[-/])(?=[^\W\d_]{2})")
"""Behind a hyphen or slash between words (`Mutter-Kind-Treff`), not inside `E-Mail`."""

_VOWELS = "aeiouyäöüàâáéèêëíìîïóòôúùûæøıąęаеёиоуыэюяіїє"
_CONSONANTS = "bcdfgjlmnpqrstvwxzßçñğşłńśćźżбвгґджзйклмнпрстфхцчшщ"
_SYLLABLE = re.compile(rf"(?=(?:sch|(?<!s)ch|ck|qu|(?<!c)[hk]|[{_CONSONANTS}])[{_VOWELS}])")
"""German and most of its neighbours: the last consonant goes to the next row; sch, ch and ck stay whole."""

_COMPOUND = re.compile(
    "".join(("(?:", "|".join(f"(?<={end})" for end in ("schafts", "ungs", "heits", "keits", "ions")), r")(?=\w)"))
)
"""Joints of German compounds whose s belongs to the first part."""

_BOUND = re.compile(
    r"(?:(?<=\b\d\.)|(?<=\b\d\d\.)|(?<=\b\d{5})) (?=[^\W\d])|(?<=\d) (?=Uhr|Euro|EUR|€|Std|Stunde|Minute)"
)
"""Blanks that should not end a row: `26. November`, `1. Stock`, `50733 Köln`, `17 Uhr`, `1,50 €`, `2 Stunden`."""

_RAGGED = re.compile("^$|^[ \u00a0]|[ \u00a0][ \u00a0]|[ \u00a0]$")
"""Blanks that no row keeps."""
_SIGNS = frozenset("-/.,;:?&=#@_+)|")
LEAST = 3
"""Letters that a broken word keeps on either side."""
CLUSTER_MAX = 16
"""Code points of the longest picture that is one sign: a family of four with tones of skin has eleven."""


def wrap(text: str, columns: int, measure: Measure = len) -> list[str]:
    """Rows of at most `columns`; blanks at row ends go, every other letter stays, in order.

    A hyphen is added only where a plain word breaks between two syllables. An empty list for blank text.
    Letters of different widths bring their own `measure`; no letter is parted from its marks.
    """
    if measure(text) <= columns and not _RAGGED.search(text):
        return [text.replace(NO_BREAK, " ")]
    rows: list[str] = []
    full = True
    for word in _words(text, columns, measure):
        glue = " "
        for part, hyphen in _parts(word, columns, measure):
            if full or measure(rows[-1] + glue + part + hyphen) > columns:
                rows.append(part + hyphen)
            else:
                rows[-1] += glue + part + hyphen
            full, glue = bool(hyphen), ""
    return [row.replace(NO_BREAK, " ") for row in rows]


def _words(text: str, columns: int, measure: Measure) -> list[str]:
    """Words, those that belong together as one while they fit on a row."""
    words: list[str] = []
    for word in _BOUND.sub(NO_BREAK, text).split(" "):
        parts = [word] if measure(word) <= columns else word.split(NO_BREAK)
        words.extend(part for part in parts if part.strip())
    return words


def _parts(word: str, columns: int, measure: Measure) -> list[tuple[str, str]]:
    """Pieces of a word that may stand on different rows, each with the hyphen that ends its row."""
    parts: list[tuple[str, str]] = []
    for part in _JOINT.split(word):
        rest = part
        while measure(rest) > columns:
            at, hyphen = _break(rest, _room(rest, columns, measure))
            at = _between_letters(rest, at)
            parts.append((rest[:at], hyphen))
            rest = rest[at:]
        parts.extend([(rest, "")] if rest else [])
    return parts


def _room(word: str, columns: int, measure: Measure) -> int:
    """Letters from the word's head that fit on a row, also when a hyphen stands for the last of them; at least one."""
    return (
        bisect_right(
            range(2, min(columns, len(word)) + 1),
            columns,
            key=lambda room: max(measure(word[:room]), measure(f"{word[: room - 1]}-")),
        )
        + 1
    )


def _between_letters(word: str, at: int) -> int:
    """The place itself, or the nearest before it that parts no letter from its marks; else the first behind it."""
    if word.isascii() or at >= len(word):
        return at
    ends, end = [], 0
    for piece in clusters(word[: at + CLUSTER_MAX]):
        end += len(piece)
        ends.append(end)
    return max((end for end in ends if end <= at), default=ends[0])


def _break(word: str, columns: int) -> tuple[int, str]:
    """Where to break a word wider than the paper, and what to add there."""
    signs = [at for at in range(max(columns // 3, 1), columns + 1) if word[at - 1] in _SIGNS]
    if signs:
        return signs[-1], ""
    near = word[: columns + 2 * LEAST]
    plain = _lower(near[: next((at for at, letter in enumerate(near) if not letter.isalpha()), len(near))])
    joints = _places(_COMPOUND, plain, columns)
    if joints and joints[-1] >= columns // 2:
        return joints[-1], "-"
    ends = {found.start() - 1 for found in _COMPOUND.finditer(plain)}
    syllables = [at for at in _places(_SYLLABLE, plain, columns) if at not in ends]
    return (syllables[-1], "-") if syllables else (columns, "")


def _lower(word: str) -> str:
    """Small letters, each in the place of its capital (the Turkish one with a dot would become two)."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in word)


def _places(pattern: re.Pattern[str], word: str, columns: int) -> list[int]:
    """Places with a vowel before them and enough letters on both sides, leaving room for the hyphen."""
    last = min(columns - 1, len(word) - LEAST)
    starts = [found.start() for found in pattern.finditer(word)]
    return [at for at in starts if LEAST <= at <= last and any(letter in _VOWELS for letter in word[:at])]
