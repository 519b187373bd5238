"""One word for one thing (A31), and no English in German sentences (A21)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import msgspec

from tests.access.plain_german import CODE, Finding
from tests.access.rooms import ROOT, Room
from tests.access.spoken import words

HERE = Path(__file__).parent
QUOTED = re.compile(r'(?<![=\w])"(\S[^"\n]{,78}\S)"|„([^“\n]{2,80})“')
MORE_ENGLISH = frozenset(
    {"account", "button", "click", "display", "download", "error", "event", "feedback", "file", "item", "login"}
    | {"logout", "menu", "offline", "online", "page", "please", "reset", "save", "scan", "screen", "search", "select"}
    | {"settings", "sign", "slip", "sound", "touch", "update", "upload", "user", "voucher"}
)
"""English of other screens, whether or not our own sources say it."""


class Term(msgspec.Struct, frozen=True, rename={"instead": "not"}):
    """A word of ours and its rivals."""

    term: str
    instead: tuple[str, ...]
    screens: bool = False

    def rival(self, text: str) -> str | None:
        """The forbidden word that a text holds."""
        found = re.search(rf"(?i)(?<![\w-])(?:{'|'.join(self.instead)})(?![\w-])", text)
        return found and found[0]


@cache
def terms() -> tuple[Term, ...]:
    """The glossary."""
    return tuple(msgspec.convert(tomllib.loads((HERE / "glossary.toml").read_text())["term"], list[Term]))


@cache
def known_words() -> frozenset[str]:
    """What English and German have in common, and the loan words, in small letters."""
    read = tomllib.loads((HERE / "loan_words.toml").read_text())
    return frozenset(read["german"].split()) | frozenset(read["loan"])


def synonyms(said: Mapping[str, tuple[str, ...]], rooms: Mapping[str, Room]) -> Iterator[Finding]:
    """Sentences that call a thing by another word than the glossary does."""
    for key, forms in said.items():
        command = rooms.get(key, Room.COMMAND) is Room.COMMAND
        for text in forms:
            for term in terms():
                if not (command and term.screens) and (seen := term.rival(CODE.sub("", text))):
                    yield Finding(f"A31 say {term.term}", key, text, seen)


def english(said: Mapping[str, tuple[str, ...]], rooms: Mapping[str, Room]) -> Iterator[Finding]:
    """German sentences for the screen and for paper with a word that our English sources have too."""
    foreign = MORE_ENGLISH.union(*(_bare(form) for key in said for form in key.split("|"))) - known_words()
    for key, forms in said.items():
        if rooms.get(key, Room.COMMAND) is not Room.COMMAND:
            for text in forms:
                yield from (Finding("A21 English", key, text, word) for word in _bare(text) & foreign)


def two_spellings(said: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Compounds that are written with a hyphen here and without one there."""
    places = {word: (key, text) for key, forms in said.items() for text in forms for word in words(text)}
    joined = {word.lower(): word for word in places if "-" not in word and word[0].isupper()}
    for word, (key, text) in places.items():
        other = joined.get(word.replace("-", "").lower())
        if "-" in word and other:
            yield Finding("A31 two spellings", key, text, f"{word}, {other}")


def quoted() -> dict[str, str]:
    """What the documents quote from the screen → the document."""
    found = {}
    for path in [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]:
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(), flags=re.DOTALL)
        found.update({one or other: path.name for one, other in QUOTED.findall(prose)})
    return found


def unknown_quotes(said: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """What the documents quote and no sentence of the catalogue says: quote and document."""
    everything = "\n".join(text for forms in said.values() for text in forms)
    others = tomllib.loads((HERE / "quotes.toml").read_text())
    return [
        (quote, path)
        for quote, path in quoted().items()
        if quote not in others.get(path, {}) and not _pattern(quote).search(everything)
    ]


def _pattern(quote: str) -> re.Pattern[str]:
    """A quote as it stands in the catalogue: any words in the place of its dots, and its own full stop left away."""
    return re.compile(".+".join(re.escape(part) for part in re.split(r"\s?…\s?", quote.rstrip(".,"))))


def misquoted(quotes: Iterable[str]) -> list[tuple[str, str, str]]:
    """Quotes with a rival: quote, rival, term."""
    found = [(quote, term.rival(quote), term.term) for quote in quotes for term in terms()]
    return [(quote, rival, term) for quote, rival, term in found if rival]


def _bare(text: str) -> frozenset[str]:
    """Words of a sentence in small letters, without placeholders, commands, file names and digits."""
    parts = " ".join(part for part, _, _, _ in Formatter().parse(CODE.sub("", text)))
    return frozenset(word.lower() for word in words(parts) if not word.isdigit() and len(word) > 1)
