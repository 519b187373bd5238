"""What a finger means: press and release, slides, double taps, and the guard after a page change (A10 to A13)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult

from kiosk.widgets.canvas import Canvas
from kiosk.widgets.view import Button, Look, Rect, Text, View
from tests.kiosk.pages import FakeClock
from tests.kiosk.piloted import Hand

pytestmark = pytest.mark.anyio
LEFT, RIGHT = Rect(2, 2, 8, 3), Rect(12, 2, 8, 3)
"""Two buttons with two blank columns between."""
PAGE = View(
    "page", 30, 8, (Text(0, 0, 30, "Titel"),), (Button(LEFT, "left", ("Links",)), Button(RIGHT, "right", ("Rechts",)))
)
OTHER = View("other", 30, 8, (), (Button(LEFT, "elsewhere", ("Anders",)),))


class Bare(App[None]):
    """Only the canvas; it writes down what was tapped."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas
        self.tapped: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_canvas_tapped(self, message: Canvas.Tapped) -> None:
        self.tapped.append(message.action)


class Glass(Hand):
    """The canvas under a finger, with the guards of the settings' defaults."""

    def __init__(self, app: Bare, clock: FakeClock) -> None:
        super().__init__(app)
        self.canvas, self.clock, self.tapped = app.canvas, clock, app.tapped


@asynccontextmanager
async def glass() -> AsyncIterator[Glass]:
    clock = FakeClock()
    app = Bare(Canvas(clock.monotonic, repeat_s=0.5, guard_s=0.7))
    async with app.run_test(size=(30, 8)):
        hand = Glass(app, clock)
        app.canvas.show(PAGE)
        await hand.settled()
        yield hand


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
        await hand.at(5, 3)
        hand.canvas.show(View("page", 30, 8, (), OTHER.buttons))
        await hand.at(5, 3)
        assert hand.tapped == ["left", "elsewhere"]


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
    from kiosk.widgets.paint import paint

    title = "[@click=app.quit]Gratis[/x]"
    view = View("page", 40, 3, (), (Button(Rect(0, 0, 40, 3), "item:a", (title,), Look.CARD, align="left"),))
    rows = paint(view)
    assert title in rows[1].text
    assert not any(segment.style.meta for row in rows for segment in row if segment.style)
