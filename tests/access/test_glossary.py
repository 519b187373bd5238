"""A31: one word for one thing, in the catalogue, on paper and in the documents."""

import pytest

from tests.access.catalogue import ALL, GERMAN, catalogue
from tests.access.glossary import english, misquoted, quoted, synonyms, terms, two_spellings, unknown_quotes
from tests.access.plain_german import without_allowed
from tests.access.plain_words import results
from tests.access.rooms import Room, rooms
from tests.access.test_plain_german import told

IN_GERMAN = pytest.mark.parametrize("language", GERMAN)


@IN_GERMAN
def test_a31_a_thing_has_one_name_everywhere(language: str) -> None:
    breaches = without_allowed(synonyms(catalogue(language), rooms()))
    assert not breaches, told(breaches)


@IN_GERMAN
def test_a31_a_compound_is_written_in_one_way(language: str) -> None:
    breaches = without_allowed(two_spellings(catalogue(language)))
    assert not breaches, told(breaches)


def test_a31_the_documents_call_things_as_the_screen_does() -> None:
    assert misquoted(quoted()) == []


def test_a31_the_documents_quote_what_the_screen_says() -> None:
    """What is no quote of the screen stands in `quotes.toml` with its reason."""
    assert unknown_quotes(catalogue("de")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ihre Quittung", "A31 say Beleg"),
        ("Bitte den Login merken", "A31 say Anmeldung"),
        ("Handy bereithalten", "A31 say Telefon"),
        ("Beleg, Veranstaltung, Konto und Aushang", None),
        ("Später nachfragen", None),
        ("Eine Anzeige gilt", None),
    ],
)
def test_a31_the_linter_sees_a_rival(text: str, rule: str | None) -> None:
    seen = {one.rule for one in synonyms({"key": (text,)}, {"key": Room.PUBLIC})}
    assert seen == ({rule} if rule else set())


def test_a31_the_linter_sees_two_spellings() -> None:
    assert [one.seen for one in two_spellings({"a": ("Konto-Auszug",), "b": ("Der Kontoauszug",)})] == [
        "Konto-Auszug, Kontoauszug"
    ]


def test_a21_the_linter_sees_english_and_lets_loan_words_pass() -> None:
    said = {"Please save the job": ("Bitte den Job saven, save",), "x": ("Der Job bringt Feedback",)}
    seen = english(said, dict.fromkeys(said, Room.PUBLIC))
    assert sorted(one.seen for one in seen) == ["feedback", "save"]


def test_a31_no_rival_is_a_term_of_its_own() -> None:
    names = [term.term for term in terms()]
    assert len(set(names)) == len(names)
    assert [(term.term, name) for term in terms() for name in names if term.rival(name)] == []


def test_the_table_counts_every_sentence_and_names_what_fails() -> None:
    rows = {row.rule: row for row in results()}
    assert [row.failed for row in rows.values()] == [[], [], [], [], []]
    assert rows["A4"].languages == len(ALL)
    assert rows["A4"].tried > rows["A30"].tried > 1000
    assert "Flesch" in rows["A30"].what
