"""Each check on screens sees what it is there for: handmade screens that break one rule each."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.feedback import FeedbackCheck
from kiosk.screens.public.how import How
from kiosk.screens.staff.door import SignIn
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.words import Words
from sync.letters.letter import Face
from tests.access import layout, told, touch
from tests.access.result import Tried
from tests.access.rules import SEEN
from tests.access.scenes import Scene, Standing
from tests.access.town import Town
from tests.kiosk.staff_house import CANARIES

FRAME = Frame(60, 20)
BACK, START = (Button(FRAME.slots[name], name, (name,)) for name in ("back", "start"))
HELP = Button(FRAME.slots["help"], "help", ("Hilfe",))
NAV = (BACK, START, HELP)
CARD = Button(Rect(0, 2, 20, 3), "item:1", ("Kuchen",), Look.CARD, align="left")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town.outside("demo", Words("de"))
    town.close()


def view(*texts: Text, buttons: tuple[Button, ...] = NAV, **fields: object) -> View:
    return msgspec.structs.replace(View("how", 60, 20, texts, buttons), **fields)


def cards(count: int, **fields: object) -> tuple[Button, ...]:
    """Choices beside each other, as narrow as may be."""
    places = [Rect(at % 7 * 8, 1 + at // 7 * 4, 7, 3) for at in range(count)]
    replace = msgspec.structs.replace
    return tuple(replace(CARD, rect=rect, action=f"item:{x}", **fields) for x, rect in enumerate(places))


def at(w: int, h: int, *lines: str) -> Button:
    """The button that reads aloud, where and as large as it never is."""
    return Button(Rect(0, 2, w, h), "listen", lines)


def covered(*texts: str) -> View:
    rows = (Text(0, y, 60, text) for y, text in enumerate(texts))
    return View("cover", 60, 20, tuple(rows), (Button(Rect(0, 10, 60, 3), "ok", ("Ja",)),))


def standing(house: House, frame: Frame) -> View:
    raise NotImplementedError


standing.__name__ = "covered"
Broken = tuple[Callable[[Scene], Tried], Page, View]
BROKEN: dict[str, Broken] = {
    "text beside the grid": (layout.complete, How(), view(Text(50, 3, 11, "Kuchen"))),
    "text over text": (layout.complete, How(), view(Text(0, 3, 9, "Kuchen"), Text(3, 3, 9, "Kaffee"))),
    "a label too wide": (
        layout.complete,
        How(),
        view(buttons=(at(7, 3, "Veranstaltung"),)),
    ),
    "an ellipsis": (layout.complete, How(), view(Text(0, 3, 20, "Kuchen und Kaff…"))),
    "a long line": (layout.short_lines, How(), view(Text(0, 3, 60, "x" * 61, Look.SHEET))),
    "a centred line": (layout.short_lines, How(), view(Text(0, 3, 60, "Kuchen", Look.SHEET, "center"))),
    "a hyphen of ours": (
        layout.short_lines,
        How(),
        view(Text(0, 3, 20, "Der Ku-", Look.SHEET), Text(0, 4, 20, "chen", Look.SHEET)),
    ),
    "buttons too near": (
        layout.short_lines,
        How(),
        view(buttons=(*NAV, CARD, msgspec.structs.replace(CARD, rect=Rect(0, 5, 20, 3)))),
    ),
    "eight choices": (layout.few_choices, How(), view(buttons=(*NAV, *cards(8)))),
    "six actions": (layout.few_choices, How(), view(buttons=(*NAV, *cards(6, look=Look.ACTION)))),
    "back elsewhere": (
        layout.in_their_places,
        How(),
        view(buttons=(msgspec.structs.replace(BACK, rect=Rect(0, 5, 8, 3)), START, HELP)),
    ),
    "no help": (layout.in_their_places, How(), view(buttons=(BACK, START))),
    "a low button": (touch.large, How(), view(buttons=(at(20, 2),))),
    "a narrow button": (touch.large, How(), view(buttons=(at(6, 3),))),
    "buttons side by side": (touch.large, How(), view(buttons=(*cards(1), Button(Rect(7, 1, 9, 3), "x", ())))),
    "the mark on yes": (touch.asked_first, FeedbackCheck(Face.GOOD, ""), view(focus="yes")),
    "no bar": (told.time_left, Standing(standing), covered("Noch 30 Sekunden")),
    "no seconds": (told.time_left, Standing(standing), covered("Noch etwas Zeit", "███░░░")),
    "a name": (told.nobody_named, How(), view(Text(0, 3, 30, f"Erika {CANARIES[1]}"))),
    "no stop while it sounds": (
        told.heard_and_seen,
        How(),
        view(buttons=(at(7, 3, "Laut"),)),
    ),
    "a bell": (told.heard_and_seen, How(), view(Text(0, 3, 9, "Kuchen\a"))),
    "a date in figures": (told.dates_in_words, How(), view(Text(0, 3, 20, "am 24.11. um 10 Uhr"))),
    "a sentence in Turkish": (told.one_language, How(), view(Text(0, 3, 40, Words("tr").say("Are you still there?")))),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_screen_is_seen(house: House, broken: str) -> None:
    check, page, shown = BROKEN[broken]
    assert check(Scene(house, page, FRAME, shown, "demo", inner=False)).failed


@pytest.mark.parametrize("check", [check for _rule, check in SEEN], ids=lambda check: check.__name__)
def test_a_whole_screen_is_let_pass(house: House, check: Callable[[Scene], Tried]) -> None:
    page = How()
    assert not check(Scene(house, page, FRAME, page.view(house, FRAME), "demo", inner=False)).failed


def test_a_pin_that_is_shown_is_seen(house: House) -> None:
    page = SignIn()
    page.pad.text = "4809"
    assert told.masked(Scene(house, page, FRAME, view(Text(0, 3, 9, "4809")), "demo", inner=False)).failed
    assert not told.masked(Scene(house, page, FRAME, page.view(house, FRAME), "demo", inner=False)).failed


def test_a_platforms_text_without_its_language_is_seen(house: House) -> None:
    item = next(iter(house.replica.items(None, None, house.now())))
    page, strange = Detail(item.id), msgspec.structs.replace
    seen = page.view(house, FRAME)
    bare = strange(seen, texts=tuple(strange(text, lang=None) for text in seen.texts))
    assert not told.platforms_marked(Scene(house, page, FRAME, seen, "demo", inner=False)).failed
    assert told.platforms_marked(Scene(house, page, FRAME, bare, "demo", inner=False)).failed
