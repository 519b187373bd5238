"""A27: what is read aloud is what stands on the page, all of it and nothing else, in reading order."""

from collections.abc import Callable

import msgspec
import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.search import Search
from kiosk.voice.alphabets import voices
from kiosk.voice.script import Utterance, announced, script
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.words import LANGUAGES as ALL
from kiosk.words import Words
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, every_view
from tests.kiosk.voice_rules import button, differences, dropped

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
Houses = Callable[..., House]
DE = Words("de")
KNOPF = DE.say("Button: {label}")
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


def said(view: View, words: Words = DE) -> list[str]:
    return [utterance.text for utterance in script(view, words)]


def page(*texts: Text, buttons: tuple[Button, ...] = ()) -> View:
    return View("page", 60, 20, texts, buttons)


def rows(x: int, y: int, w: int, *texts: str, look: Look = Look.SHEET) -> tuple[Text, ...]:
    return tuple(Text(x, y + at, w, text, look) for at, text in enumerate(texts))


@on_every_grid
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", ["demo", "hostile", "one", "empty", "unread"])
def test_a27_every_word_of_every_page_is_said_and_no_other(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    words = Words(language)
    for shown in views(content, language, grid):
        assert differences(shown.view, words, script(shown.view, words)) == ("", ""), str(shown)


@pytest.mark.parametrize("language", [code for code in ALL if code not in LANGUAGES])
def test_a27_every_word_is_said_in_every_other_language_too(house: Houses, language: str) -> None:
    words = Words(language)
    for shown in every_view(house("demo", language), Frame(42, 13)):
        told = script(shown.view, words)
        assert differences(shown.view, words, told) == ("", ""), str(shown)
        if words.leftward:
            turned = script(mirrored(shown.view), words)
            assert [one.text for one in turned] == [one.text for one in told], str(shown)
            assert differences(mirrored(shown.view), words, turned) == ("", ""), str(shown)


@pytest.mark.parametrize("grid", [(28, 8), (60, 20)])
def test_a27_a_text_or_button_that_is_left_out_or_added_is_noticed(views: Views, grid: tuple[int, int]) -> None:
    """The rule above can fail: once for every text and button of every page."""
    tried = 0
    for shown in views("demo", "de", grid)[::7]:
        whole = script(shown.view, DE)
        for less in dropped(shown.view):
            missing, surplus = differences(shown.view, DE, script(less, DE))
            assert missing, str(shown)
            assert surplus == ""
            assert differences(less, DE, whole)[1], str(shown)
            tried += 1
    assert tried > 50


def test_a27_title_first_then_content_from_top_to_bottom_then_the_buttons() -> None:
    view = page(
        *rows(0, 9, 30, "unten"),
        *rows(0, 4, 30, "Titel", look=Look.TITLE),
        *rows(0, 2, 30, "oben"),
        buttons=(
            Button(Rect(0, 0, 9, 3), "first", ("Drucken",), Look.ACTION),
            Button(Rect(0, 5, 9, 3), "item", ("Karte",), Look.CARD),
            Button(Rect(10, 17, 9, 3), "start", ("Start",)),
            Button(Rect(0, 17, 9, 3), "back", ("Zurück",)),
        ),
    )
    labels = [KNOPF.format(label=label) for label in ("Karte", "Drucken", "Zurück", "Start")]
    assert said(view) == ["Titel", "oben", labels[0], "unten", *labels[1:]]


def test_a27_where_writing_goes_leftward_so_does_reading() -> None:
    plates = (Button(Rect(0, 17, 9, 3), "start", ("B",)), Button(Rect(10, 17, 9, 3), "back", ("A",)))
    view = msgspec.structs.replace(page(buttons=plates), leftward=True)
    assert said(view) == [KNOPF.format(label="A"), KNOPF.format(label="B")]


def test_a27_wrapped_rows_are_one_sentence_again() -> None:
    text = rows(2, 3, 20, "Heute Abend kochen", "wir zusammen Suppe", "im großen Saal.")
    assert said(page(*text)) == ["Heute Abend kochen wir zusammen Suppe im großen Saal."]


def test_a27_a_row_that_had_room_for_more_ends_its_paragraph() -> None:
    assert said(page(*rows(2, 3, 40, "Bitte mitbringen:", "Teller und Tasse", "gute Laune"))) == [
        "Bitte mitbringen:", "Teller und Tasse", "gute Laune",
    ]  # fmt: skip


def test_a27_labels_go_before_their_values() -> None:
    labels = rows(2, 3, 11, "Wann", look=Look.SHEET_QUIET) + rows(2, 5, 11, "Kategorie", look=Look.SHEET_QUIET)
    values = rows(13, 3, 16, "Dienstag, 3.", "November 2026", "Fest, Begegnung,", "Kinder")
    assert said(page(*labels, *values)) == ["Wann: Dienstag, 3. November 2026", "Kategorie: Fest, Begegnung, Kinder"]


def test_a27_a_code_is_named_once_and_its_modules_are_silent() -> None:
    code = rows(0, 0, 8, "█▀▄ ▄▀█ ", "█▄█▀█▄█ ", look=Look.CODE)
    assert said(page(*code)) == [DE.say("Here is a QR code.")]


def test_a27_keys_are_read_in_one_breath_and_their_signs_in_words() -> None:
    signs = {"⌫": "Löschen", "␣": "Leerzeichen"}
    keys = [Button(Rect(at * 6, 0, 5, 3), f"key:{at}", (letter,), Look.KEY) for at, letter in enumerate("AB")]
    keys += [Button(Rect(20 + at * 6, 0, 5, 3), sign, (sign,), Look.ACTION) for at, sign in enumerate(signs)]
    assert said(page(buttons=tuple(keys))) == [
        DE.say("Keys: {labels}").format(labels="A, B"),
        *(KNOPF.format(label=word) for word in signs.values()),
    ]


@pytest.mark.parametrize("sign", ["▏", "██░░░", "●●●●", "■□□", "▶", "…"])
def test_a25_marks_bars_and_the_dots_of_a_pin_are_silent(sign: str) -> None:
    assert said(page(*rows(0, 0, 20, sign))) == []


def test_a27_a_chosen_button_says_so_in_words() -> None:
    [plain] = announced(DE, Button(Rect(0, 0, 9, 3), "today", ("Heute",)))
    [chosen] = announced(DE, Button(Rect(0, 0, 9, 3), "today", ("✓ Heute",), on=True))
    assert plain.text == KNOPF.format(label="Heute")
    assert chosen.text == DE.say("Button: {label}, chosen").format(label="Heute")
    assert chosen.rows == (0, 1, 2)
    assert chosen.action == "today"


def test_a27_title_and_facts_of_a_card_have_a_pause_between() -> None:
    lines = ("Offenes Café für die ganze", "Nachbarschaft", "Heute, 15:00 Uhr", "Großer Saal")
    card = Button(Rect(0, 0, 30, 5), "item:x", lines, Look.CARD, "left", strong=2, edge=Look.EVENT)
    assert said(page(buttons=(card,))) == [
        KNOPF.format(label="Offenes Café für die ganze Nachbarschaft, Heute, 15:00 Uhr, Großer Saal")
    ]


def test_a35_words_of_a_platform_are_said_by_a_voice_of_their_language() -> None:
    english = Words("en")
    text = msgspec.structs.replace(rows(0, 0, 30, "Kleiderkreisel")[0], lang="de")
    card = Button(Rect(0, 2, 30, 3), "item:x", ("Sommerfest",), Look.CARD, lang="de")
    plate = Button(Rect(0, 9, 9, 3), "back", ("Back",))
    told = [(one.text, one.language) for one in script(page(text, buttons=(card, plate)), english)]
    assert told == [("Kleiderkreisel", "de"), ("Button:", "en"), ("Sommerfest", "de"), ("Button: Back", "en")]
    plain = Words("de@leicht")
    assert {one.language for one in script(page(text, buttons=(card, plate)), plain)} == {"de@leicht"}
    assert len(announced(plain, card)) == 1


@on_every_grid
def test_a27_what_is_said_knows_where_it_stands(views: Views, grid: tuple[int, int]) -> None:
    for shown in views("demo", "de", grid):
        for utterance in script(shown.view, DE):
            assert utterance.rows, (str(shown), utterance)
            assert all(0 <= row < grid[1] for row in utterance.rows)
            assert utterance.action is None or shown.view.button_for(utterance.action)


def test_a27_no_sentence_of_a_long_text_is_broken(house: Houses) -> None:
    built = house("demo")
    for item in list(built.replica.items(None, None, built.now()))[:60]:
        told = " ".join(said(Detail(item.id).view(built, Frame(160, 50))))
        for paragraph in (item.text or "").split("\n"):
            assert " ".join(paragraph.split()) in told, item.title


def test_a27_a_title_says_which_page_of_how_many_in_words() -> None:
    assert said(page(*rows(0, 0, 30, "Angebote 2/13", look=Look.TITLE))) == ["Angebote 2 von 13"]


def test_a27_what_was_typed_is_said(house: Houses) -> None:
    view = Search("kaffee").view(house("demo"), Frame(60, 20))
    assert said(view)[0].startswith("Suchen: kaffee")
    assert announced(DE, button(view, "key:delete")) == [
        Utterance(KNOPF.format(label="Löschen"), "de", rows=(13, 14, 15), action="key:delete")
    ]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("de", "Sprache · Язык", [("Sprache ·", "de"), ("Язык", "ru")]),
        ("de@leicht", "Українська мова, bitte", [("Українська мова,", "uk"), ("bitte", "de@leicht")]),
        ("de", "Hallo! Добро пожаловать! Witamy!", [("Hallo!", "de"), ("Добро пожаловать!", "ru"), ("Witamy!", "de")]),
        ("en", "العربية", [("العربية", "ar")]),
        ("ru", "Русский, Українська, العربية", [("Русский, Українська,", "ru"), ("العربية", "ar")]),
        ("uk", "Полска kawa", [("Полска kawa", "uk")]),
        ("ar", "العربية Türkçe", [("العربية Türkçe", "ar")]),
        ("pl", "Zażółć gęślą jaźń", [("Zażółć gęślą jaźń", "pl")]),
    ],
)
def test_a33_words_in_other_letters_are_read_by_a_voice_that_knows_them(
    language: str, text: str, parts: list[tuple[str, str]]
) -> None:
    assert list(voices(text, language)) == parts


def test_a33_each_language_is_announced_by_its_own_voice_where_the_letters_differ() -> None:
    plate = Button(Rect(0, 0, 20, 3), "language:ru", ("Русский",))
    assert [(one.text, one.language) for one in announced(DE, plate)] == [
        (KNOPF.format(label="").strip(), "de"),
        ("Русский", "ru"),
    ]
