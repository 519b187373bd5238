"""R24, A26: a fault planted in every screen; what was on it and whose it was leaks nowhere."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from unittest import mock

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.logbook import Discreet
from kiosk.screens.page import Page
from kiosk.screens.public.home import Home
from kiosk.screens.steps import Open
from kiosk.settings import PrinterSettings, Settings
from kiosk.walk import Walk
from kiosk.widgets.view import View
from kiosk.words import Words
from tests.access.result import KEPT, Result
from tests.access.scenes import INSIDE, OUTSIDE
from tests.access.town import Town
from tests.kiosk.booking_pages import PIN
from tests.kiosk.broken_app import CANARY
from tests.kiosk.test_strangers import AtOnce, tells

FRAME = Frame(42, 13)
WAYS = ("view", "act", "typed")


def fail(*_: object) -> NoReturn:
    """Break with a name in a local variable and in the text."""
    member = CANARY
    raise KeyError(f"no such member: {member}")


class Kept(logging.Handler):
    """What the log file would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Discreet())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def kept() -> Iterator[Kept]:
    """The log, for as long as something breaks in it."""
    handler, logger = Kept(), logging.getLogger("kiosk.workers")
    handlers, logger.handlers, logger.propagate = logger.handlers, [handler], False
    yield handler
    logger.handlers, logger.propagate = handlers, True


def planted(folder: Path) -> Result:
    """A fault in each screen, drawn, tapped and typed at, of residents and of staff."""
    town, failed, tried, names = Town(folder), list[str](), 0, set[str]()
    for source in (*OUTSIDE["demo"], *INSIDE["demo"]):
        words, new = Words("de"), source.__name__ == "doors"
        inside = source in INSIDE["demo"]
        house = town.inside("demo", source.__name__, words) if inside else town.outside("demo", words, new=new)
        first = {type(page): page for page in source(house) if not isinstance(page, Home)}
        for page in first.values():
            names.add(page.name.partition(":")[0])
            for way in WAYS:
                tried += 1
                failed += [f"{page.name} {way}: {one}" for one in _broken(house, page, way, inside=inside)]
    town.close()
    what = "a fault in every screen: neutral page, start page, signed out, kind and place in the log, no name"
    return Result("R24", what, len(names), 1, 1, 1, tried, failed[:KEPT])


def _broken(house: House, page: Page, way: str, *, inside: bool) -> Iterator[str]:
    """What is wrong after the fault."""
    wiped: list[bool] = []
    walk = _walk(house, wiped)
    if inside and house.desk and not house.desk.staff:
        house.desk.sign_in(PIN)
    walk.perform(Open(page))
    with kept() as log, mock.patch.object(page, way, fail):
        view = _met(walk, way)
    if view.name != "stumbled" or CANARY in tells(view):
        yield f"{view.name} is shown"
    if house.desk and house.desk.staff:
        yield "still signed in"
    if (page.staff or page.private) and not wiped:
        yield "the glass was not wiped"
    if len(log.lines) != 1 or CANARY in log.lines[0] or "KeyError at " not in log.lines[0]:
        yield f"the log says {log.lines}"
    walk.act(FRAME, "start")
    if not walk.at_start:
        yield "no way to the start page"


def _met(walk: Walk, way: str) -> View:
    if way == "act":
        walk.act(FRAME, "ok")
    elif way == "typed":
        walk.typed("1")
    return walk.view(FRAME)


def _walk(house: House, wiped: list[bool]) -> Walk:
    from kiosk.print_room import PrintRoom
    from kiosk.senses import BodySenses

    def post(_: object) -> None:
        """Nobody listens."""

    prints = PrintRoom(house, PrinterSettings(), post)
    office = AtOnce(house, post, None)
    return Walk(house, Settings(), office, prints, BodySenses(house), lambda: wiped.append(True))
