"""The canvas alone in a bare application, under a finger and by a fake clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult

from kiosk.widgets.canvas import Canvas
from kiosk.widgets.view import Button, Rect, Text, View
from tests.kiosk.piloted import Hand
from tests.sync.clocks import TUESDAY, FakeClock

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
    clock = FakeClock(TUESDAY)
    app = Bare(Canvas(clock.monotonic, repeat_s=0.5, guard_s=0.7))
    async with app.run_test(size=(30, 8)):
        hand = Glass(app, clock)
        app.canvas.show(PAGE)
        await hand.settled()
        yield hand
