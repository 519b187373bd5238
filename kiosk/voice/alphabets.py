"""Words in other letters than those of the page: its voice would spell them out, and name each letter."""

import re
from collections.abc import Iterator

LETTERS = {"ru": "\u0400-\u052f", "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"}
"""Voice → its alphabet. Latin letters every voice can read."""
UKRAINIAN = frozenset("іїєґІЇЄҐ")
"""Letters that Russian does not have."""
_WITHIN = "0-9 '’„“”«»(),.:;!?–-"
"""What belongs to a sentence in any alphabet."""
_OTHER = re.compile(
    "|".join(f"(?P<{voice}>[{span}](?:[{span}{_WITHIN}]*[{span}])?[,.:;!?…]*)" for voice, span in LETTERS.items())
)


def voices(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The text in parts, each with the language whose voice can read it; all of it is in one of them."""
    own = {"uk": "ru"}.get(language, language)
    at = 0
    for found in _OTHER.finditer(text):
        if found.lastgroup is None or found.lastgroup == own:
            continue
        if before := text[at : found.start()].strip():
            yield before, language
        yield found[0], "uk" if UKRAINIAN & set(found[0]) else found.lastgroup
        at = found.end()
    if rest := text[at:].strip():
        yield rest, language
