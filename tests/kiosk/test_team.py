"""Who may sign in is settled on the screen itself: a kiosk has no shell for those who look after it (R26)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from sync.ledger.keyring_errors import WrongPin
from sync.replica import Replica
from tests.kiosk.piloted import driven
from tests.kiosk.staff_house import PIN, STAFF, office
from tests.kiosk.test_change_pin import BERND, BERND_PIN, Staffed, add_bernd, to_the_page, type_pins

GRIDS = pytest.mark.parametrize("grid", [(28, 8), (58, 18)], ids=lambda grid: f"{grid[0]}x{grid[1]}")


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as both:
        yield both


def events(desk: Desk) -> list[tuple[str, str | None]]:
    rows = desk.ledger.journal._rows()
    return [(row.event, row.staff) for row, _ in rows if row.event in ("staff added", "staff removed")]


@pytest.mark.anyio
@GRIDS
async def test_r26_a_second_person_joins_on_the_screen(there: Staffed, grid: tuple[int, int]) -> None:
    house, desk = there
    async with driven(house, grid) as hand:
        await to_the_page(hand)
        await hand.turn_to("pick:new")
        await hand.press(*BERND.lower(), "enter")
        await hand.until(lambda: hand.view.name == "joining:old")
        await type_pins(hand, PIN, BERND_PIN, BERND_PIN)
        await hand.until(lambda: hand.view.name == "told:pin")
        assert events(desk) == [("staff added", STAFF)]
    assert desk.check(BERND_PIN).staff == BERND
    assert desk.check(PIN).staff == STAFF


@pytest.mark.anyio
@GRIDS
async def test_r26_who_leaves_is_taken_off_by_a_colleagues_own_pin(there: Staffed, grid: tuple[int, int]) -> None:
    house, desk = there
    add_bernd(desk)
    async with driven(house, grid) as hand:
        await to_the_page(hand)
        await hand.turn_to("pick:1")
        await hand.turn_to("pick:leave")
        await type_pins(hand, "999990")
        await hand.until(lambda: hand.view.button_for("ok") is not None)
        assert (desk.names, events(desk)) == ((STAFF, BERND), [("staff added", STAFF)])
        await hand.tap("ok")
        await type_pins(hand, PIN)
        await hand.until(lambda: hand.view.name == "told:pin")
        assert (desk.names, events(desk)[1:]) == ((STAFF,), [("staff removed", STAFF)])
    with pytest.raises(WrongPin):
        desk.check(BERND_PIN)


@pytest.mark.anyio
async def test_nobody_can_take_off_themselves(there: Staffed) -> None:
    house, desk = there
    add_bernd(desk)
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        assert hand.says(f"{STAFF} (Sie)")
        await hand.tap("pick:0")
        assert hand.view.name == "change-pin:old"


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "said"), [("271828", "nicht nur Ziffern"), (BERND.lower(), "Im Team heißt schon")])
async def test_a_name_that_is_a_pin_or_somebody_elses_is_refused_at_once(there: Staffed, name: str, said: str) -> None:
    house, desk = there
    add_bernd(desk)
    async with driven(house, (58, 18)) as hand:
        await to_the_page(hand)
        await hand.tap("pick:new")
        await hand.press(*name, "enter")
        await hand.until(lambda: hand.says(said))
        assert hand.view.name == "new-name"
    assert desk.names == (STAFF, BERND)
