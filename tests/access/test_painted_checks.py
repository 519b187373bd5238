"""Each check of what is painted sees what it is there for: rows with one wrong style."""

from collections.abc import Iterator

import msgspec
import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.how import How
from kiosk.visitor import Theme
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.words import Words
from tests.access.colours import Painting, Rows, paintings, plain_type, strong_edges, strong_letters, told_in_grey
from tests.access.rules import PAINTED, PaintedCheck
from tests.access.scenes import Scene
from tests.access.town import Town

CARD = Button(Rect(0, 2, 20, 3), "item:1", ("Kaffee",), Look.CARD, "left")
CENTRED = msgspec.structs.replace(CARD, rect=Rect(22, 2, 9, 3), action="face:good", align="center")
VIEW = View("page", 60, 20, (Text(0, 0, 20, "Kuchen"),), (CARD, CENTRED))
NIGHT = "#0a0d11"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town.outside("empty", Words("de"))
    town.close()


def painted(house: House, view: View = VIEW, theme: Theme = Theme.DARK) -> Painting:
    scene = Scene(house, How(), Frame(60, 20), view, "empty", inner=False)
    return next(one for one in paintings(scene, 0) if one.theme is theme)


def restyled(rows: Rows, words: str, **style: object) -> Rows:
    """The same rows, these words in another style."""
    other = Style(**style)  # type: ignore[arg-type]
    return [
        Strip([Segment(one.text, (one.style or Style()) + other if words in one.text else one.style) for one in row])
        for row in rows
    ]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("check", [check for _rule, check in PAINTED], ids=lambda check: check.__name__)
def test_what_is_painted_now_is_let_pass(house: House, check: PaintedCheck, theme: Theme) -> None:
    found = check(painted(house, theme=theme))
    assert found.tried
    assert found.failed == []


@pytest.mark.parametrize("style", ["italic", "blink", "dim", "strike", "underline"])
def test_a4_a_trick_of_type_is_seen(house: House, style: str) -> None:
    whole = painted(house)
    assert plain_type(whole._replace(rest=restyled(whole.rest, "Kuchen", **{style: True}))).failed


def test_a4_a_word_in_capitals_is_seen(house: House) -> None:
    shouted = msgspec.structs.replace(VIEW, texts=(Text(0, 0, 20, "KUCHEN"),))
    assert plain_type(painted(house, shouted, Theme.PAPER)).failed


def test_a6_weak_letters_are_seen_at_rest_and_under_a_finger(house: House) -> None:
    whole = painted(house)
    assert strong_letters(whole._replace(rest=restyled(whole.rest, "Kuchen", color="#8a8a8a"))).failed
    assert strong_letters(whole._replace(touched=restyled(whole.touched, "Kaffee", color="#8a8a8a"))).failed


def test_a6_a_button_that_sinks_into_its_ground_is_seen(house: House) -> None:
    """As a button under a finger would be that turns as dark as the board."""
    whole = painted(house)
    sunk = [Strip([Segment(one.text, Style(color="#ffffff", bgcolor=NIGHT)) for one in row]) for row in whole.touched]
    blank = [Strip([Segment(one.text.replace("▌", " ").replace("▐", " "), one.style) for one in row]) for row in sunk]
    assert strong_edges(whole._replace(touched=blank)).failed


def test_a7_states_that_look_alike_in_grey_are_seen(house: House) -> None:
    whole = painted(house)
    assert told_in_grey(whole._replace(touched=whole.rest)).failed


def test_a7_a_choice_without_its_sign_is_seen(house: House) -> None:
    chosen = msgspec.structs.replace(VIEW, buttons=(msgspec.structs.replace(CARD, on=True),))
    assert told_in_grey(painted(house, chosen)).failed
