"""R23: every screen of residents and staff, drawn from records whose every field is hostile and was never cleaned."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import msgspec

from kiosk.asking import asked
from kiosk.centre_settings import Visit, Wifi
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.public.feedback import FeedbackCheck, FeedbackWords
from kiosk.screens.public.interest import FirstName, InterestCheck
from kiosk.screens.public.printing import Preview, Printing
from kiosk.screens.public.search import Search
from kiosk.screens.public.told import Told
from kiosk.screens.staff.confirm import Confirm
from kiosk.screens.staff.notice import StaffNotice
from kiosk.screens.staff.trouble import Failed, trouble
from kiosk.visitor import Theme
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.paint import paint
from kiosk.widgets.view import View
from kiosk.words import LANGUAGES, Words
from sync.letters.letter import Face
from sync.records import Item, Kind
from sync.text import TITLE_MAX
from tests.access.no_way_out.strings import HOSTILE, faults
from tests.access.result import KEPT, Result
from tests.access.scenes import INSIDE, OUTSIDE, Grid
from tests.access.town import Town
from tests.kiosk.booking_pages import MEMBERS, whole
from tests.kiosk.conftest import fill
from tests.kiosk.test_pty_bytes import CENTRE

STORED = tuple(evil.encode("utf-8", "ignore").decode() for evil in HOSTILE)
"""As a database keeps them: halves of letters have no UTF-8."""
TURNS = 4
"""How often "Weiter" is touched on each page: the longest text has hundreds of sheets that look alike."""
DAY = "2026-11-24"


class Part(NamedTuple):
    """A language on a grid."""

    language: str
    grid: Grid


SHORT = (Part("de", (42, 13)),)
LONG = (
    *(Part(language, (42, 13)) for language in LANGUAGES),
    *(Part(language, grid) for language in ("de", "ar") for grid in ((28, 8), (160, 50))),
)
"""Letters that steer order matter where people read from the right, narrow rows where words are cut."""


def items() -> list[Item]:
    """Each string in every field of every kind, beside others."""
    return [_item(kind, at, evil) for kind in Kind for at, evil in enumerate(STORED)]


def _item(kind: Kind, at: int, evil: str) -> Item:
    other = STORED[at - 7]
    return Item(
        remote=f"{kind}:{at}",
        kind=kind,
        title=evil[:TITLE_MAX],
        text=(evil, f"{other}\n\n{evil}", None)[at % 3],
        starts=f"{DAY}T23:00:00+01:00" if kind is Kind.EVENT else None,
        place=other[:200],
        price=STORED[at - 3][:200],
        categories=(evil[:100], other[:100]),
        contact=evil[:200],
        url=(None, f"https://a.example/{other[:50]}", f"javascript:{evil[:50]}", f"https://{evil[:50]}")[at % 4],
    )


class NaughtyTown(Town):
    """Platforms, members, settings and devices write what they like."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.replicas["hostile"].close()
        self.replicas["hostile"] = fill(folder / "naughty.db", items())

    def outside(self, content: str, words: Words, *, new: bool = False) -> House:
        return _renamed(super().outside(content, words, new=new))

    def inside(self, content: str, room: str, words: Words) -> House:
        house = _renamed(super().inside(content, room, words))
        assert house.desk
        evils = cycle(evil[:120] for evil in STORED)
        people = [msgspec.structs.replace(one, name=next(evils), short=next(evils)[:30]) for one in MEMBERS]
        house.desk.ledger.people.store(people)
        return house


def _renamed(house: House) -> House:
    evils = iter(STORED)
    house.centre, house.platforms, house.demo = CENTRE, (next(evils), next(evils)), False
    wifi = Wifi(name=next(evils), password=next(evils))
    hours = (next(evils), next(evils))
    house.visit = Visit(next(evils), next(evils), hours, next(evils), wifi, next(evils))
    return house


def own_pages(house: House) -> Iterator[Page]:
    """Where visitors type, and where errors and printers answer."""
    item = next(house.replica.items(None, None, house.now()))
    for evil in HOSTILE:
        yield from (Search(evil[:60]), FirstName(item, evil[:40]), FeedbackWords(Face.GOOD, evil[:120]))
        yield from (InterestCheck(item, name=evil[:40]), FeedbackCheck(Face.BAD, evil[:120]))
        yield from (Printing(item.id, evil), Preview(item.id, evil.splitlines()), Told(evil[:30], evil))
        yield from (StaffNotice("notice", evil[:30], [evil]), trouble(house.words, Failed(evil), staff=True))


def purposes(house: House) -> Iterator[Page]:
    """What staff type, on the page that asks once more."""
    for evil in STORED:
        entry = whole(house, "payment")
        entry.purpose = evil[:TITLE_MAX]
        yield Confirm(entry)


def drawn(folder: Path, parts: Sequence[Part]) -> Result:
    """Every page of these parts, painted in all themes."""
    town, tried, names, failed = NaughtyTown(folder), 0, set(), list[str]()
    for part in parts:
        for house, page in _every_page(town, Words(part.language)):
            for view in _turned(house, page, Frame(*part.grid)):
                tried += 1
                names.add(page.name.partition(":")[0])
                failed += [f"{page.name} {part}: {one}" for one in _faults(view)]
    town.close()
    languages, grids = {part.language for part in parts}, {part.grid for part in parts}
    what = f"hostile strings ({len(HOSTILE)}) in every field of items, members, bookings, settings, letters and errors"
    return Result("R23", what, len(names), len(grids), len(Theme), len(languages), tried, failed[:KEPT])


def _every_page(town: Town, words: Words) -> Iterator[tuple[House, Page]]:
    for source in OUTSIDE["hostile"]:
        outside = town.outside("hostile", words)
        yield from ((outside, page) for page in source(outside))
    outside = town.outside("hostile", words)
    yield from ((outside, page) for page in own_pages(outside))
    for source in (*INSIDE["hostile"], purposes):
        inside = town.inside("hostile", source.__name__, words)
        yield from ((inside, page) for page in source(inside))


def _turned(house: House, page: Page, frame: Frame) -> Iterator[View | Page]:
    """What "Weiter" shows; a page where it broke."""
    for _ in range(TURNS):
        view = asked(house.words, page, lambda: page.view(house, frame))
        yield mirrored(view) if isinstance(view, View) and house.words.leftward else view
        if isinstance(view, Page) or view.button_for("next") is None:
            return
        asked(house.words, page, lambda: page.act(house, frame, "next"))


def _faults(view: View | Page) -> Iterator[str]:
    if isinstance(view, Page):
        yield "broke"
        return
    for theme in Theme:
        yield from faults(paint(view, theme=theme), view.cols)
