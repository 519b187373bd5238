"""Another PIN, on the running terminal and by command: one's own, and that of a colleague who forgot theirs (R26)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.house import House
from sync.ledger.keyring_errors import WrongPin
from sync.replica import Replica
from tests.kiosk.office_command import STAFF as OFFICE_STAFF
from tests.kiosk.office_command import Office, pin_file
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import PIN, STAFF, office

NEW, BERND, BERND_PIN = "918273", "Bernd", "481516"
Staffed = tuple[House, Desk]


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as both:
        yield both


def add_bernd(desk: Desk) -> None:
    desk.sign_in(PIN)
    desk.add_staff(BERND, BERND_PIN)
    desk.lock()


async def to_the_page(hand: Driven) -> None:
    await hand.press("f2")
    await hand.sign_in(PIN)
    for action in ("go:more", "go:device", "go:pin"):
        await hand.turn_to(action)


async def type_pins(hand: Driven, *pins: str) -> None:
    for pin in pins:
        await hand.press(*pin, "enter")
    await hand.until(lambda: not hand.says("Einen Moment"))


def events(desk: Desk) -> list[tuple[str, str | None, str | None]]:
    """What the journal has about PINs: event, by whom, whose."""
    rows = desk.ledger.journal._rows()
    return [(row.event, row.staff, row.facts) for row, _ in rows if row.event == "PIN changed"]


@pytest.mark.anyio
@pytest.mark.parametrize("grid", [(28, 8), (58, 18)], ids=lambda grid: f"{grid[0]}x{grid[1]}")
async def test_r26_who_shows_the_old_pin_chooses_a_new_one(there: Staffed, grid: tuple[int, int]) -> None:
    house, desk = there
    async with driven(house, grid) as hand:
        await to_the_page(hand)
        await hand.tap("pick:0")
        await type_pins(hand, PIN, NEW, NEW)
        await hand.until(lambda: hand.view.name == "told:pin")
        assert events(desk) == [("PIN changed", STAFF, STAFF)]
    with pytest.raises(WrongPin):
        desk.check(PIN)
    assert desk.check(NEW).staff == STAFF


@pytest.mark.anyio
async def test_r26_a_colleague_who_forgot_theirs_gets_another_one(there: Staffed) -> None:
    house, desk = there
    add_bernd(desk)
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        await hand.tap("pick:1")
        await hand.tap("pick:pin")
        await hand.press(*PIN, "enter")
        assert hand.view.name == "change-pin:new"
        await type_pins(hand, NEW, NEW)
        await hand.until(lambda: hand.view.name == "told:pin")
        assert events(desk) == [("PIN changed", STAFF, BERND)]
    assert desk.check(NEW).staff == BERND
    assert desk.check(PIN).staff == STAFF


@pytest.mark.anyio
async def test_r26_whoever_finds_the_desk_open_changes_nobodys_pin_and_is_counted(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        await hand.tap("pick:0")
        for _ in range(5):
            await type_pins(hand, "999990", NEW, NEW)
            await hand.until(lambda: hand.view.button_for("ok") is not None)
            assert not hand.says("●")
            await hand.tap("ok")
    assert desk.wait_s > 0
    assert events(desk) == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("pins", "said"),
    [
        (("12345",), "mindestens 6 Ziffern"),
        (("111111",), "leicht zu erraten"),
        ((NEW, "918274"), "zwei verschiedene PINs"),
        ((BERND_PIN, BERND_PIN), "Diese PIN geht nicht"),
    ],
)
async def test_r26_a_new_pin_is_looked_at_like_the_first_one(there: Staffed, pins: tuple[str, ...], said: str) -> None:
    house, desk = there
    add_bernd(desk)
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        await hand.tap("pick:0")
        await type_pins(hand, PIN, *pins)
        await hand.until(lambda: hand.says(said))
    assert desk.check(PIN).staff == STAFF


@pytest.mark.anyio
async def test_back_leads_stage_by_stage_and_forgets_what_was_typed(there: Staffed) -> None:
    house, _ = there
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        await hand.tap("pick:0")
        await type_pins(hand, PIN, NEW)
        for stage in ("change-pin:new", "change-pin:old", "team", "device"):
            assert not hand.says("●")
            await hand.tap("back")
            assert hand.view.name == stage


def test_r26_the_command_changes_ones_own_and_a_colleagues_pin(tmp_path: Path) -> None:
    desk = Office(tmp_path)
    new, bernd = pin_file(tmp_path / "new", NEW), pin_file(tmp_path / "bernd", BERND_PIN)
    assert desk.run("staff", "add", BERND, "--new-pin-file", str(bernd)).code == 0
    ran = desk.run("--staff", OFFICE_STAFF, "staff", "change-pin", "bernd", "--new-pin-file", str(new))
    assert (ran.code, ran.out, ran.err) == (0, "", "Die neue PIN für bernd gilt ab jetzt.\n")
    assert desk.run("--staff", BERND, "--pin-file", str(new), "members").code == 0
    assert desk.run("--staff", BERND, "--pin-file", str(bernd), "members").code == 5
    assert desk.run("--staff", OFFICE_STAFF, "members").code == 0


@pytest.mark.parametrize(
    ("name", "pin", "said"),
    [
        (OFFICE_STAFF, "12345", "mindestens 6 Ziffern"),
        ("Niemand", NEW, "niemand so"),
        (OFFICE_STAFF, "x" * 6, "Ziffern"),
    ],
)
def test_what_the_ring_refuses_ends_with_4_and_changes_nothing(tmp_path: Path, name: str, pin: str, said: str) -> None:
    desk = Office(tmp_path)
    ran = desk.run("staff", "change-pin", name, "--new-pin-file", str(pin_file(tmp_path / "new", pin)))
    assert (ran.code, said in ran.err) == (4, True), ran.err
    assert desk.run("members").code == 0
