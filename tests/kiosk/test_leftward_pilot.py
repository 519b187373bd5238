"""A34 at the running terminal: a page is touched and walked by keys where it is painted."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from kiosk.settings import Settings
from tests.kiosk.piloted import driven

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio
GRIDS = ((28, 8), (60, 20))


def read_from_the_right(house: House) -> House:
    house.words.leftward = True
    return house


@pytest.mark.parametrize("grid", GRIDS, ids=str)
@pytest.mark.parametrize("press", ["tap", "keyed"])
async def test_a23_a34_back_and_start_keep_their_cells_at_the_right(
    house: Houses, grid: tuple[int, int], press: str
) -> None:
    async with driven(read_from_the_right(house("demo")), grid) as hand:
        go = getattr(hand, press)
        assert hand.view.leftward
        await hand.turn_to("kind:event", press)
        places = [hand.button(action).rect for action in ("back", "start")]
        assert places[0].right == grid[0]
        assert places[1].right == places[0].x - 1
        await go(hand.find("item:").action)
        assert hand.view.name.startswith("detail:")
        assert [hand.button(action).rect for action in ("back", "start")] == places
        await go("back")
        await go("start")
        assert hand.view.name == "home"


async def test_a34_the_first_button_for_the_keyboard_is_the_first_that_is_read(house: Houses) -> None:
    async with driven(read_from_the_right(house("demo")), (60, 20)) as hand:
        await hand.turn_to("kind:event")
        await hand.press("tab")
        first = hand.button(hand.app.canvas.focused_action or "")
        assert first.rect.right == max(button.rect.right for button in hand.view.buttons)
        assert first.rect.y == min(button.rect.y for button in hand.view.buttons)


async def test_a34_whoever_comes_next_finds_the_page_from_left_to_right(house: Houses) -> None:
    async with driven(read_from_the_right(house("demo")), (60, 20)) as hand:
        await hand.turn_to("kind:event")
        await hand.tick(Settings().idle_s + 1)
        assert hand.view.name == "home"
        assert not hand.view.leftward


async def test_a33_a34_whoever_chooses_arabic_reads_from_the_right(house: Houses) -> None:
    async with driven(house("demo"), (60, 20)) as hand:
        await hand.tap("languages")
        await hand.tap("language:ar")
        assert hand.view.leftward
        assert hand.says("فعاليات")
        await hand.tap("kind:event")
        assert hand.button("back").rect.right == 60
