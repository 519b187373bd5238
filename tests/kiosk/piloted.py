"""A terminal under test: real mouse and key events into the real application, time by a fake clock."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.app import App
from textual.events import Key, MouseDown, MouseMove, MouseUp
from textual.geometry import Size
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.house import House
from kiosk.office import Deliveries
from kiosk.screens.keyboard import SPACE
from kiosk.senses import BodySenses
from kiosk.settings import PrinterSettings, Settings
from kiosk.widgets.view import Button, View
from kiosk.widgets.wrap import plain
from kiosk.workers import Post
from tests.sync.clocks import FakeClock

PATIENCE_S = 10.0
"""How long a thread of its own may take on a busy machine, seconds."""


class Hand:
    """Mouse and key events into an application, each acted on before the next."""

    def __init__(self, app: App[None]) -> None:
        self._app = app

    async def at(self, x: int, y: int, *, down: bool = True, up: bool = True) -> None:
        """Press, release or both in one cell, without motion before."""
        for kind in [MouseDown] * down + [MouseUp] * up:
            event = kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
            self._app.screen._forward_event(event)
        await self.settled()

    async def slide(self, x: int, y: int) -> None:
        """The finger moves to another cell while it is down."""
        event = MouseMove(None, x, y, 1, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        self._app.screen._forward_event(event)
        await self.settled()

    async def press(self, *keys: str) -> None:
        """Keys by Textual's names of them."""
        for key in keys:
            letter = {"space": " "}.get(key) or (key if len(key) == 1 else None)
            self._app.post_message(Key(key, letter))
        await self.settled()

    async def settled(self) -> None:
        """Everything that was sent has been acted on: by the canvas, then by the application, then drawn."""
        for _ in range(2):
            await Pilot(self._app)._wait_for_screen()
            done = asyncio.get_running_loop().create_future()
            self._app.call_later(done.set_result, None)
            await asyncio.wait_for(done, PATIENCE_S)


class Driven(Hand):
    """The terminal with a hand: `tap` waits out the guards, `finger` does not."""

    def __init__(self, pilot: Pilot[None], app: KioskApp, clock: FakeClock) -> None:
        super().__init__(app)
        self.pilot, self.app, self.clock = pilot, app, clock
        self._struck_s = 0.0

    @property
    def view(self) -> View:
        return self.app.canvas.view

    def button(self, action: str) -> Button:
        button = self.view.button_for(action)
        assert button is not None, f"{action} is not on {self.view.name}: {[b.action for b in self.view.buttons]}"
        return button

    def find(self, start: str) -> Button:
        """The first button whose action begins like this."""
        return next(button for button in self.view.buttons if button.action.startswith(start))

    def offers(self, action: str) -> bool:
        """Whether it can be done here: on the page itself, or behind its help."""
        return self.view.button_for(action) is not None or action in dict(self.view.more)

    def says(self, words: str) -> bool:
        said = [text.text for text in self.view.texts] + [line for b in self.view.buttons for line in b.lines]
        return "".join(words.split()) in "".join("".join(plain(line).split()) for line in said)

    async def finger(self, action: str, *, down: bool = True, up: bool = True) -> None:
        """Press, release or both in the middle of a button."""
        rect = self.button(action).rect
        await self.at(rect.x + rect.w // 2, rect.y + rect.h // 2, down=down, up=up)

    async def press(self, *keys: str) -> None:
        """Keys by somebody who takes a second for each, and looks at a page before the first one."""
        for key in keys:
            self._struck_s += 1.0
            if self.app.canvas.deaf:
                self.clock.later(1.0)
            await self.strike(key)

    def wait(self, seconds: float) -> None:
        """A finger stays where it is."""
        self.clock.later(seconds)
        self._struck_s += seconds

    async def strike(self, key: str, times: int = 1, every_s: float = 0.0) -> None:
        """One key, as often and as fast as is said."""
        for at in range(times):
            self.wait(every_s if at else 0.0)
            letter = {"space": " "}.get(key) or (key if len(key) == 1 else None)
            event = Key(key, letter)
            event.time = self._struck_s
            self.app.post_message(event)
            await self.settled()

    async def tap(self, action: str) -> None:
        """A tap of somebody who takes a second for it; what has no room on the page is found behind its help."""
        self.clock.later(1.0)
        if self.view.button_for(action) is None and action in dict(self.view.more):
            await self.finger("help")
            self.clock.later(1.0)
            await self.turn_to(f"asked:{action}")
            return
        await self.finger(action)

    async def keyed(self, action: str) -> None:
        """The same by keyboard: move the mark to the button, and Enter."""
        if self.view.button_for(action) is None and action in dict(self.view.more):
            await self.keyed("help")
            await self.turn_to(f"asked:{action}", "keyed")
            return
        self.button(action)
        for _ in self.view.buttons:
            if self.app.canvas.focused_action != action:
                await self.press("tab")
        assert self.app.canvas.focused_action == action
        await self.press("enter")

    async def turn_to(self, action: str, press: str = "tap") -> None:
        """Turn the pages until the button is there, and press it."""
        for _ in range(8):
            if self.view.button_for(action):
                break
            await getattr(self, press)("next")
        await getattr(self, press)(action)

    async def spell(self, word: str) -> None:
        """Type a word on the screen's keys."""
        for letter in word:
            key = SPACE if letter == " " else f"key:{letter}"
            for _ in range(5):
                if self.view.button_for(key):
                    break
                ranges = [b.action for b in self.view.buttons if b.action.startswith("range:")]
                holding = [action for action in ranges if letter in action.removeprefix("range:")]
                await self.tap((holding or ranges)[0])
            await self.tap(key)

    async def sign_in(self, pin: str) -> None:
        """From anywhere, by the keys of the screen, until something else than the keypad is to be seen."""
        await self.press("f2")
        await self.spell(pin)
        await self.tap("ok")
        await self.until(lambda: not self.says(self.app.house.words.say("One moment …")))

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for another thread, `PATIENCE_S` at most."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            assert time.monotonic() < end, "nothing came"
            await asyncio.sleep(0.01)
            await self.settled()

    async def tick(self, seconds: float = 0.0) -> None:
        """Time passes, and the second's tick of the application comes."""
        self.clock.later(seconds)
        self.app._tick()
        await self.settled()

    async def resize(self, cols: int, rows: int) -> None:
        await self.pilot.resize_terminal(cols, rows)
        await self.until(lambda: self.app.size == Size(cols, rows) and self.view.cols == cols)


@asynccontextmanager
async def driven(
    house: House,
    grid: tuple[int, int],
    device: str = "none",
    deliveries: Callable[[Post], Deliveries] | None = None,
    senses: Callable[[Post], BodySenses] | None = None,
) -> AsyncIterator[Driven]:
    """The running terminal on a grid."""
    settings = Settings(centre=house.centre, printer=PrinterSettings(device=device))
    house.printer = device != "none"
    assert isinstance(house.clock, FakeClock)
    app = KioskApp(house, settings, deliveries=deliveries, senses=senses)
    async with app.run_test(size=grid) as pilot:
        await pilot.pause()
        yield Driven(pilot, app, house.clock)
