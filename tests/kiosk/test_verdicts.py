"""Every state, every reason and every kind of booking has its words, in every language."""

from string import Formatter

import pytest

from kiosk.verdicts import state_words, what_words, why_words
from kiosk.words import LANGUAGES, Words
from sync.couriers.base import Why
from sync.ledger.records import State
from tests.kiosk.booked import EVERY, GUEST, JOB, PAYMENT, REVERSAL, SEAT

GERMAN = Words("de")
ACTS = ("senden", "stornieren", "nachsehen", "fragen", "buchen", "berichtigen", "zettel")
"""What staff can do about something that was set aside."""


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence_in_every_language(why: Why, language: str) -> None:
    sentence = why_words(Words(language), why, None, "tauschring")
    assert sentence.endswith(".")
    assert not sentence[0].islower()
    assert "\n" not in sentence
    assert [name for _, name, _, _ in Formatter().parse(sentence) if name] == []


@pytest.mark.parametrize("why", [why for why in Why if why not in (Why.PENDING, Why.SETTLED, Why.UNPAID)])
def test_every_refusal_names_the_platform_and_what_to_do(why: Why) -> None:
    sentence = why_words(GERMAN, why, None, "tauschring")
    assert "tauschring" in sentence
    assert any(act in sentence.lower() for act in ACTS)


def test_no_two_reasons_have_the_same_words() -> None:
    assert len({why_words(GERMAN, why, None, "ring") for why in Why}) == len(Why)


def test_what_the_platform_said_stands_behind_in_its_own_words() -> None:
    said = why_words(GERMAN, Why.OTHER, "Kontostand {0} überschritten", "tauschring")
    assert said.endswith("(tauschring meldet: Kontostand {0} überschritten)")


def test_a_reason_that_nobody_knows_is_told_like_one_without_a_name() -> None:
    assert why_words(GERMAN, "brandneu", None, "ring") == why_words(GERMAN, Why.OTHER, None, "ring")


def test_every_state_is_a_lay_word() -> None:
    assert [state_words(GERMAN, state) for state in State] == [
        "wartet",
        "in Prüfung",
        "bestätigt",
        "zu klären",
        "storniert",
    ]
    assert len({state_words(Words("en"), state) for state in State}) == len(State)


def test_every_kind_of_booking_is_one_line() -> None:
    assert what_words(GERMAN, PAYMENT) == "Zahlung 2,5 Stunden von 1042 an 17: Garten umgraben"
    assert what_words(GERMAN, SEAT) == "Anmeldung 1042, 2 Plätze: Nachbarschaftscafé"
    assert what_words(GERMAN, GUEST) == "Anmeldung Max Muster, 1 Platz: Nachbarschaftscafé"
    assert what_words(GERMAN, JOB) == "Job für 17: Hausmeister, 4 Stunden"
    assert what_words(GERMAN, REVERSAL) == "Storno: Zahlung 2,5 Stunden von 1042 an 17: Garten umgraben"
    assert all("\n" not in what_words(Words(language), what) for language in LANGUAGES for what in EVERY.values())
