"""Signing in at the running terminal: by touch, by keyboard, with wrong PINs, and the very first time."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.messages import PinChecked
from kiosk.pin import Pin
from kiosk.screens.staff.door import SignIn
from kiosk.screens.steps import CheckPin
from sync.ledger.keyring_errors import WrongPin
from sync.replica import Replica
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import PIN, STAFF, office

pytestmark = pytest.mark.anyio
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)
Staffed = tuple[House, Desk]


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as both:
        yield both


@pytest.fixture
def fresh(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"], new=True) as both:
        yield both


async def wrong(hand: Driven, pin: str = "999990") -> None:
    """One wrong PIN, and on to the keypad where that is possible."""
    await hand.press(*pin, "enter")
    await hand.until(lambda: not hand.says("Einen Moment"))
    if hand.view.button_for("ok"):
        await hand.tap("ok")


@on_four_grids
async def test_staff_find_the_way_in_behind_help_and_sign_in_by_touch(there: Staffed, grid: tuple[int, int]) -> None:
    house, desk = there
    async with driven(house, grid) as hand:
        await hand.turn_to("help")
        if hand.view.button_for("house"):
            await hand.tap("house")
        await hand.turn_to("office")
        await hand.spell(PIN)
        assert hand.says("●●●●●●")
        await hand.tap("ok")
        await hand.until(lambda: hand.view.name == "desk")
        assert desk.staff == STAFF
        assert hand.says(f"Büro: {STAFF}") or grid[0] < 40


async def test_signing_in_takes_a_keyboard_alone_from_any_page(there: Staffed) -> None:
    house, _ = there
    async with driven(house, (58, 18)) as hand:
        await hand.press("tab", "enter", "f2")
        assert hand.view.name == "sign-in"
        await hand.press(*PIN, "9", "backspace", "enter")
        await hand.until(lambda: hand.view.name == "desk")
        await hand.press("f2")
        assert hand.view.name == "desk"


async def test_r26_five_wrong_pins_lock_the_keypad_which_counts_down(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2")
        for at in range(4):
            await hand.press(*"99999", str(at), "enter")
            await hand.until(lambda: hand.says("Diese PIN ist falsch. Bitte versuchen Sie es noch einmal."))
            await hand.tap("ok")
        await wrong(hand)
        assert hand.says("Bitte warten Sie 1 Minute.")
        assert not hand.view.button_for("ok")
        await hand.press(*PIN, "enter")
        await hand.tick(20.5)
        assert hand.says("Bitte warten Sie 40 Sekunden.")
        await hand.press("tab")
        await hand.tick(40)
        await hand.press(*PIN, "enter")
        await hand.until(lambda: hand.view.name == "desk")
        assert desk.staff == STAFF


async def test_whoever_left_the_keypad_before_the_answer_came_is_not_let_in(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2")
        left = hand.app.walk.page
        assert isinstance(left, SignIn)
        await hand.press("home")
        hand.app.post_message(PinChecked(left, desk.check(PIN), None))
        await hand.settled()
        assert hand.view.name == "home"
        assert desk.staff is None


async def test_a_pin_stands_in_no_message_no_error_and_no_log(there: Staffed, caplog: pytest.LogCaptureFixture) -> None:
    house, desk = there
    page = SignIn()
    page.pad.text = PIN
    said = [repr(one) for one in (Pin(PIN), CheckPin(page, Pin(PIN)), PinChecked(page, None, WrongPin(60)), page)]
    said.append(repr(PinChecked(page, desk.check(PIN), None)))
    with caplog.at_level(logging.DEBUG):
        async with driven(house, (58, 18)) as hand:
            await hand.press("f2")
            await wrong(hand, "736250")
            await hand.sign_in(PIN)
            await hand.until(lambda: hand.view.name == "desk")
    for text in (*said, caplog.text):
        assert PIN not in text
        assert "736250" not in text


@on_four_grids
async def test_the_first_start_makes_the_first_of_the_staff(fresh: Staffed, grid: tuple[int, int]) -> None:
    house, desk = fresh
    async with driven(house, grid) as hand:
        await hand.turn_to("help")
        if hand.view.button_for("house"):
            await hand.tap("house")
        await hand.turn_to("office")
        assert hand.says("Im Büro buchen Sie für Mitglieder ohne Internet.")
        await hand.tap("ok")
        await hand.spell("änn")
        await hand.tap("ok")
        for _ in range(2):
            await hand.spell(PIN)
            await hand.tap("ok")
        await hand.until(lambda: hand.view.name == "desk")
        assert desk.names == ("Änn",)
        assert desk.staff == "Änn"
        assert desk.ledger.people.get("1042") is not None, "the demo's people moved in"
        assert desk.ledger.people.count() == 12


async def test_easy_pins_and_two_different_ones_are_refused_at_once(fresh: Staffed) -> None:
    house, desk = fresh
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2", "enter", *"Frau Ö", "enter")
        await hand.press("enter")
        assert hand.view.name == "first-staff:pin"
        for pin, sentence in (("123456", "leicht zu erraten"), ("73625", "mindestens 6 Ziffern")):
            await hand.press(*pin, "enter")
            assert hand.says(sentence)
            await hand.press("enter")
        await hand.press(*PIN, "enter", *"736252", "enter")
        assert hand.says("zwei verschiedene PINs")
        await hand.press("enter", *PIN, "enter", *PIN, "enter")
        await hand.until(lambda: hand.view.name == "desk")
        assert desk.names == ("Frau Ö",)


async def test_back_leads_through_the_stages_of_the_first_start(fresh: Staffed) -> None:
    house, _ = fresh
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2", "enter", *"Frau", "enter", *PIN, "enter")
        assert hand.view.name == "first-staff:again"
        for stage in ("pin", "name", "explain"):
            await hand.press("escape")
            assert hand.view.name == f"first-staff:{stage}"
        await hand.press("escape")
        assert hand.view.name == "home"


async def test_a_damaged_key_ring_is_said_where_staff_want_to_sign_in(there: Staffed) -> None:
    house, desk = there
    (desk.folder / "staff.json").write_text("{")
    async with driven(house, (58, 18)) as hand:
        await hand.press("f2")
        assert hand.says("staff.json ist beschädigt")
        await hand.press("enter", "escape")
        assert hand.view.name == "home"
