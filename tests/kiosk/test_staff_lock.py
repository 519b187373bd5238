"""A16, A17, A24, A26, R26: what staff see is covered when nobody answers, and gone when they leave."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.steps import Lock
from kiosk.widgets.view import View
from sync.replica import Replica
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import CANARIES, PIN, STAFF, office

pytestmark = pytest.mark.anyio
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)
Staffed = tuple[House, Desk]


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as both:
        yield both


def shows_a_canary(view: View) -> bool:
    said = " ".join([text.text for text in view.texts] + [line for b in view.buttons for line in b.lines])
    return any(canary in said or canary in view.name for canary in CANARIES)


def glass(hand: Driven) -> str:
    """Every cell that the terminal would show now."""
    return "\n".join(strip.text for strip in hand.app.screen._compositor.render_strips())


async def members(hand: Driven) -> None:
    """Sign in and look somebody up."""
    await hand.sign_in(PIN)
    await hand.turn_to("go:more")
    await hand.turn_to("go:members")
    await hand.press(*"1042")
    if hand.view.button_for("hits"):
        await hand.tap("hits")
    assert shows_a_canary(hand.view), hand.view


@on_four_grids
async def test_a16_after_45_s_nothing_is_left_to_see_and_one_tap_brings_it_back(
    there: Staffed, grid: tuple[int, int]
) -> None:
    house, _ = there
    async with driven(house, grid) as hand:
        await members(hand)
        before = hand.view.name, hand.view.buttons
        for _ in range(3):
            await hand.tick(44)
            assert (hand.view.name, hand.view.buttons) == before
            await hand.tick(1.5)
            assert hand.says("Sind Sie noch da?")
            assert not shows_a_canary(hand.view)
            assert not any(canary in glass(hand) for canary in CANARIES)
            await hand.tick(58)
            assert hand.says("2 Sekunden")
            await hand.press("x", "escape", "pagedown", "f1")
            assert hand.view.name == "cover"
            await hand.tap("ok")
            assert (hand.view.name, hand.view.buttons) == before


@on_four_grids
async def test_a16_a26_nobody_answers_and_all_is_gone(there: Staffed, grid: tuple[int, int]) -> None:
    house, desk = there
    async with driven(house, grid) as hand:
        await members(hand)
        await hand.tick(45.5)
        await hand.tick(60.5)
        assert hand.view.name == "home"
        assert desk.staff is None
        assert desk.open, "what waits is delivered on"
        assert not any(canary in glass(hand) for canary in CANARIES)
        gc.collect()
        left = [one for one in gc.get_objects() if isinstance(one, Page) and (one.staff or one.private)]
        assert left == []
        left_views = [one for one in gc.get_objects() if isinstance(one, View) and shows_a_canary(one)]
        assert left_views == []


@pytest.mark.parametrize("way", ["back", "start", "home", "step"])
async def test_r26_every_way_out_of_the_desk_signs_out(there: Staffed, way: str) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await hand.press("f1")
        await hand.sign_in(PIN)
        assert desk.staff == STAFF
        assert hand.button("start").lines == ("Start", "sperrt")
        if way == "home":
            await hand.press("home")
        elif way == "step":
            hand.app.perform(Lock())
        else:
            await hand.tap(way)
        assert hand.app.canvas.view.name == "home"
        assert desk.staff is None


async def test_help_is_one_tap_away_from_the_desk_and_leads_back_to_it(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await hand.sign_in(PIN)
        await hand.tap("help")
        assert hand.view.button_for("office") is None
        await hand.tap("back")
        assert hand.view.name == "desk"
        await hand.tap("help")
        await hand.tick(46)
        assert hand.view.name == "cover"
        await hand.tick(61)
        assert (hand.view.name, desk.staff) == ("home", None)


async def test_a16_a_pin_typed_by_half_is_covered_and_forgotten(there: Staffed) -> None:
    house, _ = there
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2", "7", "3", "6")
        await hand.tick(46)
        assert hand.view.name == "cover"
        await hand.tap("ok")
        assert hand.says("●●●")
        await hand.tick(46)
        await hand.tick(61)
        assert hand.view.name == "home"
        await hand.press("f2")
        assert not hand.says("●")


async def test_the_language_of_whoever_signed_in_leaves_with_them(there: Staffed) -> None:
    house, _ = there
    async with driven(house, (80, 24)) as hand:
        await hand.tap("languages")
        await hand.tap("language:en")
        await hand.sign_in(PIN)
        assert hand.says("Book hours")
        await hand.tap("back")
        assert hand.says("Veranstaltungen")


async def test_signing_out_happens_also_when_it_cannot_be_noted(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await hand.sign_in(PIN)
        desk.ledger.db.execute("PRAGMA query_only = ON")
        await hand.tap("back")
        assert (hand.view.name, desk.staff) == ("home", None)
        await hand.press("f2", *PIN, "enter")
        await hand.until(lambda: hand.says("Festplatte") or hand.says("Speicher"))
        assert desk.staff is None
