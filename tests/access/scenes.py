"""Every screen of the terminal, in any language and with any content, drawn without Textual."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.idle import ANSWER_S
from kiosk.screens.page import Page
from kiosk.screens.public.told import Told
from kiosk.screens.public.type_too_small import type_too_small
from kiosk.screens.staff.cover import cover
from kiosk.screens.staff.handouts import HandoutsPage
from kiosk.type_check import Window, shortfall
from kiosk.type_size import PANELS
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import View
from kiosk.words import Words
from tests.access.town import Town
from tests.kiosk.backup_pages import backup_pages, restore_pages
from tests.kiosk.booking_pages import booking_pages
from tests.kiosk.check_pages import check_pages
from tests.kiosk.device_pages import device_pages
from tests.kiosk.door_pages import doors, inner_pages
from tests.kiosk.letter_pages import staff_pages
from tests.kiosk.office_pages import office_pages
from tests.kiosk.pages import TURNS, every_page
from tests.kiosk.pile_pages import pile_pages
from tests.kiosk.privacy_pages import privacy_pages
from tests.kiosk.setup_pages import settings_pages, setup_pages, welcome_pages
from tests.kiosk.test_print_test_pages import every_page as print_tests
from tests.kiosk.update_pages import update_pages

LEFT_S = (ANSWER_S, 31.4, 1.0, 0.0)
"""Seconds that the cover may still have."""
Grid = tuple[int, int]


class Scene(NamedTuple):
    """One screen as it comes to the painter, and where it comes from."""

    house: House
    page: Page
    frame: Frame
    view: View
    content: str
    inner: bool
    """Whether somebody of the staff is signed in."""

    def __str__(self) -> str:
        where = f"{self.view.name} {self.frame.cols}x{self.frame.rows}"
        return f"{where} {self.house.words.language} {self.content} at {self.page.at}"


class Standing(Page):
    """What the walk shows instead of a page, whatever that is."""

    private = True

    def __init__(self, draw: Callable[[House, Frame], View]) -> None:
        self._draw = draw
        self.name = draw.__name__

    def view(self, house: House, frame: Frame) -> View:
        return self._draw(house, frame)


def scenes(town: Town, content: str, language: str, grid: Grid) -> Iterator[Scene]:
    """All of them; `content` is one of the town's. Staff's are there with the demo and with hostile items."""
    frame, words = Frame(*grid), Words(language)
    for source in OUTSIDE.get(content, (every_page,)):
        outside = town.outside(content, words, new=source in (doors, welcome_pages))
        yield from _of(outside, content, frame, source(outside), inner=False)
    for source in INSIDE.get(content, ()):
        inside = town.inside(content, source.__name__, words)
        yield from _of(inside, content, frame, source(inside), inner=True)


def _of(house: House, content: str, frame: Frame, pages: Iterable[Page], *, inner: bool) -> Iterator[Scene]:
    for page in pages:
        for view in _turned(page, house, frame):
            shown = mirrored(view) if house.words.leftward else view
            yield Scene(house, page, frame, shown, content, inner)


def _turned(page: Page, house: House, frame: Frame) -> Iterator[View]:
    """What "Weiter" shows, each view once."""
    seen = set()
    for _ in range(TURNS):
        view = page.view(house, frame)
        if view in seen:
            return
        seen.add(view)
        yield view
        if view.button_for("next") is None:
            return
        page.act(house, frame, "next")


def _standing(house: House) -> Iterator[Page]:
    """The cover while its time runs out, the page while letters are too small, and what could not be done."""
    yield Told(house.words.say("Read aloud"), house.words.say("The paper is used up. Please tell the office."))
    for left_s in LEFT_S:
        yield Standing(_cover(left_s))
    for window in (Window(61, 19, 793, 475), Window(58, 18, 1276, 792)):
        yield Standing(_too_small(window))


def _cover(left_s: float) -> Callable[[House, Frame], View]:
    def covered(house: House, frame: Frame) -> View:
        return cover(house, frame, left_s)

    return covered


def _too_small(window: Window) -> Callable[[House, Frame], View]:
    short = shortfall(window, PANELS["7in 800x480"])
    assert short is not None

    def too_small_type(house: House, frame: Frame) -> View:
        return type_too_small(house, frame, short)

    return too_small_type


def _handouts(house: House) -> Iterator[Page]:
    """What staff hand out."""
    yield HandoutsPage(house)


def _listening(house: House) -> Iterator[Page]:
    """Some pages while they are read aloud."""
    house.visitor.listening = True
    yield from list(every_page(house))[:9]


Source = Callable[[House], Iterator[Page]]
OUTSIDE: dict[str, tuple[Source, ...]] = {
    "demo": (every_page, doors, welcome_pages, _standing, _listening, restore_pages),
    "hostile": (every_page, _standing),
}
STAFF: tuple[Source, ...] = (
    *(booking_pages, office_pages, pile_pages, inner_pages, staff_pages, print_tests, _handouts),
    device_pages,
    backup_pages,
    check_pages,
    privacy_pages,
    update_pages,
    *(setup_pages, settings_pages),
)
INSIDE: dict[str, tuple[Source, ...]] = {"demo": STAFF, "hostile": (booking_pages, office_pages, staff_pages)}


@cache
def screens() -> frozenset[type[Page]]:
    """Every kind of page that the code has."""
    import importlib
    import pkgutil

    import kiosk.screens

    for module in pkgutil.walk_packages(kiosk.screens.__path__, "kiosk.screens."):
        importlib.import_module(module.name)
    return frozenset(_below(Page))


def _below(kind: type[Page]) -> Iterator[type[Page]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("kiosk."):
            yield one
            yield from _below(one)
