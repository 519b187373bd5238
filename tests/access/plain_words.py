"""The rules for words as rows of the table: how many sentences of how many languages were tried, and what failed."""

from collections.abc import Callable, Iterable, Mapping

from tests.access.catalogue import ALL, GERMAN, catalogue
from tests.access.glossary import english, misquoted, quoted, synonyms, two_spellings, unknown_quotes
from tests.access.plain_german import Finding, bounds, findings, prose, shapes, without_allowed
from tests.access.result import Result
from tests.access.rooms import Room, rooms
from tests.access.syllables import measure

Said = Mapping[str, tuple[str, ...]]


def results() -> list[Result]:
    """A4, A21, A30, A31 and A32, as far as they are about words."""
    return [
        _row("A4", "words: none of more than 4 capitals, on the screen and on paper", ALL, _of("A4", _shapes)),
        _row("A21", "words: no codes alone and no English in German sentences", GERMAN, _of("A21", _foreign)),
        _row("A30", f"German grammar, length of sentences and words; {_figures()}", GERMAN, _plain),
        _row("A31", f"one word for one thing; {len(quoted())} quotes in the documents", GERMAN, _named),
        _row("A32", "words: no date in figures, on the screen and on paper", ALL, _of("A32", _shapes)),
    ]


def _row(rule: str, what: str, languages: tuple[str, ...], look: Callable[[str], list[str]]) -> Result:
    failed = [one for language in languages for one in look(language)]
    tried = sum(len(forms) for language in languages for forms in catalogue(language).values())
    return Result(rule, what, 0, 0, 0, len(languages), tried, failed)


def _of(rule: str, look: Callable[[Said, str], Iterable[Finding]]) -> Callable[[str], list[str]]:
    """The breaches of one rule, in words."""
    return lambda language: [
        str(one) for one in without_allowed(look(catalogue(language), language)) if one.rule.startswith(rule)
    ]


def _shapes(said: Said, _language: str) -> Iterable[Finding]:
    return shapes(said, rooms())


def _foreign(said: Said, language: str) -> Iterable[Finding]:
    return [*english(said, rooms()), *findings(said, rooms(), language)]


def _plain(language: str) -> list[str]:
    """Breaches of the grammar, and rooms that read too hard as a whole."""
    read = (Room.PUBLIC, Room.PAPER) if "@" in language else (Room.PUBLIC, Room.PAPER, Room.STAFF)
    hard = []
    for room in read:
        figures, most = measure(prose(catalogue(language), rooms(), room, labels=False)), bounds(language, room)
        easy = figures.mean <= most.mean and figures.vienna <= most.vienna and figures.flesch >= most.flesch
        hard.extend([] if easy else [f"{language} {room.name} reads too hard: {figures}"])
    return _of("A30", lambda said, code: findings(said, rooms(), code))(language) + hard


def _named(language: str) -> list[str]:
    said = catalogue(language)
    found = _of("A31", lambda told, _code: [*synonyms(told, rooms()), *two_spellings(told)])(language)
    quotes = [*misquoted(quoted()), *unknown_quotes(said)] if language == "de" else []
    return found + [str(quote) for quote in quotes]


def _figures() -> str:
    """How easy it is what residents read, headings and labels counted."""
    told = ((code, measure(prose(catalogue(code), rooms(), Room.PUBLIC, Room.PAPER, labels=True))) for code in GERMAN)
    return ", ".join(
        f"{code}: {one.mean:.1f} words a sentence, Wiener {one.vienna:.1f}, Flesch {one.flesch:.0f}"
        for code, one in told
    )
