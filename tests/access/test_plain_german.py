"""A30, A21, A4, A32: what stands on the screen and on paper is plain German; the linter itself is tried, too."""

import re

import pytest

from kiosk.notices import platform_trouble, printer_trouble
from kiosk.words import Words
from printing.errors import Trouble
from sync.errors import Reason
from tests.access.catalogue import ALL, GERMAN, catalogue
from tests.access.glossary import english, synonyms
from tests.access.plain_german import Finding, allowed, bounds, findings, prose, shapes, without_allowed
from tests.access.rooms import PLACES, Room, asked, room_of, rooms
from tests.access.syllables import measure, syllables

IN_GERMAN = pytest.mark.parametrize("language", GERMAN)
EVERY_ROOM = pytest.mark.parametrize(
    ("language", "room"),
    [(code, room) for code in GERMAN for room in (Room.PUBLIC, Room.PAPER, Room.STAFF)[: 3 if code == "de" else 2]],
)
"""Staff read German: Leichte Sprache is for residents."""
KEY = "key"


def found(text: str, room: Room = Room.PUBLIC) -> set[str]:
    """The rules that a sentence breaks."""
    return {one.rule for one in findings({KEY: (text,)}, {KEY: room})}


def told(breaches: list[Finding]) -> str:
    return "\n" + "\n".join(map(str, breaches))


@IN_GERMAN
def test_a30_every_sentence_for_the_screen_and_for_paper_is_plain(language: str) -> None:
    breaches = without_allowed(findings(catalogue(language), rooms(), language))
    assert not breaches, told(breaches)


@IN_GERMAN
def test_a21_no_english_stands_in_a_german_sentence(language: str) -> None:
    breaches = without_allowed(english(catalogue(language), rooms()))
    assert not breaches, told(breaches) + "\nA German word, or one that everybody knows? Then into loan_words.toml."


@pytest.mark.parametrize("language", ALL)
def test_a4_a32_no_word_in_capitals_and_no_date_in_figures(language: str) -> None:
    breaches = without_allowed(shapes(catalogue(language), rooms()))
    assert not breaches, told(breaches)


@EVERY_ROOM
def test_a30_what_a_room_says_reads_easily(language: str, room: Room) -> None:
    figures = measure(prose(catalogue(language), rooms(), room, labels=False))
    most = bounds(language, room)
    assert figures.mean <= most.mean, figures
    assert max(figures.vienna, figures.vienna_4) <= most.vienna, figures
    assert figures.flesch >= most.flesch, figures


@IN_GERMAN
def test_a30_all_that_residents_read_is_easy_with_every_heading_and_label_counted(language: str) -> None:
    figures = measure(prose(catalogue(language), rooms(), Room.PUBLIC, Room.PAPER, labels=True))
    most = bounds(language, Room.PUBLIC)
    assert max(figures.vienna, figures.vienna_4) <= most.vienna, figures
    assert figures.flesch >= most.flesch, figures


def test_a30_every_exception_is_still_needed_and_says_why() -> None:
    every = [
        one
        for language in ALL
        for one in [
            *shapes(catalogue(language), rooms()),
            *(findings(catalogue(language), rooms(), language) if language in GERMAN else ()),
            *(english(catalogue(language), rooms()) if language in GERMAN else ()),
            *(synonyms(catalogue(language), rooms()) if language in GERMAN else ()),
        ]
    ]
    assert [entry for entry in allowed() if not any(entry.covers(one) for one in every)] == []
    assert all(len(entry.reason.split()) >= 5 for entry in allowed())


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("A30 conditional", "Das wäre schön."),
        ("A30 conditional", "Sie könnten hier tippen."),
        ("A30 conditional", "Er sagt, das sei so."),
        ("A30 passive", "Der Zettel wird gedruckt."),
        ("A30 passive", "Das muss noch bezahlt werden."),
        ("A30 passive", "Die Liste wurde zurückgenommen."),
        ("A30 passive", "Das wird im Büro notiert."),
        ("A30 genitive", "Das ist der Name des Hauses."),
        ("A30 genitive", "Wegen der Feier ist zu."),
        ("A30 genitive", "Tippen Sie die Mitte eines Wortes."),
        ("A30 genitive", "Hier ist die Liste der Mitglieder."),
        ("A30 double negation", "Niemand geht ohne Zettel."),
        ("A30 one statement", "Das Haus ist offen, und alle sind da."),
        ("A30 one statement", "Tippen Sie hier und warten Sie kurz."),
        ("A30 one statement", "Der Drucker ist aus und das Papier fehlt."),
        ("A30 one statement", "Das ist der Zettel, der gilt, wenn das Büro zu ist."),
        ("A30 one statement", "Das Haus ist zu; kommen Sie morgen."),
        ("A30 long word", "Hier hilft die Nachbarschaftshilfe."),
        ("A30 length", "Das ist ein Satz mit vielen Wörtern, die hier nur stehen, damit er viel zu lang ist."),
        ("A21 code", "Der Fehler ist E404."),
        ("A21 code", "Schreiben Sie: kiosk sync --accept"),
        ("A21 code", "Ändern Sie kiosk.toml im Ordner."),
    ],
)
def test_a30_the_linter_sees_it(rule: str, text: str) -> None:
    assert rule in found(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ihr Zettel ist gedruckt. Bitte nehmen Sie ihn mit.",
            "Was möchten Sie sehen?",
            "Dieses Fenster ist zu klein.",
        ),
        *("Heute wird es warm.", "Fragen Sie in der Bücherei.", "Der Zettel kommt aus dem Drucker.", "Dieses Haus"),
        *("Am Dienstag, 3. März, ist das Haus offen.", "Zählt nicht: Es ist storniert.", "Ist der Drucker aus?"),
        *("Tippen Sie die Nummer, die auf dem Beleg steht.", "Hier ist nichts.", "Mit der Karte geht es auch."),
        *("Drucken", "Sie gehen zur Sitzung.", "Ist niemand hier, kommt die erste Seite von selbst wieder."),
    ],
)
def test_a30_the_linter_lets_plain_german_pass(text: str) -> None:
    assert found(text) == set()


