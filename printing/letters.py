"""Text becomes letters that paper can show; what could drive the printer or hide vanishes here (R21)."""

import unicodedata
from functools import cache

NO_BREAK = "\u00a0"
"""Keeps two words on one line; printed as a blank."""
MARKS_MAX = 3
"""Combining marks a letter may bear: enough for Vietnamese and Hebrew, too few for towers (R23)."""
FAR = 0x600
"""Joiners and picture marks mean something from here on: Arabic and beyond, and pictures."""
SIGNS = 0x2000
"""Signs and pictures stand from here on: they may be joined, and bear tones of skin."""

_BLANKED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_JOINERS = frozenset("\u200c\u200d")
"""They shape Arabic and Indic letters and make one picture of several; elsewhere they vanish."""
_PICTURE, _KEYCAP = "\ufe0f", "\u20e3"
_GONE = frozenset((*range(0xFE00, 0xFE0F), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)))
_GONE |= frozenset(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Without width and without meaning on paper: soft hyphens, variants, tags."""
_PAIRS = """
€=EUR →=-> ←=<- ↔=<-> ⇒==> ≤=<= ≥=>= ≈=~ ×=x ⁄=/ ©=(c) ®=(R) ™=(TM) ☎=Tel. ✆=Tel. ☏=Tel.
"""
_LIKE = {
    **dict.fromkeys("„“”‟«»″", '"'),
    **dict.fromkeys("‚‘’‛‹›′ʼʻ", "'"),
    **dict.fromkeys("‐‑‒–—―−⁃•‣▪●◦∙", "-"),
    **dict.fromkeys("\u202f\u2007", NO_BREAK),
    **dict(pair.split("=", 1) for pair in _PAIRS.split()),
}
"""What a typewriter would write, asked only where the code page lacks the sign itself. No letter of any alphabet
stands here: a name is drawn as it is or not at all."""
_SPELT = ("<compat>", "<wide>", "<narrow>", "<square>")
"""Ligatures, wide forms and units of one sign; fractions and raised figures are others when written out."""


def printable(text: str, codec: str) -> str:
    """One line of letters as the paper will show them; applying it twice changes nothing.

    NFC; control, format, surrogate, private and unassigned characters and line ends become a blank (those
    without width vanish). Quotes, dashes and arrows that `codec` lacks become those of a typewriter. Every
    letter and picture stays; marks without a letter and the fourth and further ones on a letter vanish.
    """
    line = _mapped(text, codec)
    return line if plain(line, codec) else _settled(line)


def plain(line: str, codec: str) -> bool:
    """Whether the printer's own letters hold a printable line; else it has to be drawn."""
    if line.isascii():
        return True
    try:
        return len(line.replace(NO_BREAK, " ").encode(codec)) == len(line)
    except UnicodeEncodeError:
        return False


def encoded(text: str, codec: str) -> bytes:
    """The bytes of a line for the printer: 0x20 and above without 0x7F, whatever the text was.

    A question mark stands for what only a drawing could show.
    """
    try:
        return _mapped(text, codec).replace(NO_BREAK, " ").encode(codec)
    except UnicodeEncodeError:
        return printable(text, codec).replace(NO_BREAK, " ").encode(codec, "replace")


def clusters(line: str) -> list[str]:
    """The line in pieces that nothing may part: a letter with its marks, a picture of several, a flag."""
    pieces: list[str] = []
    for letter in line:
        if pieces and _clings(pieces[-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _clings(piece: str, letter: str) -> bool:
    last = piece[-1]
    if letter in _JOINERS or unicodedata.category(letter)[0] == "M":
        return piece not in (" ", NO_BREAK)
    if last == "\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return ord(piece[0]) >= SIGNS
    return len(piece) == 1 and _is_flag(last) and _is_flag(letter)


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _mapped(text: str, codec: str) -> str:
    """Each letter decided by itself: nothing is left that the code page holds and that is no letter."""
    line = unicodedata.normalize("NFC", text).translate(_letters(codec))
    return line if line.isascii() else unicodedata.normalize("NFC", line)


def _settled(line: str) -> str:
    """The line without stray joiners and marks; they may bring letters together that then are one."""
    while (again := unicodedata.normalize("NFC", _without_strays(line))) != line:
        line = again
    return line


def _without_strays(line: str) -> str:
    kept: list[str] = []
    marks = 0
    for at, letter in enumerate(line):
        before = kept[-1] if kept else " "
        after = line[at + 1] if at + 1 < len(line) else " "
        if letter in _JOINERS:
            stays = _is_far(before) and _is_far(after)
        elif letter == _PICTURE:
            stays = ord(before) >= SIGNS or after == _KEYCAP
        elif unicodedata.category(letter)[0] == "M":
            marks += 1
            stays = before not in (" ", NO_BREAK) and marks <= MARKS_MAX
        else:
            marks, stays = 0, True
        kept.extend([letter] if stays else [])
    return "".join(kept)


def _is_far(letter: str) -> bool:
    return ord(letter) >= FAR and letter not in _JOINERS


class _Letters(dict[int, str]):
    """A table for `str.translate` that decides each letter of one code page once."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def __missing__(self, code: int) -> str:
        self[code] = letter = self._decide(chr(code))
        return letter

    def _decide(self, letter: str) -> str:
        category = unicodedata.category(letter)
        if letter in _JOINERS or letter == NO_BREAK:
            return letter
        if ord(letter) in _GONE:
            return ""
        if category in _BLANKED:
            return " "
        if self._has(letter):
            return letter
        if category == "Zs" and letter not in _LIKE:
            return " "
        like = _LIKE.get(letter) or _spelt(letter)
        return like if all(self._has(part) or part == NO_BREAK for part in like) else letter

    def _has(self, letter: str) -> bool:
        try:
            byte = letter.encode(self._codec)
        except UnicodeEncodeError:
            return False
        return len(byte) == 1 and byte[0] >= 0x20 and byte[0] != 0x7F


@cache
def _letters(codec: str) -> _Letters:
    return _Letters(codec)


def _spelt(letter: str) -> str:
    """The letters that one sign stands for, else the letter itself."""
    if unicodedata.decomposition(letter).startswith(_SPELT):
        return unicodedata.normalize("NFKC", letter)
    return letter
