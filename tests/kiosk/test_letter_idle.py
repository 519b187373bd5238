"""A16, A24: what somebody typed for the letter box is covered when nobody answers, and gone when nobody comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.screens.public.feedback import FeedbackPage
from kiosk.screens.public.interest import InterestPage
from kiosk.screens.staff.letter_news import collect
from kiosk.screens.steps import Open
from sync.replica import Replica
from tests.kiosk.letter_hand import traces
from tests.kiosk.letter_pages import with_box
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import office
from tests.sync.clocks import FakeClock

pytestmark = pytest.mark.anyio
on_three_grids = pytest.mark.parametrize("grid", [(28, 8), (42, 13), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}")
NAME = "grasmücke"


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    with office(tmp_path / "desk", replicas["demo"]) as (house, _):
        assert isinstance(house.clock, FakeClock)
        with_box(house, tmp_path / "desk", house.clock, open_=False)
        collect(house)
        yield house


async def typed(hand: Driven) -> None:
    """Somebody goes as far as the name, and types it."""
    item = next(iter(hand.app.house.replica.items(None, None, hand.app.house.now())))
    hand.app.perform(Open(InterestPage(item.id)))
    await hand.settled()
    await hand.turn_to("pick:name")
    await hand.press(*NAME)


def on_glass(hand: Driven) -> bool:
    return "rasmücke" in "\n".join(strip.text for strip in hand.app.screen._compositor.render_strips())


@on_three_grids
async def test_a16_half_typed_words_are_covered_and_one_tap_brings_them_back(
    house: House, grid: tuple[int, int]
) -> None:
    async with driven(house, grid) as hand:
        await typed(hand)
        assert on_glass(hand)
        await hand.tick(45.5)
        assert hand.says("Sind Sie noch da?")
        assert not on_glass(hand)
        await hand.tap("ok")
        assert on_glass(hand)


@on_three_grids
async def test_a24_when_nobody_comes_back_nothing_of_it_is_left(house: House, grid: tuple[int, int]) -> None:
    async with driven(house, grid) as hand:
        await typed(hand)
        await hand.tap("ok")
        assert traces("Grasmücke")
        await hand.tick(45.5)
        await hand.tick(60.5)
        assert hand.app.walk.at_start
        assert traces("Grasmücke") == []
        assert house.letters
        assert house.letters.waiting() == []


@on_three_grids
async def test_a24_whoever_left_it_and_goes_leaves_nothing_on_the_glass(house: House, grid: tuple[int, int]) -> None:
    async with driven(house, grid) as hand:
        await typed(hand)
        await hand.tap("ok")
        await hand.turn_to("pick:leave" if grid == (28, 8) else "leave")
        assert hand.says("Abgegeben.")
        assert traces("Grasmücke") == []
        assert not on_glass(hand)


async def test_a13_a_second_tap_leaves_nothing_a_second_time_and_takes_nothing_back(house: House) -> None:
    async with driven(house, (80, 24)) as hand:
        hand.app.perform(Open(FeedbackPage()))
        await hand.settled()
        await hand.tap("face:good")
        await hand.tap("pick:none")
        where = hand.button("leave").rect
        await hand.tap("leave")
        await hand.at(where.x + where.w // 2, where.y + 1)
        assert hand.view.name == "feedback:left"
        assert house.letters
        assert len(house.letters.waiting()) == 1
