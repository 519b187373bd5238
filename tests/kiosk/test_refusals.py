"""Whatever refuses has a sentence that says what is wrong, in both languages."""

import pytest

from kiosk.refusals import refusal_words, ring_words, wait_words
from kiosk.words import LANGUAGES, Words
from sync.ledger.keyring_errors import KeyRingError, LockedOut, SignInRefused, WrongPin
from sync.ledger.rules import NotBooked, Rule

FACTS = {
    "amount": "-5",
    "smallest": "25",
    "number": "1042",
    "item": "abcd",
    "seats": "99",
    "limit": "50",
    "paper": "2231",
    "receipt": "17",
    "receipts": "17, 18",
    "storno": "18",
    "terminal": "QK2",
}
DE = Words("de")


def leaves(kind: type[KeyRingError]) -> list[type[KeyRingError]]:
    """The errors that are raised: those that no other one stands below."""
    below = [leaf for one in kind.__subclasses__() for leaf in leaves(one)]
    return below or [kind]


def error_of(kind: type[KeyRingError], wait_s: float = 0.0) -> KeyRingError:
    return kind(wait_s) if issubclass(kind, SignInRefused) else kind()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_whole_sentence(rule: Rule, language: str) -> None:
    said = refusal_words(Words(language), NotBooked(rule, **FACTS))
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", leaves(KeyRingError))
def test_every_error_of_the_key_ring_has_a_whole_sentence(kind: type[KeyRingError], language: str) -> None:
    said = ring_words(Words(language), error_of(kind))
    assert said.endswith((".", "kiosk staff list"))
    assert "{" not in said


def test_no_two_refusals_say_the_same() -> None:
    said = [refusal_words(DE, NotBooked(rule, **FACTS)) for rule in Rule]
    said += [ring_words(DE, error_of(kind, 30.0)) for kind in leaves(KeyRingError)]
    assert len(set(said)) == len(said)


def test_amounts_are_told_in_wholes_and_not_in_hundredths() -> None:
    assert "0,25" in refusal_words(DE, NotBooked(Rule.SMALLEST, amount=110, smallest=25))
    assert "99.999,99" in refusal_words(DE, NotBooked(Rule.AMOUNT, amount=0))


def test_r26_the_wait_is_said_in_words_and_never_too_short() -> None:
    assert wait_words(DE, 0.2) == "1 Sekunde"
    assert wait_words(DE, 44.1) == "45 Sekunden"
    assert wait_words(DE, 59.5) == "1 Minute"
    assert wait_words(DE, 61.0) == "2 Minuten"
    assert wait_words(DE, 3600.0) == "60 Minuten"
    assert "2 Minuten" in ring_words(DE, LockedOut(120.0))
    assert "1 Minute" in ring_words(DE, WrongPin(60.0))
    assert "warten" not in ring_words(DE, WrongPin(0.0))
