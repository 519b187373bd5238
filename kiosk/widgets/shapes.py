"""Arabic letters in the forms in which they join their neighbours."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_ARABIC = re.compile("[\u0620-\u06ff]")
_NON_JOINER = "\u200c"
_WANTED = {
    "language": "Arabic",
    "delete_harakat": True,
    "delete_tatweel": False,
    "support_zwj": False,
    "support_ligatures": True,
    "ARABIC LIGATURE ALLAH": False,
    "RIAL SIGN": False,
}
"""Of the ligatures only lam with alef, which every reader expects: the others are ornament, which
fonts of fixed width lack."""


def joined(text: str) -> str:
    """The row, still in the order in which it is read, with each Arabic letter as it stands in its word.

    What keeps two letters apart (U+200C) has done its work then, and goes.
    """
    if not _ARABIC.search(text):
        return text
    return str(_reshaper().reshape(text)).replace(_NON_JOINER, "")


@cache
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(configuration=_WANTED)
