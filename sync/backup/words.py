"""Recovery words: 128 random bits as sixteen German nouns, forgiving to whoever types them from the envelope."""

import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from re import sub

COUNT = 16
"""Words: 16 of 9 bits are 128 random bits and 16 that check them; four rows of four on the envelope."""
ENTROPY_BYTES = 16
"""What nobody can guess: trying all takes longer than the universe has (NIST SP 800-131A asks for 112 bits)."""
_CHECK_BITS = 16
_WORD_BITS = 9
HEAD = 4
"""Letters that tell a word of the list from all others."""
_FILE = Path(__file__).with_name("wordlist.txt")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class NotTheWords(Exception):
    """What was typed cannot be what stands on the envelope."""


class WordUnknown(NotTheWords):
    """One word is not of the list."""

    def __init__(self, place: int, near: tuple[str, ...]) -> None:
        self.place, self.near = place, near
        """Its place, from 1; the words of the list that are most like it, the best first, perhaps none."""
        super().__init__(f"word {place}")


class WordsMissing(NotTheWords):
    """Too few or too many."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} words")


class WordsMistaken(NotTheWords):
    """All are words of the list, and together they are none that were ever made."""

    def __init__(self, place: int | None, word: str | None) -> None:
        self.place, self.word = place, word
        """The one place where another word would make them right, and that word; None where that is not clear."""
        super().__init__(f"checksum, perhaps word {place}")


@cache
def word_list() -> tuple[str, ...]:
    """512 nouns, in the order of the alphabet."""
    return tuple(_FILE.read_text("ascii").split())


def new_words() -> tuple[str, ...]:
    """Words that nobody ever had."""
    return words_of(os.urandom(ENTROPY_BYTES))


def words_of(entropy: bytes) -> tuple[str, ...]:
    """The words of 16 bytes."""
    number = int.from_bytes(entropy) << _CHECK_BITS | _check(entropy)
    listed = word_list()
    return tuple(listed[number >> _WORD_BITS * (COUNT - 1 - at) & 0x1FF] for at in range(COUNT))


def entropy_of(text: str) -> bytes:
    """What stands behind typed words; capitals, umlauts, numbers and marks between them make no difference.

    The first four letters of a word are enough. Raises `NotTheWords`.
    """
    typed = sub(r"[^a-z]+", " ", text.casefold().translate(_FOLDED)).split()
    if len(typed) != COUNT:
        raise WordsMissing(len(typed))
    places = [_place(word, at) for at, word in enumerate(typed, 1)]
    entropy = _checked(places)
    if entropy is None:
        raise WordsMistaken(*_mistaken(places))
    return entropy


def beginning(typed: str, most: int | None = None) -> tuple[str, ...]:
    """Words of the list that begin so, for whoever types letter by letter; `most` of them."""
    folded = typed.casefold().translate(_FOLDED)
    return tuple(word for word in word_list() if word.startswith(folded))[:most]


def _place(word: str, at: int) -> int:
    listed = word_list()
    for number, known in enumerate(listed):
        if word == known or (len(word) >= HEAD and known.startswith(word)):
            return number
    raise WordUnknown(at, _near(word))


def _near(word: str) -> tuple[str, ...]:
    """Words that somebody may have meant."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word, word_list(), n=3, cutoff=0.6))


def _checked(places: Sequence[int]) -> bytes | None:
    number = 0
    for place in places:
        number = number << _WORD_BITS | place
    entropy = (number >> _CHECK_BITS).to_bytes(ENTROPY_BYTES)
    return entropy if number & 0xFFFF == _check(entropy) else None


def _mistaken(places: Sequence[int]) -> tuple[int | None, str | None]:
    """Where exactly one other word would make them right: of 8,176 trials one in 65,536 does so by chance."""
    listed = word_list()
    right = [
        (at + 1, listed[other])
        for at in range(COUNT)
        for other in range(len(listed))
        if other != places[at] and _checked([*places[:at], other, *places[at + 1 :]]) is not None
    ]
    return right[0] if len(right) == 1 else (None, None)


def _check(entropy: bytes) -> int:
    return int.from_bytes(sha256(b"quartierskiosk words" + entropy).digest()[: _CHECK_BITS // 8])
