"""A12, A13: what comes too soon does not count: a second tap, or a tap on a page that has just changed."""

import pytest

from kiosk.widgets.view import View
from tests.kiosk.bare_canvas import OTHER, glass

pytestmark = pytest.mark.anyio


async def test_a12_a_second_tap_on_the_same_button_within_half_a_second_does_nothing() -> None:
    async with glass() as hand:
        await hand.at(5, 3)
        hand.clock.later(0.49)
        await hand.at(5, 3)
        assert hand.tapped == ["left"]
        hand.clock.later(0.02)
        await hand.at(5, 3)
        assert hand.tapped == ["left", "left"]


async def test_a12_another_button_may_be_tapped_at_once() -> None:
    async with glass() as hand:
        await hand.at(5, 3)
        await hand.at(15, 3)
        assert hand.tapped == ["left", "right"]


async def test_a12_taps_that_were_ignored_do_not_prolong_the_wait() -> None:
    async with glass() as hand:
        for _ in range(7):
            await hand.at(5, 3)
            hand.clock.later(0.1)
        assert hand.tapped == ["left", "left"]


async def test_a13_the_second_tap_of_a_double_tap_does_not_press_the_next_page() -> None:
    async with glass() as hand:
        await hand.at(5, 3)
        hand.canvas.show(OTHER)
        hand.clock.later(0.05)
        await hand.at(5, 3)
        assert hand.tapped == ["left"]
        hand.clock.later(0.7)
        await hand.at(5, 3)
        assert hand.tapped == ["left", "elsewhere"]


async def test_a13_a_finger_put_down_in_the_guard_time_counts_only_when_it_comes_again() -> None:
    async with glass() as hand:
        hand.canvas.show(OTHER)
        calm = hand.canvas.render_line(3)
        await hand.at(5, 3, up=False)
        assert hand.canvas.render_line(3) == calm
        hand.clock.later(2)
        await hand.at(5, 3, down=False)
        assert hand.tapped == []
        await hand.at(5, 3)
        assert hand.tapped == ["elsewhere"]


async def test_a13_a_finger_that_was_down_when_the_content_moved_presses_nothing() -> None:
    async with glass() as hand:
        await hand.at(5, 3, up=False)
        hand.canvas.show(View("page", 30, 8, (), OTHER.buttons), moved=True)
        await hand.at(5, 3, down=False)
        assert hand.tapped == []


async def test_a13_the_same_page_with_other_content_has_no_guard() -> None:
    async with glass() as hand:
        await hand.at(15, 3)
        hand.canvas.show(View("page", 30, 8, (), OTHER.buttons))
        await hand.at(5, 3)
        assert hand.tapped == ["right", "elsewhere"]


async def test_a12_a_second_strike_does_not_press_what_came_up_under_the_finger() -> None:
    async with glass() as hand:
        await hand.at(5, 3)
        hand.canvas.show(View("page", 30, 8, (), OTHER.buttons))
        hand.clock.later(0.49)
        await hand.at(5, 3)
        await hand.at(1, 3)
        assert hand.tapped == ["left"]
        hand.clock.later(0.02)
        await hand.at(5, 3)
        assert hand.tapped == ["left", "elsewhere"]


async def test_a16_a_finger_whose_lifting_is_never_told_holds_nothing_up_for_longer_than_ten_seconds() -> None:
    async with glass() as hand:
        await hand.at(5, 3, up=False)
        hand.clock.later(9)
        assert hand.canvas.touching
        hand.clock.later(1)
        assert not hand.canvas.touching
