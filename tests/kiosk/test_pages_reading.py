"""A3, A4, A6: what is read stands in short lines, without tricks of type, in strong contrast."""

from collections.abc import Callable
from itertools import product

import pytest
from rich.color import Color

from kiosk.frame import TEXT_W
from kiosk.theme import BARRED, THEMES, bar, edge_colour, style
from kiosk.visitor import Theme
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
ON_BOARD = (Look.GROUND, Look.TITLE, Look.TEXT, Look.QUIET)
"""Never a button: neither pressed nor focused."""
KINDS = (Look.EVENT, Look.OFFER, Look.REQUEST, Look.JOB, Look.NOTICE)
BUTTONS = (Look.CARD, Look.NAV, Look.KEY, Look.ACTION, *KINDS)


@on_every_grid
@pytest.mark.parametrize("content", ["demo", "hostile"])
def test_a3_reading_text_has_at_most_60_letters_a_line_and_begins_at_the_left(
    views: Views, content: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, "de", grid):
        for text in shown.view.texts:
            if text.look in (Look.SHEET, Look.SHEET_STRONG, Look.SHEET_QUIET):
                assert len(text.text) <= TEXT_W, (str(shown), text)
                assert text.align == "left"
        for button in shown.view.buttons:
            if button.align == "left":
                assert all(len(line) <= TEXT_W for line in button.lines), (str(shown), button)


in_every_theme = pytest.mark.parametrize("theme", Theme)


@pytest.mark.parametrize("look", list(Look))
@in_every_theme
def test_a6_every_pair_of_text_and_ground_has_a_contrast_of_7(look: Look, theme: Theme) -> None:
    for pressed, focused in product((False, True) if look not in ON_BOARD else (False,), repeat=2):
        made = style(look, theme, pressed=pressed, focused=focused)
        assert made.color is not None
        assert made.bgcolor is not None
        assert contrast(made.color.name, made.bgcolor.name) >= 7


@pytest.mark.parametrize("edge", KINDS)
@in_every_theme
def test_a6_the_focus_mark_of_a_card_has_a_contrast_of_7(edge: Look, theme: Theme) -> None:
    mark = bar(edge, Look.CARD, theme, focused=True)
    assert mark.color is not None
    assert mark.bgcolor is not None
    assert contrast(mark.color.name, mark.bgcolor.name) >= 7


@pytest.mark.parametrize("look", BUTTONS)
@in_every_theme
def test_a6_the_edge_of_a_button_has_a_contrast_of_3(look: Look, theme: Theme) -> None:
    """Its own fill, or bars at both ends."""
    board = THEMES[theme][Look.GROUND][1]
    if look is Look.CARD and theme in BARRED:
        assert all(contrast(edge_colour(edge, theme), board) >= 3 for edge in (Look.CARD, *KINDS))
        return
    assert contrast(THEMES[theme][look][1], board) >= 3


@in_every_theme
def test_a7_no_two_states_of_a_button_look_alike_in_grey(theme: Theme) -> None:
    """Plain, marked and pressed differ without colour: by brightness, or by the line under the words."""
    for look in BUTTONS:
        states = [style(look, theme), style(look, theme, focused=True), style(look, theme, pressed=True)]
        greys = {(_grey(one.bgcolor), one.underline) for one in states}
        assert len(greys) == len(states), (look, theme)


def _grey(colour: Color | None) -> int:
    assert colour is not None
    return round(luminance(colour.name) * 20)


@on_every_grid
def test_a4_nothing_blinks_leans_or_fades_and_only_the_focus_is_underlined(views: Views, grid: tuple[int, int]) -> None:
    for shown in views("demo", "de", grid):
        focus = shown.view.buttons[0].action if shown.view.buttons else None
        styles = [segment.style for row in paint(shown.view, focused=focus) for segment in row if segment.style]
        assert not any(made.blink or made.italic or made.dim for made in styles)
        plainly = [segment.style for row in paint(shown.view) for segment in row if segment.style]
        assert not any(made.underline for made in plainly)


@on_every_grid
@pytest.mark.parametrize("language", LANGUAGES)
def test_a4_our_own_words_are_not_all_capitals(views: Views, language: str, grid: tuple[int, int]) -> None:
    for shown in views("empty", language, grid):
        words = [word for button in shown.view.buttons for line in button.lines for word in line.split()]
        words += [word for text in shown.view.texts if text.look is not Look.CODE for word in text.text.split()]
        assert not [word for word in words if len(word) > 4 and word.isupper()]


@on_every_grid
def test_a7_a_chosen_filter_and_the_focus_are_marked_by_a_sign(views: Views, grid: tuple[int, int]) -> None:
    chosen = [button for shown in views("demo", "de", grid) for button in shown.view.buttons if button.on]
    assert all(button.lines[0].startswith("✓ ") for button in chosen)
    assert chosen or grid[1] < 15


def test_a7_a_called_off_event_says_so_in_words_on_its_card_and_on_its_page(views: Views) -> None:
    cards: list[Button] = [
        button
        for shown in views("hostile", "de", (80, 24))
        for button in shown.view.buttons
        if button.lines and button.lines[0].startswith("Fällt aus: ")
    ]
    sheets = [text for shown in views("hostile", "de", (80, 24)) for text in shown.view.texts]
    assert cards
    assert any(text.text.startswith("Fällt aus: ") and text.look is Look.SHEET_STRONG for text in sheets)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio of two colours written as #rrggbb."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_contrast_formula_gives_the_known_values() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
