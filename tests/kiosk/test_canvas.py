"""What a finger means: press, release and slides, near misses, and the keyboard's mark (A10, A11)."""

import pytest

from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look, Rect, View
from tests.kiosk.bare_canvas import LEFT, OTHER, PAGE, RIGHT, glass

pytestmark = pytest.mark.anyio


async def test_a11_a_press_alone_does_nothing_and_its_release_acts() -> None:
    async with glass() as hand:
        await hand.at(5, 3, up=False)
        assert hand.tapped == []
        await hand.at(5, 3, down=False)
        assert hand.tapped == ["left"]


async def test_a_press_and_release_in_one_moment_is_a_tap() -> None:
    async with glass() as hand:
        await hand.at(LEFT.x, LEFT.y)
        assert hand.tapped == ["left"]


async def test_a11_sliding_off_cancels() -> None:
    async with glass() as hand:
        await hand.at(5, 3, up=False)
        await hand.slide(25, 7)
        await hand.at(25, 7, down=False)
        assert hand.tapped == []


async def test_a11_sliding_on_and_releasing_presses() -> None:
    async with glass() as hand:
        await hand.at(25, 7, up=False)
        await hand.slide(15, 3)
        await hand.at(15, 3, down=False)
        assert hand.tapped == ["right"]


async def test_a11_sliding_from_one_button_to_another_presses_the_other() -> None:
    async with glass() as hand:
        await hand.at(5, 3, up=False)
        await hand.slide(15, 3)
        await hand.at(15, 3, down=False)
        assert hand.tapped == ["right"]


async def test_the_button_under_the_finger_shows_it() -> None:
    async with glass() as hand:
        calm = hand.canvas.render_line(3)
        await hand.at(5, 3, up=False)
        pressed = hand.canvas.render_line(3)
        assert pressed != calm
        await hand.slide(25, 7)
        assert hand.canvas.render_line(3) == calm


async def test_a_release_without_a_press_does_nothing() -> None:
    async with glass() as hand:
        await hand.at(5, 3, down=False)
        assert hand.tapped == []


async def test_a10_a_touch_one_cell_beside_a_button_presses_it() -> None:
    async with glass() as hand:
        await hand.at(LEFT.x - 1, LEFT.y - 1)
        await hand.at(RIGHT.right, RIGHT.bottom)
        assert hand.tapped == ["left", "right"]


async def test_a10_a_touch_two_cells_beside_a_button_presses_nothing() -> None:
    async with glass() as hand:
        await hand.at(LEFT.x - 2, LEFT.y)
        await hand.at(LEFT.x, LEFT.bottom + 1)
        assert hand.tapped == []


def test_a10_a_touch_between_two_near_buttons_presses_neither() -> None:
    near = View("near", 30, 8, (), (Button(LEFT, "left", ()), Button(LEFT._replace(x=LEFT.right + 1), "right", ())))
    assert near.button_at(LEFT.right, 3) is None


async def test_the_mark_of_the_keyboard_goes_round_in_reading_order_and_leaves_with_the_page() -> None:
    async with glass() as hand:
        seen = []
        for step in (1, 1, 1, -1):
            hand.canvas.move_focus(step)
            seen.append(hand.canvas.focused_action)
        assert seen == ["left", "right", "left", "right"]
        hand.canvas.show(OTHER)
        assert hand.canvas.focused_action is None


async def test_a_mark_whose_button_went_away_marks_nothing() -> None:
    async with glass() as hand:
        hand.canvas.move_focus(-1)
        assert hand.canvas.focused_action == "right"
        hand.canvas.show(View("page", 30, 8, (), PAGE.buttons[:1]))
        assert hand.canvas.focused_action is None
        hand.canvas.move_focus(1)
        assert hand.canvas.focused_action == "left"


async def test_a_row_outside_the_view_is_blank() -> None:
    async with glass() as hand:
        assert hand.canvas.render_line(99).text.strip() == ""


def test_markup_of_a_title_is_shown_and_not_obeyed() -> None:
    title = "[@click=app.quit]Gratis[/x]"
    view = View("page", 40, 3, (), (Button(Rect(0, 0, 40, 3), "item:a", (title,), Look.CARD, align="left"),))
    rows = paint(view)
    assert title in rows[1].text
    assert not any(segment.style.meta for row in rows for segment in row if segment.style)
