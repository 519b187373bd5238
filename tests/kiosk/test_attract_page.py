"""While nobody is there: the hour and what is on today, and a tap anywhere wakes the terminal."""

from collections.abc import Callable

import msgspec
import pytest

from kiosk.app import KioskApp
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.attract import Attract
from kiosk.settings import Settings
from kiosk.widgets.big_digits import HIGH, big
from tests.kiosk.pages import GRIDS, house_of
from tests.kiosk.piloted import driven
from tests.sync.clocks import TUESDAY, FakeClock

pytestmark = pytest.mark.anyio
Houses = Callable[..., House]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


@on_four_grids
async def test_a16_the_start_page_comes_first_and_what_is_on_today_later(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("kind:event")
        await hand.tick(121)
        assert hand.view.name == "home"
        await hand.tick(200)
        assert hand.view.name == "attract"
        assert hand.says("Hier tippen")
        await hand.tick(10_000)
        assert hand.view.name == "attract"


@on_four_grids
async def test_a_tap_anywhere_or_any_key_wakes_it(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        for wake in ("corner", "enter", "x", "escape"):
            await hand.tick(121)
            await hand.tick(301)
            assert hand.view.name == "attract"
            hand.clock.later(1.0)
            await (hand.at(0, grid[1] - 1) if wake == "corner" else hand.press(wake))
            assert hand.view.name != "attract", wake
            await hand.press("home")


@on_four_grids
async def test_the_card_of_today_leads_straight_to_its_list(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.tick(121)
        await hand.tick(301)
        await hand.tap("today")
        assert hand.view.name == "list:event"
        await hand.tap("back")
        assert hand.view.name == "home"


@on_every_grid
def test_it_says_the_hour_the_centre_and_what_is_on(house: Houses, grid: tuple[int, int]) -> None:
    built, frame = house("demo"), Frame(*grid)
    built.visit = msgspec.structs.replace(built.visit, welcome="Schön, dass Sie da sind!")
    view = Attract().view(built, frame)
    told = [text.text for text in view.texts]
    hour = built.now().strftime("%H:%M")
    assert hour in told or set(big(hour)) <= set(told)
    assert any(text.startswith("Schön") for text in told) or any("Quartierstreff" in text for text in told)
    card = view.button_for("today")
    assert card is not None
    assert len(card.lines) >= 2


def test_r11_without_a_clock_to_trust_there_is_no_today(replicas: dict[str, object]) -> None:
    clock = FakeClock(TUESDAY)
    clock.trusted = False
    built = house_of(replicas["demo"], clock)  # type: ignore[arg-type]  # a replica
    card = Attract().view(built, Frame(60, 20)).button_for("today")
    assert card is not None
    assert card.lines[0] == "Demnächst"


async def test_zero_switches_it_off(house: Houses) -> None:
    app = KioskApp(house("demo"), Settings(demo=True, attract_s=0))
    async with app.run_test(size=(58, 18)):
        assert app.walk.idle(10_000.0) is False


def test_digits_are_three_rows_of_one_width() -> None:
    for hour in range(24):
        for minute in range(60):
            rows = big(f"{hour:02}:{minute:02}")
            assert len(rows) == HIGH
            assert {len(row) for row in rows} == {23}
    assert len({tuple(big(str(digit))) for digit in range(10)}) == 10


async def test_a_terminal_that_was_just_started_shows_the_start_page_for_as_long(house: Houses) -> None:
    async with driven(house("demo"), (58, 18)) as hand:
        await hand.tick(299)
        assert hand.view.name == "home"
        await hand.tick(2)
        assert hand.view.name == "attract"
