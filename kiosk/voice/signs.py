"""What signs are in words, and which of them are silent."""

import re
import unicodedata

from kiosk.words import Words

_COUNTED = re.compile(r"● ?(\d+)")
_TURNED = re.compile(r"(\d+)/(\d+)$")
_KEPT = frozenset("°№+<=>±×÷−~^")
_DROPPED = frozenset("*_|#`")
"""Marks inside words and at the beginning of rows: a voice would say "asterisk"."""
_SILENT = ("So", "Sk", "Sm", "Cc", "Cf", "Co", "Cn", "Cs")
"""Unicode's categories of pictures, frames and bars, arrows, and of what cannot be seen."""


def worded(words: Words, text: str) -> str:
    """Signs that mean something here as words: keys, how many events a day has, which page of how many."""
    _ = words.say
    text = text.replace("⌫", _("Delete")).replace("␣", _("Blank"))
    text = _COUNTED.sub(lambda found: words.count("{n} event", "{n} events", int(found[1])), text)
    return _TURNED.sub(lambda found: _("{at} of {all}").format(at=found[1], all=found[2]), text)


def without_signs(text: str) -> str:
    """All other signs are silent; dots between two facts become a pause."""
    heard = "".join(" " if _silent(letter) else letter for letter in text.replace("·", ","))
    return re.sub(r" (?=[,.;:!?])", "", re.sub(r"\s+", " ", heard)).strip(" ,")


def has_words(text: str) -> bool:
    """Whether there is anything to say: a letter or a digit."""
    return any(letter.isalnum() for letter in text)


def _silent(letter: str) -> bool:
    return letter in _DROPPED or (letter not in _KEPT and unicodedata.category(letter) in _SILENT)
