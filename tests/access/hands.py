"""Hands and time at the running terminal: A8 nothing moves by itself, A13 double taps, A16 time, A18 held keys."""

from collections.abc import Iterable

from kiosk.house import House
from kiosk.idle import ANSWER_S, PRESENT_S
from kiosk.screens.page import Page
from kiosk.screens.public.home import Home
from kiosk.screens.public.search import Search
from kiosk.screens.public.stumbled import Stumbled
from kiosk.screens.steps import Open, Start
from tests.access.result import Tried
from tests.access.scenes import Grid
from tests.kiosk.letter_pages import resident_pages
from tests.kiosk.pages import every_page
from tests.kiosk.piloted import Driven, driven

SECOND_TAP_S = 0.05
"""Between two taps of a trembling finger: measured on Textual, they pressed the next page."""
MORE_THAN_TEN = 12
"""WCAG 2.2, 2.2.1 wants ten extensions at least; here there is no limit."""
FLASHES_MOST = 3
"""Changes in a second (WCAG 2.2, 2.3.1)."""


def kinds(pages: Iterable[Page]) -> list[Page]:
    """One page of each kind: nothing else moves, and no other button leads elsewhere, on the others of its kind."""
    found: dict[type[Page], Page] = {}
    for page in pages:
        found.setdefault(type(page), page)
    return list(found.values())


async def double_taps(house: House, grid: Grid, each: int = 1) -> Tried:
    """a double tap on every button that leads to another page presses nothing there"""
    tried, failed = 0, []
    async with driven(house, grid) as hand:
        for page in kinds(every_page(house))[::each]:
            for action in await _buttons(hand, page):
                led, pressed = await _twice(hand, page, action)
                tried += led
                failed += [f"{page.name} {action}: {pressed}"] if pressed else []
    return Tried(tried, failed)


async def _buttons(hand: Driven, page: Page) -> list[str]:
    await _opened(hand, page)
    return [button.action for button in hand.view.buttons]


async def _opened(hand: Driven, page: Page) -> None:
    """As if somebody had come to it a while ago."""
    hand.app.perform(Start())
    page.at = 0
    if not isinstance(page, Home):
        hand.app.perform(Open(page))
    hand.clock.later(1.0)
    await hand.settled()


async def _twice(hand: Driven, page: Page, action: str) -> tuple[bool, str]:
    """Whether another page came, and what the second tap did there."""
    await _opened(hand, page)
    if hand.view.button_for(action) is None:
        return False, ""
    before, spot = hand.view.name, hand.button(action).rect
    await hand.finger(action)
    came = hand.view
    if came.name == before:
        return False, ""
    hand.clock.later(SECOND_TAP_S)
    await hand.at(spot.x + spot.w // 2, spot.y + spot.h // 2)
    return True, "" if hand.view == came else f"{came.name} became {hand.view.name}"


async def nothing_moves(house: House, grid: Grid, each: int = 1) -> Tried:
    """nobody touches: no row changes for a minute but the clock's; the cover changes at most 3 times a second"""
    tried, failed = 0, []
    async with driven(house, grid) as hand:
        for page in kinds(every_page(house))[::each]:
            if isinstance(page, Stumbled):  # it says itself that the start page comes back
                continue
            await _opened(hand, page)
            hand.clock.later(60.0 - hand.clock.now().second)
            await hand.press("right")
            hand.app.draw()
            await hand.settled()
            before = list(hand.app.canvas._strips)
            for _ in range(8):
                await hand.tick(5.0)
                tried += 1
                if hand.app.canvas._strips != before:
                    failed.append(f"{page.name} moved")
                    break
    return Tried(tried, failed)


async def cover_is_calm(house: House, grid: Grid) -> int:
    """Changes in the busiest second of the cover's minute."""
    async with driven(house, grid) as hand:
        await _covered(hand, house)
        most = 0
        for _second in range(20):
            changes, before = 0, list(hand.app.canvas._strips)
            for _quarter in range(4):
                await hand.tick(0.25)
                changes += hand.app.canvas._strips != before
                before = list(hand.app.canvas._strips)
            most = max(most, changes)
        return most


async def _covered(hand: Driven, house: House) -> Page:
    """Something half filled, which nobody touches until it is covered."""
    page = next(page for page in resident_pages(house) if page.private)
    await _opened(hand, page)
    await hand.press("right")
    await hand.tick(PRESENT_S)
    assert hand.view.name == "cover"
    return page


async def asked_again_and_again(house: House, grid: Grid) -> int:
    """How often "Sind Sie noch da?" was answered, each time in its last second, and the page was still there."""
    async with driven(house, grid) as hand:
        page = await _covered(hand, house)
        for at in range(MORE_THAN_TEN):
            await hand.tick(ANSWER_S - 0.5)
            assert hand.view.name == "cover", f"gone after {ANSWER_S - 0.5} s, the {at + 1}. time"
            await hand.finger("ok")
            assert hand.view.name == page.name
            await hand.tick(PRESENT_S)
        await hand.tick(ANSWER_S)
        assert hand.view.name == "home"
        return MORE_THAN_TEN


async def held_key(house: House, grid: Grid) -> str:
    """What stands there after a finger rested on one key of the screen for ten seconds."""
    async with driven(house, grid) as hand:
        search = Search()
        await _opened(hand, search)
        if hand.view.button_for("key:a") is None:
            await hand.tap(next(one.action for one in hand.view.buttons if one.action.startswith("range:a")))
            hand.clock.later(1.0)
        await hand.finger("key:a", up=False)
        for _ in range(10):
            await hand.tick(1.0)
        await hand.finger("key:a", down=False)
        return search.text
