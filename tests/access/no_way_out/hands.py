"""R24: every key, chord and button of a mouse on every screen of the running terminal."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message

from kiosk.app import KioskApp
from kiosk.screens.page import Page
from kiosk.screens.public.stumbled import Stumbled
from kiosk.screens.steps import Open
from kiosk.words import Words
from tests.access.no_way_out.keys import LETTERS, OWN, foreign
from tests.access.result import KEPT, Result
from tests.access.scenes import INSIDE, OUTSIDE, Grid, Standing
from tests.access.town import Town
from tests.kiosk.booking_pages import PIN
from tests.kiosk.pages import Remembering
from tests.kiosk.piloted import Driven, driven

POSED = (Standing, Remembering)
"""Pages of ours in a state that the tests put them into."""
SIZES = ((1, 1), (300, 1), (28, 8), (27, 8), (160, 50), (31, 9))
"""Of a storm: too small, too flat, and what there is."""


class Many(NamedTuple):
    """How much is tried on each kind of screen; 0 of `chords`: all. In its other states a sample is enough."""

    seed: int
    chords: int
    own: int
    screens: int = 1
    """Only each so-manieth screen."""


AGAIN = 25, 2
"""Chords and own keys for every other state of a screen: its keys are the same, its buttons may not be."""


class Watch:
    """Counts what is asked of pages, and says what no key may bring about."""

    def __init__(self, app: KioskApp) -> None:
        self._app, self.deeds = app, 0
        self.staff = app.house.desk.staff if app.house.desk else None
        for name in ("act", "typed", "perform"):
            setattr(app.walk, name, self._counted(getattr(app.walk, name)))

    def _counted(self, work: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object) -> None:
            self.deeds += 1
            work(*args)

        return counted

    def faults(self, page: Page) -> Iterator[str]:
        """What must never be, whatever was pressed on a page."""
        app = self._app
        if not app.is_running or app._exception:
            yield "it ended"
        if len(app.screen_stack) != 1 or type(app.screen).__name__ != "Board" or len(app._notifications):
            yield "something of Textual's came up"
        if app.clipboard:
            yield "something was copied"
        if not type(app.walk.page).__module__.startswith("kiosk.") and not isinstance(app.walk.page, POSED):
            yield f"{type(app.walk.page)} is no page of ours"
        if isinstance(app.walk.page, Stumbled) and not isinstance(page, Stumbled):
            yield "a page broke"
        if self.staff is None and app.house.desk and (app.house.desk.staff or app.walk.page.staff):
            yield "somebody was let in without a PIN"


async def pressed(folder: Path, grid: Grid, many: Many) -> list[Result]:
    """Keys that are not ours and the mouse's oddities change nothing; keys of ours lead to pages of ours."""
    town, dice, tallies = Town(folder), random.Random(many.seed), [Tally(), Tally()]
    for source in (*OUTSIDE["demo"], *INSIDE["demo"]):
        inside, words = source in INSIDE["demo"], Words("de")
        new = source.__name__ == "doors"
        house = town.inside("demo", source.__name__, words) if inside else town.outside("demo", words, new=new)
        pages = list(source(house))[dice.randrange(many.screens) :: many.screens]
        async with driven(house, grid) as hand:
            watch = Watch(hand.app)
            for page in pages:
                known = _kind(page) in tallies[0].names
                await _strangers(hand, watch, page, dice, AGAIN[0] if known else many.chords, tallies[0])
                await _ours(hand, watch, page, dice, min(AGAIN[1], many.own) if known else many.own, tallies[1])
    town.close()
    nothing = f"{len(foreign())} foreign chords, paste, focus and wheel: the page stays, nothing is asked of it"
    own = f"{len(OWN)} keys that press or mark, letters, a storm of sizes: pages of ours, nobody let in, no Textual"
    return [tally.result(what) for tally, what in zip(tallies, (nothing, own), strict=True)]


class Tally:
    """What was tried so far."""

    def __init__(self) -> None:
        self.tried, self.failed, self.names = 0, list[str](), set[str]()

    def add(self, page: Page, keys: object, count: int, faults: Iterator[str]) -> None:
        """So many tries on a page."""
        self.tried += count
        self.names.add(_kind(page))
        self.failed += [f"{page.name} {keys}: {fault}" for fault in faults]

    def result(self, what: str) -> Result:
        """The row of the table."""
        return Result("R24", what, len(self.names), 1, 1, 1, self.tried, self.failed[:KEPT])


def _kind(page: Page) -> str:
    """A page of an item or of a member is named by it, too."""
    return page.name.partition(":")[0]


async def _opened(hand: Driven, page: Page) -> None:
    desk = hand.app.house.desk
    if page.staff and desk and not desk.staff:
        desk.sign_in(PIN)
    hand.app.perform(Open(page))
    hand.clock.later(1.0)
    await hand.settled()


async def _strangers(hand: Driven, watch: Watch, page: Page, dice: random.Random, most: int, tally: Tally) -> None:
    await _opened(hand, page)
    chords = dice.sample(foreign(), most) if most else foreign()
    before, watch.deeds = (hand.view, hand.app.canvas.focused_action), 0
    for message in (*(events.Key(chord, None) for chord in chords), *_odd()):
        hand.app.post_message(message)
    await hand.settled()
    for wheel in (events.MouseScrollDown, events.MouseScrollUp):
        hand.app.screen._forward_event(wheel(None, 9, 4, 0, 1, 0, shift=False, meta=False, ctrl=False))
    await hand.settled()
    changed = watch.deeds or before != (hand.view, hand.app.canvas.focused_action)
    wakes = before[0].anywhere is not None  # any key at all leads to the start page
    tally.add(page, chords[:3], len(chords) + 5, watch.faults(page))
    tally.add(page, "foreign", 0, iter(["something happened"] if changed and not wakes else []))


def _odd() -> Iterator[Message]:
    """What is no key and no touch."""
    yield from (events.Paste("Einkaufen\n" * 9_999), events.AppBlur(), events.AppFocus())


async def _ours(hand: Driven, watch: Watch, page: Page, dice: random.Random, most: int, tally: Tally) -> None:
    for key in dice.sample(sorted((*OWN, *LETTERS)), most):
        await _opened(hand, page)
        await hand.press(key)
        tally.add(page, key, 1, watch.faults(page))
    size = hand.app.size
    for cols, rows in (*SIZES, size):
        hand.app.post_message(events.Resize(Size(cols, rows), Size(cols, rows)))
    await hand.settled()
    tally.add(page, "sizes", len(SIZES), watch.faults(page))
