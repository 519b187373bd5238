"""The linter for plain German: which sentence of the catalogue breaks which rule (A30, A21, A4, A32)."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from tests.access.grammar import conditional, double_negation, genitive, passive, statements
from tests.access.rooms import Room
from tests.access.spoken import filled, is_sentence, sentences, words

LETTERS = 14
"""Letters of the longest word, or of the longest part between hyphens."""


class Bounds(msgspec.Struct, frozen=True):
    """How hard the sentences of a room may be."""

    longest: int = 15
    """Words in one sentence."""
    mean: float = 9
    """Words in a sentence, over all that a room says."""
    vienna: float = 6
    flesch: float = 70
    """Wiener Sachtextformel and reading ease, over all that a room says."""


PLAIN = Bounds()
OF_STAFF = Bounds(longest=18)
"""Staff are practised and sit: three words more, and the same grammar."""
LEICHT = Bounds(longest=12, mean=8, vienna=5, flesch=75)
"""The rules for Leichte Sprache name no figures; these are tighter in each than those for plain German."""
BESIDE_CODE = 4
"""Least words that stand beside a command or a file name on a page of the staff; the public sees none of these."""
CAPITALS = re.compile(r"\b[^\W\d_a-z]{5,}\b")
FIGURES = re.compile(r"\d\d?/\d\d?|\b\d\d?\.\d\d?\.|\{(?:day|month)\}[./]\{(?:day|month)\}|%[dm]")
CODE = re.compile(
    r"https?:|--\w[\w-]*|\b\w+_\w+\b|\b[a-z]+\.(?:ini|json|toml|key|csv|po)\b"
    r"|\[\[?[a-z_]+\]|\bkiosk [a-z-]+(?: (?:add|import|list|set))?\b|\bErrno\b|\b0x\w+|\b[A-Z]\d{2,}\b"
)
"""Options, settings, files, commands and numbers of errors."""
Rule = Callable[[str], str | None]
GRAMMAR: dict[str, Rule] = {
    "A30 conditional": conditional,
    "A30 passive": passive,
    "A30 genitive": genitive,
    "A30 double negation": double_negation,
}
CLAUSES: dict[str, Rule] = {"A30 one statement": statements}
"""Rules for whole sentences: a heading may count up what is asked."""


class Finding(msgspec.Struct, frozen=True, order=True):
    """One sentence that breaks one rule."""

    rule: str
    key: str
    """The English sentence, by which the catalogue and the code are searched."""
    sentence: str
    seen: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.seen}): {self.sentence!r}\n    msgid {self.key!r}"


class Allowed(msgspec.Struct, frozen=True):
    """An exception with its reason: for a word wherever it stands, or for one sentence."""

    rule: str
    reason: str
    word: str = ""
    key: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it is this that is allowed."""
        named = self.key == finding.key if self.key else self.word == finding.seen
        return self.rule == finding.rule and named


@cache
def allowed() -> tuple[Allowed, ...]:
    """The exceptions in `allowed.toml`."""
    read = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text())
    return tuple(msgspec.convert(read["allow"], list[Allowed]))


def without_allowed(findings: Iterable[Finding]) -> list[Finding]:
    """What is left when the exceptions are taken out."""
    return sorted({one for one in findings if not any(entry.covers(one) for entry in allowed())})


def bounds(language: str, room: Room) -> Bounds:
    """What holds for a room in German or in Leichte Sprache."""
    if language.endswith("@leicht"):
        return LEICHT
    return OF_STAFF if room is Room.STAFF else PLAIN


def findings(said: Mapping[str, tuple[str, ...]], rooms: Mapping[str, Room], language: str = "de") -> Iterator[Finding]:
    """Every breach in a German catalogue; the command line is left out, as it is typed and read by technicians."""
    for key, forms in said.items():
        room = rooms.get(key, Room.COMMAND)
        if room is not Room.COMMAND:
            for at, text in enumerate(forms):
                counted = text.replace("{n}", "1") if "|" in key and at == 0 else text
                yield from _too_long(key, counted, bounds(language, room).longest)
                yield from _of_text(key, counted, room)


def _too_long(key: str, text: str, most: int) -> Iterator[Finding]:
    counts = ((sentence, len(words(sentence))) for sentence in sentences(text))
    yield from (Finding("A30 length", key, one, f"{n} words, at most {most}") for one, n in counts if n > most)


def _of_text(key: str, text: str, room: Room) -> Iterator[Finding]:
    for sentence in sentences(text):
        spoken = words(sentence)
        rules = GRAMMAR | (CLAUSES if is_sentence(sentence) else {})
        for rule, look in rules.items():
            if seen := look(sentence):
                yield Finding(rule, key, sentence, seen)
        for word in spoken:
            if max(map(len, re.split(r"[-\W]", word))) > LETTERS:
                yield Finding("A30 long word", key, sentence, word)
    if room is not Room.STAFF or len(words(CODE.sub("", filled(text)))) < BESIDE_CODE:
        yield from (Finding("A21 code", key, text, seen) for seen in CODE.findall(text))


def shapes(said: Mapping[str, tuple[str, ...]], rooms: Mapping[str, Room]) -> Iterator[Finding]:
    """Words in capitals (A4) and dates in figures (A32), in the catalogue of any language."""
    for key, forms in said.items():
        if rooms.get(key, Room.COMMAND) is Room.COMMAND:
            continue
        for text in forms:
            yield from (Finding("A4 capitals", key, text, word) for word in CAPITALS.findall(text) if word.isupper())
            yield from (Finding("A32 figures", key, text, date) for date in FIGURES.findall(text))


def prose(said: Mapping[str, tuple[str, ...]], rooms: Mapping[str, Room], *read: Room, labels: bool) -> list[list[str]]:
    """The words of every sentence of these rooms; with their labels, each a line of its own, or without."""
    texts = [text for key, forms in said.items() if rooms.get(key) in read for text in forms]
    lines = (line for text in texts for line in sentences(text))
    return [words(line) for line in lines if labels or is_sentence(filled(line))]
