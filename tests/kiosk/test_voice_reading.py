"""How written words are read: in each language as people read them, and never other words than were written."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.voice.german import DAYS, german, ordinal
from kiosk.voice.joining import continues, flowing, paragraphs
from kiosk.voice.reading import EURO, MINUS, TO, spoken
from kiosk.voice.script import script
from kiosk.voice.signs import has_words, without_signs
from kiosk.widgets.wrap import wrap
from kiosk.words import LANGUAGES, Words
from tests.kiosk.pages import Shown

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
ORDINALS = {f"{ordinal(number)}{end}" for number in range(1, 32) for end in "rn"}
GERMAN = {"Uhr", "bis", "Euro", "minus", *DAYS.values(), *ORDINALS}
"""Words that a German text gains when it is read."""


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Telefon: 0221 98 76 54", "Telefon: 0 2 2 1, 9 8, 7 6, 5 4"),
        ("030 23125‑110", "0 3 0, 2 3 1 2 5, 1 1 0"),
        ("+49 (0) 221/987654", "+ 4 9, 0, 2 2 1, 9 8 7 6 5 4"),
        ("01067 Dresden", "01067 Dresden"),
        ("Nummer QK1-7F3K9Q", "Nummer Q K 1, 7 F 3 K 9 Q"),
        ("9–12 Uhr", "9 bis 12 Uhr"),
        ("9-12 Uhr", "9 bis 12 Uhr"),
        ("14:30 Uhr", "14 Uhr 30"),
        ("14.30 Uhr", "14 Uhr 30"),
        ("09:05", "9 Uhr 5"),
        ("16:00–18:00 Uhr", "16 Uhr bis 18 Uhr"),
        ("Punkte 3:2, Version 14.30", "Punkte 3:2, Version 14.30"),
        ("Dienstag, 3. März", "Dienstag, dritter März"),
        ("bis 31. Dezember 2026", "bis einunddreißigsten Dezember 2026"),
        ("am 7. Mai, im 3. Stock", "am siebten Mai, im 3. Stock"),
        ("Mo bis Do 9 bis 12 Uhr", "Montag bis Donnerstag 9 bis 12 Uhr"),
        ("Mo–Fr", "Montag bis Freitag"),
        ("So 14 Uhr. So geht es. Sa, So und mehr", "Sonntag 14 Uhr. So geht es. Samstag, Sonntag und mehr"),
        ("3,50 €, 12,00 €, 5 €", "3 Euro 50, 12 Euro, 5 €"),
        ("−3 Stunden", "minus 3 Stunden"),
        ("Taste: A–F", "Taste: A bis F"),
        ("Heute · Großer Saal", "Heute, Großer Saal"),
        ("😀 Fest ▶ für alle Nachbar*innen ✓", "Fest für alle Nachbar innen"),
        ("# Kuchen | Tee", "Kuchen Tee"),
        ("20 % und 5°", "20 % und 5°"),
    ],
)
def test_a27_german_is_read_as_people_read_it(written: str, heard: str) -> None:
    assert spoken(written, "de") == heard
    assert spoken(written, "de@leicht") == heard


@pytest.mark.parametrize(
    ("language", "written", "heard"),
    [
        ("en", "14:30, 3 March, 9–12", "14:30, 3 March, 9 to 12"),
        ("tr", "9–12", "9 ile 12"),
        ("ru", "9–12, 5 €", "9 до 12, 5 евро"),
        ("uk", "9–12, 5 €", "9 до 12, 5 євро"),
        ("pl", "9–12, 5 €", "9 do 12, 5 euro"),
        ("ar", "9–12", "9 إلى 12"),
    ],
)
def test_a27_other_languages_have_their_own_words_for_dashes_and_euros(language: str, written: str, heard: str) -> None:
    assert spoken(written, language) == heard


def test_a33_every_language_of_the_terminal_has_its_words() -> None:
    bases = {language.partition("@")[0] for language in LANGUAGES}
    assert bases <= set(TO)
    assert set(TO) == set(MINUS)
    assert set(EURO) <= set(TO)


@pytest.mark.parametrize("content", ["demo", "hostile"])
def test_a27_reading_leaves_no_word_out_and_invents_none(views: Views, content: str) -> None:
    """Letter by letter, over all pages: only what is declared comes and goes."""
    for shown in views(content, "de", (60, 20)):
        for utterance in script(shown.view, Words("de")):
            heard, written = _names(spoken(utterance.text, "de")), _names(utterance.text)
            assert set(heard - written) <= GERMAN, utterance.text
            assert set(written - heard) <= {"Uhr", *DAYS}, utterance.text
            if not re.search(r"\d[:.]\d|\d,\d\d|\d\. ", utterance.text):
                assert _digits(spoken(utterance.text, "de")) == _digits(utterance.text)


def _names(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


@given(st.text(max_size=80))
def test_a27_whatever_was_written_can_be_read(text: str) -> None:
    for language in ("de", "en", "ru"):
        heard = spoken(text, language)
        assert heard == without_signs(heard)
    assert not has_words(without_signs("▏ ██ ✓ 😀"))


WORDS_ = st.lists(st.text("abcdeéß", min_size=1, max_size=9), min_size=1, max_size=40)


@given(WORDS_, st.integers(10, 60))
def test_a27_what_was_wrapped_is_joined_as_it_was(words: list[str], width: int) -> None:
    """A word that just fills its row looks like one that was cut: words here are shorter than a row."""
    text = " ".join(words)
    rows = wrap(text, width)
    assert paragraphs(rows, width) == [range(len(rows))]
    assert flowing(rows, width) == text


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Mehr: https://stadt.example/verwaltung/stadtarchiv/stellenangebote?stelle=sortieren&x=1 und mehr", 20),
        ("Nachbarschafts-Begegnungs-Fest heute", 16),
        ("Vor- und Nachmittag, Haus- und Garten- und Feldarbeit", 12),
        ("Donaudampfschifffahrtsgesellschaft", 10),
    ],
)
def test_a27_words_longer_than_a_row_are_whole_again(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert paragraphs(rows, width) == [range(len(rows))]
    assert flowing(rows, width) == text


def test_a27_hours_columns_and_ellipses_begin_rows_of_their_own() -> None:
    for before, after in (
        ("10:00  Frühstück für alle", "14:00  Chor"),
        ("Ein Titel, der zu lang…", "weiter"),
        ("Preis: kostenlos", "Wo: Saal"),
        ("Ausstellung", "       Chor"),
    ):
        assert not continues((before, after), 1, len(before) + 1)


@pytest.mark.skipif(which("espeak-ng") is None, reason="espeak-ng is not installed (apt-get install espeak-ng)")
def test_a27_espeak_says_signs_that_it_gets_never_by_their_names() -> None:
    """What is silent here would be "schwarzes Quadrat" and "grinsendes Gesicht"."""
    command = ["espeak-ng", "-b", "1", "-v", "de", "-q", "-x", "--stdin"]

    def phonemes(text: str) -> str:
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=30)
        return done.stdout.split("\n", 1)[0].strip()

    assert phonemes("■") != ""
    assert phonemes(spoken("Fest ■ 😀 ●", "de")) == phonemes("Fest")
    assert phonemes("14:30 Uhr").count("u:r") == 2
    assert phonemes(german("14:30 Uhr")).count("u:r") == 1
