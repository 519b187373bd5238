"""Every page of the terminal on every grid, drawn without Textual, for the tests that hold rules over all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from kiosk.centre_settings import Visit
from kiosk.demo.visit import VISIT
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.handouts import available
from kiosk.papers.item_slip import item_slip
from kiosk.papers.memo import MEMO_MAX
from kiosk.press import preview_text
from kiosk.screens.page import Page, help_page
from kiosk.screens.public.attract import Attract
from kiosk.screens.public.calendar import Calendar
from kiosk.screens.public.choices import Choices
from kiosk.screens.public.code import Code
from kiosk.screens.public.colours import Colours
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.handout import HandoutPage, Handouts
from kiosk.screens.public.home import Home
from kiosk.screens.public.how import How
from kiosk.screens.public.languages import Languages
from kiosk.screens.public.list_slip import ListSlip
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.memo import EmptyMemo, Memo, MemoSlip
from kiosk.screens.public.printing import Preview, Printing
from kiosk.screens.public.reading import Reading
from kiosk.screens.public.search import Search
from kiosk.screens.public.stumbled import Stumbled
from kiosk.screens.steps import Step
from kiosk.settings import PrinterSettings
from kiosk.type_size import Size
from kiosk.widgets.view import Button, View
from kiosk.words import Words
from sync.clock import Clock
from sync.records import Kind, StoredItem
from sync.replica import Listing, Replica
from tests.kiosk.letter_pages import resident_pages

BERLIN = "Europe/Berlin"
GRIDS = ((28, 8), (31, 9), (38, 11), (42, 13), (58, 18), (60, 20), (80, 24), (160, 50))
LANGUAGES = ("de", "en")
TURNS = 12
"""Pages that are turned of each text or list; the longest text has hundreds that look alike."""


@dataclass
class Shown:
    """One view, and what led to it."""

    page: Page
    frame: Frame
    view: View

    def __str__(self) -> str:
        return f"{self.page.name} {self.frame.cols}x{self.frame.rows} at {self.page.at}"


def house_of(
    replica: Replica, clock: Clock, language: str = "de", *, centre: str = "Quartierstreff Lindenhof", demo: bool = True
) -> House:
    zone, visit = ZoneInfo(BERLIN), VISIT if demo else Visit()
    return House(
        replica,
        Words(language),
        clock,
        zone,
        centre,
        demo=demo,
        visit=visit,
        platforms=("portal",),
        speaks=True,
        size=Size.NORMAL,
    )


def every_view(house: House, frame: Frame) -> list[Shown]:
    """Every page of the terminal, turned to its end or for `TURNS` pages."""
    return [shown for page in every_page(house) for shown in turned(page, house, frame)]


def turned(page: Page, house: House, frame: Frame, most: int = TURNS) -> Iterator[Shown]:
    """The page and what "Weiter" shows of it, each view once."""
    seen = set()
    for _ in range(most):
        view = page.view(house, frame)
        if view in seen:
            return
        seen.add(view)
        yield Shown(page, frame, view)
        if view.button_for("next") is None:
            return
        page.act(house, frame, "next")


def every_page(house: House) -> Iterator[Page]:
    yield Home()
    yield help_page()
    yield help_page(Listed(Kind.EVENT))
    yield from (How(), Colours(), Languages(), Reading(), Attract(), Stumbled())
    yield from _memos(house)
    yield Handouts()
    yield from _handouts(house)
    yield from _lists(house)
    yield from _searches()
    for item in _telling(house):
        yield from _of_item(house, item)
    yield Detail("gone2")
    yield Code("gone2")
    yield from resident_pages(house)


def _handouts(house: House) -> Iterator[Page]:
    """Each as it is found, and with the longest news of its slip."""
    say = house.words.say
    cause = say("The printer is off or not connected. Please tell the office.")
    for handout in available(house):
        yield HandoutPage(handout)
        page = HandoutPage(handout)
        page.tell(say("Maybe the slip did not come out whole. {cause}").format(cause=cause), again=True)
        yield page


def _memos(house: House) -> Iterator[Page]:
    """Empty, and as full as can be, where the content has so much."""
    yield Memo()
    full = [item.id for item in house.replica.items(None, None, house.now())][:MEMO_MAX]
    if full:
        yield Remembering(full, Memo)
        yield Remembering(full, MemoSlip)
        yield Remembering(full, EmptyMemo)
        yield Remembering(full, Home)
        yield Remembering(full, lambda: Detail(full[0]))


class Remembering(Page):
    """Any page for somebody who noted these items."""

    def __init__(self, items: list[str], page: Callable[[], Page]) -> None:
        self._items, self._page = items, page()
        self.name = self._page.name

    def view(self, house: House, frame: Frame) -> View:
        with self._noted(house):
            self._page.at = self.at
            view = self._page.view(house, frame)
            self.at = self._page.at
            return view

    def act(self, house: House, frame: Frame, action: str) -> Step:
        with self._noted(house):
            step = self._page.act(house, frame, action)
            self.at = self._page.at
            return step

    @contextmanager
    def _noted(self, house: House) -> Iterator[None]:
        house.visitor.memo[:] = self._items
        yield
        house.visitor.memo.clear()


def _lists(house: House) -> Iterator[Page]:
    for kind in Kind:
        yield Listed(kind)
        yield Choices(kind, _nowhere)
        for category, _ in house.replica.categories(kind, house.now())[:3]:
            yield Listed(kind, category=category)
    for span in ("today", "week", (house.today + timedelta(days=1)).isoformat()):
        yield Listed(Kind.EVENT, span)
    yield Listed(Kind.EVENT, "week", "Begegnung")
    yield Choices(Kind.EVENT, _nowhere, [("today", house.words.say("Today")), ("week", house.words.say("This week"))])
    yield Calendar(_nowhere)
    yield ListSlip(Listing(Kind.OFFER))
    yield ListSlip(Listing(Kind.EVENT, category="Begegnung"))


def _nowhere(span: str | None, category: str | None) -> None:
    """Where choices lead when nobody looks."""


def _searches() -> Iterator[Page]:
    for text in ("", "k", "kaffee", "qqxqq", "Donaudampfschifffahrtsgesellschaftskapit"):
        yield Search(text)
        reading = Search(text)
        reading.reading = True
        yield reading
    for letters in ("abcde", "pqrstuvwxyzäöüß0123456789", "0123456789", "nopqrstuvwxyz", "äöüß0123456789"):
        search = Search("ka")
        search.range = letters
        yield search


def _telling(house: House) -> list[StoredItem]:
    """Items that are hard to show: the longest, the shortest and the oddest of each kind."""
    items = list(house.replica.items(None, None, house.now()))
    if not items:
        return []
    keys = (
        lambda item: len(item.title),
        lambda item: max(map(len, item.title.split()), default=0),
        lambda item: len(item.text or ""),
        lambda item: -len(item.text or ""),
        lambda item: len(item.url or ""),
        lambda item: len(item.place or ""),
        lambda item: item.cancelled,
        lambda item: sum(ord(letter) > 0x24F for letter in item.title),
    )
    return list({item.id: item for item in (max(items, key=key) for key in keys)}.values())


def _of_item(house: House, item: StoredItem) -> Iterator[Page]:
    yield Detail(item.id)
    yield Code(item.id)
    paper = preview_text(item_slip(house, item), PrinterSettings())
    yield Preview(item.id, paper.splitlines())
    say = house.words.say
    cause = say("The printer is off or not connected. Please tell the office.")
    printing = Printing(item.id, say("Maybe the slip did not come out whole. {cause}").format(cause=cause))
    printing.again = True
    yield printing


def label(button: Button) -> str:
    return " ".join(button.lines)
