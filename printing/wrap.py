"""A line of text becomes rows that are no wider than the paper; long words break where a reader expects it."""

import re

from printing.letters import NO_BREAK

_JOINT = re.compile(r"(?<=[^\W\d_]{2}[-/])(?=[^\W\d_]{2})")
"""Behind a hyphen or slash between words (`Mutter-Kind-Treff`), not inside `E-Mail`."""

_VOWELS = "aeiouyäöüàâáéèêëíìîïóòôúùûæø"
_SYLLABLE = re.compile(rf"(?=(?:sch|(?<!s)ch|ck|qu|(?<!c)[hk]|[bcdfgjlmnpqrstvwxzßçñ])[{_VOWELS}])")
"""German and most of its neighbours: the last consonant goes to the next row; sch, ch and ck stay whole."""

_COMPOUND = re.compile(
    "".join(("(?:", "|".join(f"(?<={end})" for end in ("schafts", "ungs", "heits", "keits", "ions")), r")(?=\w)"))
)
"""Joints of German compounds whose s belongs to the first part."""

_BOUND = re.compile(r"(?:(?<=\b\d\.)|(?<=\b\d\d\.)|(?<=\b\d{5})) (?=[^\W\d])|(?<=\d) (?=Uhr|Euro|EUR|€)")
"""Blanks that should not end a row: `26. November`, `1. Stock`, `50733 Köln`, `17 Uhr`, `1,50 €`."""

_SIGNS = frozenset("-/.,;:?&=#@_+)|")
LEAST = 3
"""Letters that a broken word keeps on either side."""


def wrap(text: str, columns: int) -> list[str]:
    """Rows of at most `columns` letters; blanks at row ends go, every other letter stays, in order.

    A hyphen is added only where a plain word breaks between two syllables. An empty list for blank text.
    """
    rows: list[str] = []
    full = True
    for word in _words(text, columns):
        glue = " "
        for part, hyphen in _parts(word, columns):
            if full or len(rows[-1]) + len(glue) + len(part) > columns:
                rows.append(part + hyphen)
            else:
                rows[-1] += glue + part + hyphen
            full, glue = bool(hyphen), ""
    return [row.replace(NO_BREAK, " ") for row in rows]


def _words(text: str, columns: int) -> list[str]:
    """Words, those that belong together as one while they fit on a row."""
    words: list[str] = []
    for word in _BOUND.sub(NO_BREAK, text).split(" "):
        parts = [word] if len(word) <= columns else word.split(NO_BREAK)
        words.extend(part for part in parts if part.strip())
    return words


def _parts(word: str, columns: int) -> list[tuple[str, str]]:
    """Pieces of a word that may stand on different rows, each with the hyphen that ends its row."""
    parts: list[tuple[str, str]] = []
    for part in _JOINT.split(word):
        rest = part
        while len(rest) > columns:
            at, hyphen = _break(rest, columns)
            parts.append((rest[:at], hyphen))
            rest = rest[at:]
        parts.append((rest, ""))
    return parts


def _break(word: str, columns: int) -> tuple[int, str]:
    """Where to break a word wider than the paper, and what to add there."""
    signs = [at for at in range(columns // 3, columns + 1) if word[at - 1] in _SIGNS]
    if signs:
        return signs[-1], ""
    plain = word[: next((at for at, letter in enumerate(word) if not letter.isalpha()), len(word))].lower()
    joints = _places(_COMPOUND, plain, columns)
    if joints and joints[-1] >= columns // 2:
        return joints[-1], "-"
    ends = {found.start() - 1 for found in _COMPOUND.finditer(plain)}
    syllables = [at for at in _places(_SYLLABLE, plain, columns) if at not in ends]
    return (syllables[-1], "-") if syllables else (columns, "")


def _places(pattern: re.Pattern[str], word: str, columns: int) -> list[int]:
    """Places with a vowel before them and enough letters on both sides, leaving room for the hyphen."""
    last = min(columns - 1, len(word) - LEAST)
    starts = [found.start() for found in pattern.finditer(word)]
    return [at for at in starts if LEAST <= at <= last and any(letter in _VOWELS for letter in word[:at])]
