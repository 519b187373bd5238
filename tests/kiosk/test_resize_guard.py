"""A13: after a change of size other buttons lie under the finger; the second tap of a double tap presses none."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from tests.kiosk.piloted import driven

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("grid", [(42, 13), (48, 15), (28, 8)])
async def test_a13_a_tap_right_after_another_size_presses_nothing(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), (58, 18)) as hand:
        await hand.turn_to("kind:event")
        hand.clock.later(1.0)
        await hand.resize(*grid)
        shown = hand.view
        for button in shown.buttons:
            await hand.finger(button.action)
            assert hand.view == shown, button.action
        hand.clock.later(0.69)
        await hand.finger("back")
        assert hand.view == shown
        hand.clock.later(0.02)
        await hand.finger("back")
        assert hand.view.name == "home"


async def test_a13_a_finger_that_rests_while_the_size_changes_presses_nothing(house: Houses) -> None:
    async with driven(house("demo"), (58, 18)) as hand:
        await hand.turn_to("kind:event")
        hand.clock.later(1.0)
        await hand.finger("back", up=False)
        await hand.resize(42, 13)
        shown = hand.view
        await hand.finger("back", down=False)
        assert hand.view == shown


async def test_the_first_page_hears_at_once(house: Houses) -> None:
    async with driven(house("demo"), (58, 18)) as hand:
        await hand.finger("kind:event")
        assert hand.view.name == "list:event"
