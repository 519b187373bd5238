"""The catalogues are whole, and no sentence for people stands outside them."""

import ast
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk.words import LANGUAGES, LOCALE, Words
from tests.access.rooms import Room, rooms

KIOSK = LOCALE.parent
KEYWORDS = {"_": None, "say": None, "count": (1, 2), "n_": (1, 2)}
ASKED = frozenset(KEYWORDS)
RESIDENTS = (Room.PUBLIC, Room.PAPER)
in_both = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(language: str) -> Catalog:
    return read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "kiosk.po").read_bytes()), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def asked() -> set[str]:
    """Every sentence that the code asks for, as Babel finds it; of a plural its first form."""
    found = extract_from_dir(KIOSK, [("**.py", "python")], keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@in_both
def test_a33_every_sentence_of_the_code_has_its_words_in_every_language(language: str) -> None:
    """Leichte Sprache has what residents read; the desk and the commands speak German to its readers."""
    known = {forms(message.id)[0] for message in messages(language) if all(forms(message.string))}
    told = {key.partition("|")[0] for key, room in rooms().items() if room in RESIDENTS}
    assert (asked() if "@" not in language else asked() & told) - known == set()


@in_both
def test_no_sentence_stays_in_a_catalogue_that_the_code_no_longer_asks_for(language: str) -> None:
    assert {forms(message.id)[0] for message in messages(language)} - asked() == set()


@in_both
def test_a33_placeholders_are_the_same_in_every_language(language: str) -> None:
    for message in messages(language):
        wanted = placeholders(forms(message.id)[-1])
        for text in filter(None, forms(message.string)):
            assert placeholders(text) == wanted, message.id


@in_both
def test_the_compiled_catalogue_holds_what_the_readable_one_says(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (LOCALE / language / "LC_MESSAGES" / "kiosk.mo").open("rb") as file:
        shipped = GNUTranslations(file)
    fresh = GNUTranslations(compiled)
    for message in messages(language):
        one = forms(message.id)[0]
        assert shipped.gettext(one) == fresh.gettext(one)
        counted = (0, 1, 2, 5, 21, 100)
        assert [shipped.ngettext(one, one, n) for n in counted] == [fresh.ngettext(one, one, n) for n in counted]


def test_english_is_what_the_code_says() -> None:
    for message in messages("en"):
        if message.id not in ("thousands mark", "decimal mark", "{time} o'clock") and "alone: " not in message.id:
            assert message.string == message.id


def test_german_is_not_english() -> None:
    same = {forms(message.id)[0] for message in messages("de") if message.string == message.id}
    assert [text for text in same if any(word.isalpha() and word.islower() for word in text.split()[1:])] == []


def test_german_addresses_the_reader_with_sie() -> None:
    words = {word.strip(".,:;?!„“()") for message in messages("de") for word in " ".join(forms(message.string)).split()}
    assert not words & {"du", "Du", "dein", "Dein", "deine", "dir", "Dir"}
    assert "Sie" in words


def test_a33_languages_are_named_in_their_own_words() -> None:
    assert LANGUAGES["uk"] == "Українська"
    assert len(set(LANGUAGES.values())) == 8
    assert {path.name for path in LOCALE.iterdir() if path.is_dir()} == set(LANGUAGES)


def test_numbers_have_the_mark_of_the_language() -> None:
    assert Words("de").number(1_234_567) == "1.234.567"
    assert Words("en").number(1_234_567) == "1,234,567"
    assert Words("de").number(999) == "999"


def test_a_count_of_one_and_of_many_have_their_own_form() -> None:
    words = Words("de")
    assert words.count("{n} day ago", "{n} days ago", 1) == "vor 1 Tag"
    assert words.count("{n} day ago", "{n} days ago", 1_000) == "vor 1.000 Tagen"


SHOWN = frozenset(("text", "button", "title", "said", "put", "warn", "message", "lines", "Button", "Text", "Stop"))
"""What carries words to people: the builder's methods, sheets, and what writes to the terminal of a command."""


def sources() -> list[Path]:
    return sorted(path for path in KIOSK.rglob("*.py") if "demo" not in path.parts)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(KIOSK)))
def test_no_sentence_for_people_stands_outside_the_catalogues(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _shows(node.func)]
    found = [text for call in calls for argument in _arguments(call) for text in _literals(argument)]
    assert [text for text in found if _is_sentence(text)] == []


def _shows(function: ast.expr) -> bool:
    """Whether a call is one of `SHOWN`; `text` also reads a setting, which shows nothing."""
    owner = ast.unparse(function.value) if isinstance(function, ast.Attribute) else "build"
    return _name(function) in SHOWN and (_name(function) != "text" or owner in ("build", "self"))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _literals(node: ast.AST) -> list[str]:
    """All text in an expression that no catalogue was asked for."""
    if isinstance(node, ast.Call) and _name(node.func) in ASKED:
        return []
    own = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
    return own + [text for child in ast.iter_child_nodes(node) for text in _literals(child)]


def _is_sentence(text: str) -> bool:
    """Two words with a blank between, or one that begins with a capital."""
    words = [word for word in text.split() if sum(letter.isalpha() for letter in word) > 1]
    return len(words) > 1 or (len(words) == 1 and words[0][0].isupper() and words[0][1:].islower())


def test_the_search_for_sentences_finds_one() -> None:
    tree = ast.parse('build.text(0, 0, 9, f"Hier {name} steht", look)\nbuild.text(0, 0, 9, _("Not here"), look)')
    found = [text for node in ast.walk(tree) if isinstance(node, ast.Call) for text in _literals(node)]
    assert "Hier " in found
    assert "Not here" not in found
