"""R24: the neutral page after a fault: who it may keep waiting, what it keeps, and when it goes."""

from collections.abc import Callable, Iterator
from unittest import mock

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.help import Help
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.stumbled import STAYS_S
from kiosk.screens.steps import Dress, Open, Speak
from kiosk.settings import Settings
from kiosk.visitor import Theme
from sync.records import Kind
from tests.kiosk.piloted import driven
from tests.kiosk.test_strangers import tells

GRID = (58, 18)
pytestmark = pytest.mark.anyio
Build = Callable[[str, str], House]


@pytest.fixture(autouse=True)
def on_purpose(broken_pages: list[str]) -> Iterator[None]:
    yield
    assert broken_pages
    broken_pages.clear()


def fault(*_: object) -> None:
    raise RuntimeError


async def test_r24_a_resident_keeps_language_colours_and_merkzettel(house: Build) -> None:
    async with driven(house("demo", "de"), GRID) as kiosk:
        home = kiosk.app.house
        for step in (Speak("tr"), Dress(Theme.DARK), Open(Listed(Kind.OFFER))):
            kiosk.app.perform(step)
        home.visitor.memo.append("k7q2")
        with mock.patch.object(Listed, "act", fault):
            await kiosk.tap("next")
        assert kiosk.view.name == "stumbled"
        assert "Bir hata oldu" in tells(kiosk.view)
        assert (home.visitor.theme, home.visitor.memo) == (Theme.DARK, ["k7q2"])
        await kiosk.tap("back")
        assert kiosk.view.name == "home"


async def test_r24_the_start_page_comes_back_by_itself_after_twenty_seconds(house: Build) -> None:
    async with driven(house("demo", "de"), GRID) as kiosk:
        with mock.patch.object(Help, "view", fault):
            await kiosk.tap("help")
        assert kiosk.view.name == "stumbled"
        await kiosk.tick(STAYS_S - 1.0)
        assert kiosk.view.name == "stumbled"
        await kiosk.tick(1.1)
        assert kiosk.view.name == "home"
        assert Settings().idle_s > STAYS_S


async def test_r24_the_page_that_broke_is_asked_again_when_somebody_opens_it(house: Build) -> None:
    async with driven(house("demo", "de"), GRID) as kiosk:
        with mock.patch.object(Help, "view", fault):
            await kiosk.tap("help")
        await kiosk.tap("start")
        await kiosk.tap("help")
        assert kiosk.view.name.startswith("help")
        assert Frame(*GRID).slots["back"] == kiosk.button("back").rect
