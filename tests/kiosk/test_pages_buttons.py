"""A9, A10, A14, A22, A23: buttons are large, apart, few, and where one expects them."""

import inspect
from collections.abc import Callable

import pytest

from kiosk.app import Board, KioskApp
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.attract import Attract
from kiosk.screens.public.calendar import Calendar
from kiosk.screens.public.help import Help
from kiosk.screens.public.home import Home
from kiosk.screens.public.listing import Listed
from kiosk.screens.steps import Open
from kiosk.screens.tiles import TilePage
from kiosk.widgets.canvas import Canvas
from kiosk.widgets.view import Button
from sync.records import Kind
from tests.kiosk.page_rules import back_and_start_stay, buttons_are_apart, buttons_are_large, buttons_differ
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, every_page, turned

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
Houses = Callable[..., House]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
everything = pytest.mark.parametrize("content", ["demo", "hostile", "one", "empty", "unread"])
in_both = pytest.mark.parametrize("language", LANGUAGES)
CONTENT = ("item:", "pick:", "kind:", "today", "search", "day:")


def is_content(shown: Shown, button: Button) -> bool:
    """A choice of content: not navigation, not a filter or a way to look at the same content."""
    if isinstance(shown.page, Listed) and button.action in ("today", "search"):
        return False
    return button.action.startswith(CONTENT)


@on_every_grid
@everything
@in_both
def test_a9_buttons_are_at_least_3_rows_high_and_7_columns_wide(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, language, grid):
        buttons_are_large(shown)


@on_every_grid
@everything
@in_both
def test_a9_there_is_at_least_one_cell_between_two_buttons(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, language, grid):
        buttons_are_apart(shown)


@on_every_grid
def test_a10_a_touch_beside_a_button_presses_the_only_nearest_one(views: Views, grid: tuple[int, int]) -> None:
    seen = set()
    for shown in views("demo", "de", grid):
        places = tuple(button.rect for button in shown.view.buttons)
        if type(shown.page) in seen or shown.view.anywhere:
            continue
        seen.add(type(shown.page))
        for y in range(grid[1]):
            for x in range(grid[0]):
                inside = [rect for rect in places if rect.x <= x < rect.right and rect.y <= y < rect.bottom]
                near = inside or [r for r in places if r.x - 1 <= x <= r.right and r.y - 1 <= y <= r.bottom]
                hit = shown.view.button_at(x, y)
                assert (hit.rect if hit else None) == (near[0] if len(near) == 1 else None), (str(shown), x, y)


def test_a14_nothing_but_press_and_release_is_needed() -> None:
    """No gesture has a handler: no double click, no wheel, no long press; and nothing is bound to a key."""
    handlers = {name for name, _ in inspect.getmembers(Canvas, inspect.isfunction) if name.startswith("on_")}
    assert handlers & {name for name in dir(Canvas) if "mouse" in name or "click" in name} == {
        "on_mouse_down",
        "on_mouse_move",
        "on_mouse_up",
    }
    assert "on_click" not in handlers
    for owner in (Board, KioskApp):
        assert not owner._merged_bindings or not owner._merged_bindings.key_to_bindings


@on_every_grid
@everything
@in_both
def test_a22_there_are_few_choices_at_once(views: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    """At most 5 on 28x8 and 7 elsewhere; a month of days and the keyboard are the exceptions."""
    most = 5 if grid == (28, 8) else 7
    for shown in views(content, language, grid):
        days = isinstance(shown.page, Calendar) and Calendar.fits(shown.frame)
        assert days or sum(is_content(shown, button) for button in shown.view.buttons) <= most, str(shown)


@on_every_grid
def test_a22_every_item_of_the_demo_is_two_taps_from_the_start_besides_paging(
    house: Houses, grid: tuple[int, int]
) -> None:
    built, frame = house("demo"), Frame(*grid)
    reached: set[str] = set()
    for shown in turned(Home(), built, frame):
        for button in shown.view.buttons:
            if not button.action.startswith("kind:"):
                continue
            step = shown.page.act(built, frame, button.action)
            assert isinstance(step, Open)
            views = [turn.view for turn in turned(step.page, built, frame, most=1_000)]
            reached |= {card.action for view in views for card in view.buttons if card.action.startswith("item:")}
    everything_there = built.replica.counts(built.now())
    assert len(reached) == sum(everything_there.values())


@on_every_grid
@everything
@in_both
def test_a23_back_and_start_stand_in_the_same_cells_on_every_page(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, language, grid):
        if not isinstance(shown.page, Home | Attract) and shown.page.name != "home":
            back_and_start_stay(shown)


@on_every_grid
@in_both
def test_a23_help_is_one_touch_away(views: Views, grid: tuple[int, int], language: str) -> None:
    """On 28 to 30 columns pages full of keys or tiles have no room for it; "Zurück" leads to one that has."""
    for shown in views("demo", language, grid):
        full = isinstance(shown.page, TilePage) or any(one.action.startswith("key:") for one in shown.view.buttons)
        if isinstance(shown.page, Help | Attract):
            assert shown.view.button_for("help") is None
        elif shown.frame.cols > 30 or not full:
            assert shown.view.button_for("help"), str(shown)


@in_both
@everything
@on_every_grid
def test_a2_what_finds_no_room_on_a_page_is_offered_by_its_help(
    house: Houses, content: str, language: str, grid: tuple[int, int]
) -> None:
    built, frame = house(content, language), Frame(*grid)
    for page in every_page(built):
        for shown in turned(page, built, frame, most=3):
            wanted = {f"asked:{action}" for action, _ in shown.view.more}
            turns = turned(Help(page), built, frame) if wanted else ()
            assert wanted <= {one.action for turn in turns for one in turn.view.buttons}, str(shown)


@on_every_grid
@everything
@in_both
def test_no_two_buttons_of_a_page_do_the_same(views: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    for shown in views(content, language, grid):
        buttons_differ(shown)


@on_every_grid
def test_events_have_today_this_week_and_single_days(house: Houses, grid: tuple[int, int]) -> None:
    built, frame = house("demo"), Frame(*grid)
    listed = Listed(Kind.EVENT)
    offered = {button.action for button in listed.view(built, frame).buttons}
    opened = listed.act(built, frame, "choose")
    assert isinstance(opened, Open)
    labels = {" ".join(button.lines) for shown in turned(opened.page, built, frame) for button in shown.view.buttons}
    for action, word in (("today", "Heute"), ("week", "Diese Woche"), ("calendar", "Kalender")):
        assert (action in offered) != (word in labels), action