def test_a30_leichte_sprache_has_shorter_sentences() -> None:
    said, room = {KEY: ("Das Haus hat am Dienstag und am Mittwoch und am Freitag immer offen.",)}, {KEY: Room.PUBLIC}
    assert [one.rule for one in findings(said, room, "de@leicht")] == ["A30 length"]
    assert list(findings(said, room, "de")) == []


def test_a30_longer_sentences_and_commands_are_for_staff_only() -> None:
    sixteen = "Das ist ein Satz mit vielen Wörtern, die hier nur stehen, damit er lang genug ist."
    assert found(sixteen) == {"A30 length"} | found(sixteen, Room.STAFF)
    assert found("Lesen Sie eine Liste ein: kiosk members import", Room.STAFF) == set()
    assert found("Siehe: kiosk members import", Room.STAFF) == {"A21 code"}
    assert found("Das würde gedruckt", Room.COMMAND) == set()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        *(("A4 capitals", "ACHTUNG, heiß"), ("A32 figures", "am 03/03"), ("A32 figures", "am 3.3.")),
        *(("A32 figures", "{month}/{day}"), ("A32 figures", "%d.")),
    ],
)
def test_a4_a32_the_linter_sees_it(rule: str, text: str) -> None:
    assert {one.rule for one in shapes({KEY: (text,)}, {KEY: Room.PUBLIC})} == {rule}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("Haus", 1), ("Zettel", 2), ("Veranstaltungen", 5), ("Familie", 4), ("Museum", 3), ("Quelle", 2), ("QR", 1)),
        *(("beenden", 3), ("geändert", 3), ("Bücherei", 3), ("Käse", 2), ("aktuell", 3), ("14:30", 1), ("See", 1)),
        *(("Ferien", 3), ("Neuigkeiten", 4), ("Aushänge", 3), ("Zeile", 2), ("Buchungszettel", 4), ("Idee", 2)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_two_measures_are_the_published_ones() -> None:
    figures = measure([["Das", "Haus", "ist", "offen"], ["Veranstaltungen", "kosten", "nichts"]])
    assert (figures.words, figures.sentences, figures.mean) == (7, 2, 3.5)
    assert figures.flesch == pytest.approx(180 - 3.5 - 58.5 * 13 / 7)
    many, long, single = 100 / 7, 100 / 7, 400 / 7
    assert figures.vienna == pytest.approx(0.1935 * many + 0.1672 * 3.5 + 0.1297 * long - 0.0327 * single - 0.875)
    assert figures.vienna_4 == pytest.approx(0.2744 * many + 0.2656 * 3.5 - 1.693)


@pytest.mark.parametrize("trouble", [one for one in Trouble if one is not Trouble.NO_PRINTER])
def test_a21_every_trouble_with_the_printer_says_what_to_do_or_who_helps(trouble: Trouble) -> None:
    """Without a printer there is nothing to do: the slip is shown instead."""
    said = printer_trouble(Words("de"), trouble)
    assert "Bitte " in said, said


@pytest.mark.parametrize("reason", list(Reason))
def test_a21_every_trouble_with_a_platform_says_what_to_do_or_that_it_is_tried_again(reason: Reason) -> None:
    said = platform_trouble(Words("de"), reason, {"host": "portal.example", "name": "portal"})
    assert re.search(r"\bSie\b|\bBitte\b|\bspäter\b", said), said


def test_a30_every_place_that_is_named_still_asks_for_sentences() -> None:
    places = {place for found_in in asked().values() for place in found_in}
    unused = [name for name in PLACES if not any(f"{place}/".startswith((f"{name}/", f"{name}:")) for place in places)]
    assert unused == []
    assert room_of("kiosk/screens/public/home.py:view") is Room.PUBLIC
    assert room_of("kiosk/notices.py:_reason") is Room.COMMAND
    assert room_of("kiosk/notices.py:crashed") is Room.PUBLIC
