"""Where a text names one of some people: whole names, in either order and spelling, and short ones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sync.search import spellings

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u200c\u200d'’`´]+[^\W_]*)*")
"""Letters and digits, with marks, joiners and apostrophes inside."""
_GAP = re.compile(r"\s*[-‐‑–—_/(]?\s*|\.")
"""What may stand between two words of a name: `Erna Müller`, `erna.mueller`. A new sentence is none."""
_TURNED_GAP = re.compile(r"\s*[-‐‑–—_/,(]?\s*|\.")
"""The same where the surname comes first: `Müller, Erna`."""
_COUPLE = re.compile(r"[^\S\n]+(?:(?:und|u\.|&|\+)[^\S\n]+)?[\"'‚„“«»(]?([^\W\d_][\w'’-]*\.?)[\"'‘“”«»)]?[^\S\n]+")
"""What may stand between a first name and the surname that it shares: `Erna und Karl Müller`, `Erna Maria Müller`."""
_COUPLE_WORDS = 3
"""Words of such another first name, an `u.` counted: `Karl-Heinz`."""
_AFTER_LETTER = re.compile(r"\.?[\s-]*")
_HYPHEN = re.compile(r"\s?[-‐‑–]\s?")
_BESIDE = re.compile(r"[\s,.-]*")
"""What may stand around a title or particle between two words of a name."""
_TITLES = frozenset(("dr", "prof", "med", "dipl", "ing", "herr", "frau"))
_NOBLE = frozenset(("von", "vom", "zu", "zur", "zum", "und", "freiherr", "freifrau", "frhr", "graf", "grafin"))
_FOREIGN = frozenset(
    ("van", "der", "den", "de", "da", "di", "del", "della", "do", "dos", "la", "le", "el", "al", "bin")
)
_SKIPPED = _TITLES | _NOBLE | _FOREIGN
"""Particles and titles: they name nobody, and often one of them is left out."""
_GLUED_MIN = 7
"""Letters from which first and last name in one word (`ernamueller`) are no word of the language."""

Pair = tuple[str, str]


class _Word(NamedTuple):
    """A word of a text: its folded form, and where it stands."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def folded(word: str) -> str:
    """A word without case and marks, umlauts as bare letters however they are written; only letters and digits."""
    bare = next(iter(spellings(word.casefold())), "")
    return "".join(filter(str.isalnum, bare)).replace("ae", "a").replace("oe", "o").replace("ue", "u")


def name_key(text: str) -> tuple[str, ...]:
    """The folded words of a name in no particular order, without particles and titles; empty without a word."""
    return tuple(sorted(word.key for word in _words(text)))


