"""The pictures of the README: where a hand of ours went through the made-up neighbourhood."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from kiosk.app import KioskApp
from kiosk.connect import pictures
from kiosk.demo.neighbourhood import demo_source, neighbourhood
from kiosk.demo.people import move_in
from kiosk.demo.visit import VISIT
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.public.attract import Attract
from kiosk.screens.staff.desk import DeskPage
from kiosk.screens.steps import Open
from kiosk.settings import Settings
from kiosk.type_size import Size
from kiosk.visitor import Theme, Visitor
from kiosk.words import Words
from sync.clock import Trust
from sync.connectors.base import Batch
from sync.replica import Replica
from tests.kiosk.letter_pages import with_box
from tests.pictures.drawing import draw

NOON = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
"""A Tuesday in November at five past ten: the pictures stay the same from day to day."""
FONT = 25
"""Pixels: 60 columns are 900 wide."""
MEMO = ["kind:event", "item", "keep", "start", "kind:job", "item", "keep", "start", "memo"]
WALKS: dict[str, list[str]] = {
    "home": [],
    "list": ["kind:event"],
    "detail": ["kind:event", "item"],
    "code": ["kind:event", "item", "code"],
    "search": ["search", *(f"key:{letter}" for letter in "bera")],
    "calendar": ["kind:event", "calendar"],
    "memo": MEMO,
    "help": ["help"],
    "interest": ["kind:offer", "item", "interest"],
    "feedback": ["help", "go:house", "feedback"],
}
"""Picture → what is tapped; `item` is the first card."""
DESK: dict[str, list[str]] = {
    "desk": [],
    "amount": ["go:payment", "1042", "pick:1042", "17", "pick:17", "2"],
    "confirm": ["go:payment", "1042", "pick:1042", "17", "pick:17", "2", "ok", "Garten", "pick:own!"],
}
"""The same for staff, from the desk on."""
LOOKS: dict[str, tuple[str, Theme, list[str]]] = {
    "dark": ("de", Theme.DARK, ["kind:event"]),
    "yellow": ("de", Theme.YELLOW, ["kind:event", "item"]),
    "arabic": ("ar", Theme.PAPER, []),
    "turkish": ("tr", Theme.PAPER, ["kind:offer"]),
    "languages": ("uk", Theme.PAPER, ["languages"]),
}
"""Picture → language, theme, and what is tapped."""


class StillClock:
    """Always five past ten."""

    trusted, trust, boot = True, Trust.NTP, "picture"

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


@contextmanager
def lindenhof(folder: Path) -> Iterator[House]:
    """The made-up neighbourhood with its drawings, and a letter box."""
    settings, clock = Settings(demo=True), StillClock()
    with Replica.open(folder / "demo.db", "Europe/Berlin") as replica:
        replica.begin("beispiel", NOON)
        replica.store("beispiel", "memory", Batch(items=neighbourhood(NOON.date(), "Europe/Berlin")), NOON)
        list(pictures([demo_source()], clock).run(replica, ["beispiel"]))
        house = House(replica, Words("de"), clock, settings.zone, settings.centre, demo=True, visit=VISIT)
        yield with_box(house, folder, clock)


def everyone(house: House, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Name and picture of each walk, in their order."""
    for name, walk in WALKS.items():
        yield name, _walked(house, walk)
    for name, (language, theme, walk) in LOOKS.items():
        yield name, _walked(house, walk, language, theme)
    yield "attract", _walked(house, ["attract!"])
    desk = house.desk = Desk(folder / "desk", Settings(demo=True), StillClock(), lambda: house.replica)
    desk.enrol_first("Anna", "736251")
    move_in(desk.ledger)
    for name, walk in DESK.items():
        yield name, _walked(house, walk)
    desk.close()


def _walked(house: House, walk: list[str], language: str = "de", theme: Theme = Theme.PAPER) -> Image.Image:
    return asyncio.run(_picture(house, walk, language, theme))


async def _picture(house: House, walk: list[str], language: str, theme: Theme) -> Image.Image:
    """The page at the end of a walk; what is no action is typed."""
    app = KioskApp(house, Settings(demo=True, guard_ms=0, repeat_ms=0))
    house.words, house.visitor = Words(language), Visitor(theme)
    house.speaks = house.pictures = True
    house.size = Size.NORMAL
    async with app.run_test(size=(60, 20)) as pilot:
        if house.desk:
            app.perform(Open(DeskPage()))
        for action in walk:
            await pilot.pause()
            _step(app, house, action)
        app.draw()
        await pilot.pause()
        return draw([app.canvas.render_line(y) for y in range(20)], FONT)


def _step(app: KioskApp, house: House, action: str) -> None:
    """Tap, or type letter by letter."""
    actions = [button.action for button in app.canvas.view.buttons]
    wanted = next((one for one in actions if one == action or (action == "item" and one.startswith("item:"))), None)
    if action == "attract!":
        app.perform(Open(Attract()))
    elif wanted:
        app.perform(app.walk.page.act(house, app.frame, wanted))
    else:
        _type(app, house, action)


def _type(app: KioskApp, house: House, word: str) -> None:
    for letter in word:
        typed = app.walk.page.typed(house, letter)
        assert typed is not None, (word, app.canvas.view.name)
        app.perform(typed)
