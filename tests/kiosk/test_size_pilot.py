"""A1, A21, A24: another size of type at the running terminal, whose compositor refuses it."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from kiosk.output_scale import NoOutput, ScaledOutput
from kiosk.screens.builder import METERS
from kiosk.senses import BodySenses
from kiosk.type_size import PANELS, Size, scales
from kiosk.workers import Post
from tests.kiosk.piloted import driven

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio
OFFERED = scales(PANELS["10in 1280x800"], 37)


class Compositor:
    """Scales its output until it refuses; counts what it was asked."""

    def __init__(self, house: House) -> None:
        self.asked, self.refuses = 0, False
        self._house = house
        self.output: ScaledOutput

    def __call__(self, post: Post) -> BodySenses:
        self.output = ScaledOutput("DSI-1", OFFERED, Size.NORMAL, post, self._run)
        return BodySenses(self._house, self.output)

    def _run(self, words: object) -> str:
        self.asked += 1
        if self.refuses:
            raise NoOutput("refused")
        return ""


async def test_a21_whoever_asked_for_a_size_is_told_that_it_stays(house: Houses) -> None:
    built = house("demo")
    compositor = Compositor(built)
    async with driven(built, (60, 20), senses=compositor) as hand:
        await hand.until(lambda: compositor.asked == 1)
        compositor.refuses = True
        await hand.tap("size")
        await hand.until(lambda: hand.says("Die Schrift bleibt"))
        await hand.tap("back")
        assert hand.view.name == "home"
        assert built.size is Size.NORMAL
        assert hand.button("size").lines[-1] == METERS[Size.NORMAL]


async def test_a24_a_size_that_does_not_go_back_is_tried_once_and_told_to_nobody(house: Houses) -> None:
    built = house("demo")
    compositor = Compositor(built)
    async with driven(built, (60, 20), senses=compositor) as hand:
        await hand.until(lambda: compositor.asked == 1)
        await hand.tap("size")
        await hand.until(lambda: compositor.asked == 2)
        compositor.refuses = True
        await hand.tick(200)
        await hand.until(lambda: compositor.asked == 3 and compositor.output.current is Size.LARGE)
        for _ in range(5):
            await hand.tick(1)
            assert hand.view.name == "home"
        assert compositor.asked == 3


async def test_a24_the_next_visitor_finds_the_size_of_the_settings(house: Houses) -> None:
    built = house("demo")
    compositor = Compositor(built)
    async with driven(built, (60, 20), senses=compositor) as hand:
        await hand.until(lambda: compositor.asked == 1)
        await hand.tap("size")
        await hand.until(lambda: compositor.asked == 2)
        await hand.tick(200)
        await hand.until(lambda: compositor.asked == 3)
        assert compositor.output.current is Size.NORMAL
