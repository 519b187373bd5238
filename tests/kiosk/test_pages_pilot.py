"""Residents at the running terminal: by touch alone, by keyboard alone, on the grids of four panels."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from tests.kiosk.piloted import driven

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)
by_touch_and_keys = pytest.mark.parametrize("press", ["tap", "keyed"])


@on_four_grids
@by_touch_and_keys
async def test_a_resident_browses_to_an_item_its_code_and_its_slip_and_back(
    house: Houses, grid: tuple[int, int], press: str
) -> None:
    async with driven(house("demo"), grid) as hand:
        go = getattr(hand, press)
        await hand.turn_to("kind:event", press)
        first = hand.find("item:").action
        await go("next")
        assert hand.find("item:").action != first
        card = hand.find("item:")
        await go(card.action)
        assert hand.says(card.lines[0])
        if hand.view.button_for("code"):
            await go("code")
            assert any(text.text.count("█") > 5 for text in hand.view.texts)
            await go("back")
        assert hand.view.name.startswith("detail:")
        await go("print")
        assert hand.view.name.startswith("preview:")
        assert hand.says("Ihr Zettel")
        await go("back")
        await go("back")
        assert hand.view.button_for(card.action)
        await go("start")
        assert hand.view.name == "home"


@on_four_grids
async def test_keys_of_their_own_turn_pages_and_lead_back_and_home(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("kind:offer")
        first = hand.find("item:").action
        await hand.press("pagedown")
        assert hand.find("item:").action != first
        await hand.press("pageup")
        assert hand.find("item:").action == first
        await hand.press("f1")
        assert hand.view.name == "help"
        await hand.press("escape")
        assert hand.view.name == "list:offer"
        await hand.tap(first)
        await hand.press("home")
        assert hand.view.name == "home"


@on_four_grids
async def test_search_by_the_keys_on_the_screen_finds_an_item(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("search")
        await hand.spell("nebenk")
        assert hand.says("Suchen: nebenk")
        if hand.view.button_for("hits"):
            await hand.tap("hits")
        card = hand.find("item:")
        assert hand.says("Nebenkosten")
        await hand.tap(card.action)
        assert hand.view.name == card.action.replace("item:", "detail:")
        await hand.tap("back")
        assert hand.view.button_for(card.action)


@on_four_grids
async def test_typing_a_letter_on_the_start_page_opens_the_search(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.press("5", "space", "backspace")
        assert hand.view.name == "home"
        await hand.press("k", "a", "f", "x", "backspace")
        assert hand.view.name == "search"
        assert hand.says("Suchen: kaf")
        assert not hand.says("Suchen: kafx")


@on_four_grids
async def test_on_the_keys_of_a_range_back_leads_to_the_ranges(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("search")
        before = [button.action for button in hand.view.buttons]
        await hand.tap(hand.find("range:").action)
        assert [button.action for button in hand.view.buttons] != before
        await hand.tap("back")
        at_home = grid[1] >= 15
        assert hand.view.name == ("home" if at_home else "search")
        assert at_home or [button.action for button in hand.view.buttons] == before


@on_four_grids
async def test_the_other_language_is_one_tap_away_and_leaves_with_the_visitor(
    house: Houses, grid: tuple[int, int]
) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("languages")
        await hand.turn_to("language:en")
        await hand.turn_to("kind:offer")
        assert hand.says("Offers")
        assert hand.button("back").lines == ("Back",)
        await hand.tick(121)
        assert hand.view.name == "home"
        await hand.turn_to("kind:offer")
        assert hand.says("Angebote")


@on_four_grids
async def test_a16_the_start_page_comes_back_when_nobody_is_there(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        first = hand.view
        await hand.turn_to("kind:job")
        await hand.tick(119)
        assert hand.view.name == "list:job"
        await hand.press("tab")
        await hand.tick(119)
        assert hand.view.name == "list:job"
        await hand.tick(2)
        assert hand.view.buttons == first.buttons


async def test_a16_a_start_page_that_was_turned_turns_back(house: Houses) -> None:
    async with driven(house("demo"), (28, 8)) as hand:
        first = hand.view.buttons
        await hand.tap("next")
        assert hand.view.buttons != first
        await hand.tick(121)
        assert hand.view.buttons == first


@on_four_grids
async def test_filters_and_categories_narrow_a_list(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("kind:event")
        if hand.view.button_for("today"):
            await hand.tap("today")
            assert hand.button("today").on
        else:
            await hand.tap("choose")
            await hand.turn_to("pick:1")
        assert hand.says("heute")
        await hand.tap("choose")
        await hand.tap("pick:0")
        assert not hand.says("heute 1/")


@on_four_grids
async def test_a_day_of_the_calendar_opens_its_events(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("kind:event")
        if not hand.view.button_for("calendar"):
            await hand.tap("choose")
            await hand.turn_to("pick:3" if grid[1] < 15 else "pick:1")
        else:
            await hand.tap("calendar")
        assert hand.view.name == "calendar"
        await hand.tap(next(b.action for b in hand.view.buttons if b.action.startswith("day:")))
        assert hand.view.name == "list:event"
        assert hand.says("24. November")


async def test_the_same_page_stays_on_every_grid_of_a_resize(house: Houses) -> None:
    async with driven(house("demo"), (80, 24)) as hand:
        await hand.tap("kind:event")
        await hand.tap("calendar")
        for grid in ((28, 8), (160, 50), (38, 11), (80, 24)):
            await hand.resize(*grid)
            assert hand.view.name == "calendar"
        await hand.resize(15, 4)
        assert hand.view.name == "too_small"
        await hand.press("enter", "home", "k")
        await hand.resize(58, 18)
        assert hand.view.name == "calendar"
