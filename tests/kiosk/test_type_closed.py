"""A1: while letters are too small the terminal shows that and nothing else; it opens by itself when they are not."""

from collections.abc import Callable

import pytest

from kiosk.app import KioskApp
from kiosk.house import House
from kiosk.screen_settings import ScreenSettings
from kiosk.settings import Settings
from kiosk.type_check import Window
from kiosk.type_size import PANELS, Panel
from tests.kiosk.piloted import Driven
from tests.sync.clocks import FakeClock

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio
SEVEN = PANELS["7in 800x480"]
SMALL, GOOD = Window(61, 19, 793, 475), Window(38, 11, 798, 462)


class Terminal:
    """Says what the test says."""

    def __init__(self, window: Window | None) -> None:
        self.window = window

    def __call__(self) -> Window | None:
        return self.window


def app_of(house: House, terminal: Terminal, panel: Panel | None = SEVEN) -> KioskApp:
    return KioskApp(house, Settings(screen=ScreenSettings(panel=panel), guard_ms=0, repeat_ms=0), window=terminal)


def hand_of(app: KioskApp, pilot: object) -> Driven:
    clock = app.house.clock
    assert isinstance(clock, FakeClock)
    return Driven(pilot, app, clock)  # type: ignore[arg-type]  # Textual's pilot is generic in the result of the app


async def test_a1_too_small_letters_close_the_public_pages_and_no_key_opens_them(house: Houses) -> None:
    terminal = Terminal(SMALL)
    app = app_of(house("demo"), terminal)
    async with app.run_test(size=(61, 19)) as pilot:
        hand = hand_of(app, pilot)
        await hand.settled()
        for key in ("a", "enter", "home", "f1", "pagedown", "tab", "escape", "o"):
            await pilot.press(key)
            assert hand.view.name == "type_too_small", key
        await hand.tick(1000)
        assert hand.view.name == "type_too_small"
        terminal.window = GOOD
        await hand.tick(1)
        await hand.tick(1)
        assert hand.view.name != "type_too_small"
        assert hand.view.buttons


async def test_a1_letters_that_become_too_small_close_an_open_page(house: Houses) -> None:
    terminal = Terminal(GOOD)
    app = app_of(house("demo"), terminal)
    async with app.run_test(size=(38, 11)) as pilot:
        hand = hand_of(app, pilot)
        await hand.settled()
        assert hand.view.buttons
        terminal.window = SMALL
        await hand.tick(1)
        await hand.tick(1)
        assert hand.view.name == "type_too_small"


@pytest.mark.parametrize(("window", "panel"), [(SMALL, None), (None, SEVEN)])
async def test_a1_without_a_panel_or_a_terminal_nothing_is_checked(
    house: Houses, window: Window | None, panel: Panel | None
) -> None:
    app = app_of(house("demo"), Terminal(window), panel)
    async with app.run_test(size=(61, 19)) as pilot:
        hand = hand_of(app, pilot)
        await hand.settled()
        assert hand.view.buttons
