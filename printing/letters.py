"""Text becomes letters that the pinned code page has; what could drive the printer or hide vanishes here (R21)."""

import unicodedata
from functools import cache

NO_BREAK = "\u00a0"
"""Keeps two words on one line; printed as a blank."""

_BLANKED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PAIRS = """
€=EUR ẞ=SS ß=ss ä=ae ö=oe ü=ue Ä=Ae Ö=Oe Ü=Ue œ=oe Œ=OE æ=ae Æ=AE ø=oe Ø=Oe å=aa Å=Aa ð=d þ=th ı=i ł=l Ł=L đ=d Đ=D
ŋ=n ħ=h →=-> ←=<- ↔=<-> ⇒==> ≤=<= ≥=>= ≈=~ ×=x ⁄=/ ©=(c) ®=(R) ☎=Tel. ✆=Tel. ☏=Tel. ✓=+ ✔=+
"""
_LIKE = {
    **dict.fromkeys("„“”‟«»″", '"'),
    **dict.fromkeys("‚‘’‛‹›′", "'"),
    **dict.fromkeys("‐‑‒–—―−⁃•‣▪●◦∙", "-"),
    **dict.fromkeys("\u202f\u2007", NO_BREAK),
    **dict(pair.split("=", 1) for pair in _PAIRS.split()),
}
"""Nearest printable letters, asked only where the code page lacks the letter itself."""


def printable(text: str, codec: str) -> str:
    """One line of letters that `codec` holds, one column each; applying it twice changes nothing.

    NFC; control, format, surrogate, private and unassigned characters and line ends become a blank
    (joiners vanish, they have no width), and so do pictures: a question mark in their place would ask
    something. The nearest letters stand for others that the code page lacks, a question mark for what
    has no likeness, and lone combining marks vanish.
    """
    return unicodedata.normalize("NFC", text).translate(_letters(codec))


def encoded(text: str, codec: str) -> bytes:
    """The bytes of a line for the printer: 0x20 and above without 0x7F, whatever the text was."""
    return printable(text, codec).replace(NO_BREAK, " ").encode(codec)


class _Letters(dict[int, str]):
    """A table for `str.translate` that decides each letter of one code page once."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def __missing__(self, code: int) -> str:
        self[code] = letter = self._decide(chr(code))
        return letter

    def _decide(self, letter: str) -> str:
        category = unicodedata.category(letter)
        if letter in _JOINERS:
            return ""
        if letter == NO_BREAK or category in _BLANKED:
            return letter if letter == NO_BREAK else " "
        if self._has(letter):
            return letter
        like = _LIKE.get(letter) or _bare(letter)
        if all(self._has(part) or part == NO_BREAK for part in like):
            return like
        return " " if category in ("So", "Sk") else "?"

    def _has(self, letter: str) -> bool:
        try:
            byte = letter.encode(self._codec)
        except UnicodeEncodeError:
            return False
        return len(byte) == 1 and byte[0] >= 0x20 and byte[0] != 0x7F


@cache
def _letters(codec: str) -> _Letters:
    return _Letters(codec)


def _bare(letter: str) -> str:
    """The letter without its marks, or the letters that a ligature, a fraction or a wide form stands for."""
    if unicodedata.category(letter) == "Zs":
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if unicodedata.category(part)[0] != "M")
