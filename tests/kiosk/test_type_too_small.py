"""A1: the page that stands while letters are too small says what was measured, what is needed and what to write."""

from collections.abc import Callable

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.home import Home
from kiosk.screens.public.type_too_small import type_too_small
from kiosk.type_check import Shortfall, Window, shortfall
from kiosk.type_size import PANELS
from kiosk.widgets.view import View
from tests.kiosk.page_rules import texts_fit
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown

Built = Callable[[str, str], House]
SMALL = Window(61, 19, 793, 475)
"""What 21 pixels make of the 7-inch panel."""
OTHER = Window(58, 18, 1276, 792)
"""37 pixels on a 10-inch panel, which the settings call one of 7 inches."""


def short_of(window: Window) -> Shortfall:
    found = shortfall(window, PANELS["7in 800x480"])
    assert found is not None
    return found


def words_of(view: View) -> str:
    return " ".join(text.text for text in view.texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("window", [SMALL, OTHER])
def test_a1_a2_it_is_complete_on_every_grid(house: Built, language: str, grid: tuple[int, int], window: Window) -> None:
    built, short = house("empty", language), short_of(window)
    view = type_too_small(built, Frame(*grid), short)
    texts_fit(Shown(Home(), Frame(*grid), view))
    assert view.buttons == ()
    assert words_of(view) == words_of(type_too_small(built, Frame(grid[0], 99), short))


def test_a1_a21_it_says_what_was_measured_and_what_to_write(house: Built) -> None:
    said = words_of(type_too_small(house("empty", "de"), Frame(60, 20), short_of(SMALL)))
    assert "2,7 Millimeter hoch" in said
    assert "Nötig sind 4,5 Millimeter." in said
    assert "Bitte sagen Sie es im Büro." in said
    assert said.endswith("In foot.ini gehört: font=DejaVu Sans Mono:pixelsize=35")


def test_a1_a_height_just_below_does_not_look_like_enough(house: Built) -> None:
    panel = PANELS["7in 800x480"]
    short = Shortfall(4.49, 35, SMALL, panel)
    assert "4,4 Millimeter hoch" in words_of(type_too_small(house("empty", "de"), Frame(60, 20), short))


def test_a1_a21_a_wrong_panel_is_named_with_the_line_that_fits(house: Built) -> None:
    said = words_of(type_too_small(house("empty", "de"), Frame(58, 18), short_of(OTHER)))
    assert "1276 × 792 Punkte" in said
    assert said.endswith('In kiosk.toml, [screen] gehört: panel = "10in 1280x800"')