class KnownNames:
    """Finds names in running text; built once for all of them, then a text costs one look-up a word.

    A first name or a surname alone names nobody: it may be a word like any other (`Garten`), and many share it.
    Names that are one word are therefore only known by `is_one`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: defaultdict[Pair, set[str]] = defaultdict(set)
        self._hyphened: set[Pair] = set()
        self._glued: set[str] = set()
        self._whole: set[tuple[str, ...]] = set()
        for name in names:
            self._learn(name)

    def is_one(self, text: str) -> bool:
        """Whether a text is nothing but one of the names."""
        return name_key(text) in self._whole

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, from the first letter to behind the last; they may touch, never overlap."""
        words, behind = list(_words(text)), 0
        for at, word in enumerate(words):
            if at < behind:
                continue
            first, last = (at, at) if word.key in self._glued else self._around(text, words, at, behind)
            if last >= first:
                yield (
                    words[first].start,
                    words[last].end + (text[words[last].end :][:1] == "." and len(words[last].key) == 1),
                )
                behind = last + 1

    def _learn(self, name: str) -> None:
        parts = [
            keys
            for part in name.split()
            if (keys := tuple(word.key for word in _words(part) if any(map(str.isalpha, word.key))))
        ]
        every = {key for part in parts for key in part} | {f"{parts[-1][-1]}s" for _ in parts[1:]}
        self._whole.update([key] if (key := name_key(name)) else ())
        if len(parts) < 2:
            return
        first, last = parts[0], parts[-1]
        rest, before = [key for part in parts[1:] for key in part], [key for part in parts[:-1] for key in part]
        pairs = [*_product(first, rest), *_product(before, last)]
        pairs += [(a, b[0]) for a, b in _product(first, last)] + [(a[0], b) for a, b in _product(first, last)]
        for a, b in pairs:
            if len(a) > 1 or len(b) > 1:
                self._pairs[a, b] |= every
                self._pairs[a, f"{b}s"] |= every
        self._hyphened.update(pairwise(last))
        self._glued.update(word for word in ("".join(first + last), "".join(last + first)) if len(word) >= _GLUED_MIN)

    def _around(self, text: str, words: list[_Word], at: int, least: int) -> tuple[int, int]:
        """The first and the last word of the name that begins with this word and the next; last before first: none."""
        if at + 1 == len(words):
            return at, at - 1
        if apart := self._apart(text, words, at):
            return at, apart
        known = self._known(text, words, at)
        if not known:
            return at, at - 1
        first, last = at, at + 1
        while first > least and words[first - 1].key in known and _near(text, words[first - 1], words[first], True):
            first -= 1
        while (
            last + 1 < len(words) and words[last + 1].key in known and _near(text, words[last], words[last + 1], True)
        ):
            last += 1
        return first, last

    def _apart(self, text: str, words: list[_Word], at: int) -> int | None:
        """The surname behind another first name; small words between are none."""
        one = words[at]
        for last in range(at + 2, min(at + 2 + _COUPLE_WORDS, len(words))):
            two = words[last]
            if len(one.key) > 1 < len(two.key) and (one.key, two.key) in self._pairs:
                between = _COUPLE.fullmatch(text, one.end, two.start)
                return last if between and not between[1][0].islower() else None
        return None

    def _known(self, text: str, words: list[_Word], at: int) -> set[str]:
        """The words of the names that these two words belong to; none where they are no name."""
        one, two = words[at], words[at + 1]
        pair = one.key, two.key
        if pair in self._hyphened and _HYPHEN.fullmatch(text, one.end, two.start):
            return set(pair)
        ways = (pair, False), (pair[::-1], True)
        fitting = next((way for way, turned in ways if way in self._pairs and _near(text, one, two, turned)), None)
        if fitting is None:
            return set()
        letters = [word for word in (one, two) if len(word.key) == 1]
        sure = all(text[word.start].isupper() or text[word.end :][:1] == "." for word in letters)
        return self._pairs[fitting] if sure and not (letters == [one] and _abbreviated(text, words, at)) else set()


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        key = folded(found[0])
        if key and key not in _SKIPPED:
            yield _Word(key, found.start(), found.end())


def _product(some: Iterable[str], others: Iterable[str]) -> list[Pair]:
    return [(a, b) for a in some for b in others]


def _near(text: str, one: _Word, two: _Word, turned: bool) -> bool:
    """Whether two words can belong to one name; `turned`: the surname comes first."""
    between = text[one.end : two.start]
    skipped = {folded(word) for word in _WORD.findall(between)}
    if skipped:
        fits = skipped <= _TITLES if turned else "und" not in skipped or "von" in skipped
        return fits and bool(_BESIDE.fullmatch(_WORD.sub("", between)))
    if len(one.key) == 1:
        return bool(_AFTER_LETTER.fullmatch(between))
    return bool((_TURNED_GAP if turned else _GAP).fullmatch(between))


def _abbreviated(text: str, words: list[_Word], at: int) -> bool:
    """Whether a letter is the second of an abbreviation (`z. B. Garten`) and no initial."""
    before = words[at - 1] if at else None
    return before is not None and len(before.key) == 1 and text[before.start].islower()
