"""The pile on the running terminal: a scanner is a keyboard that types very fast, and nobody taps a field first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.pile import PilePage
from kiosk.screens.steps import Open
from sync.ledger.records import Payment
from sync.replica import Replica
from tests.kiosk.booking_pages import PIN, office
from tests.kiosk.pages import GRIDS
from tests.kiosk.pile_pages import code, printed
from tests.kiosk.piloted import Driven, driven
from tests.sync.clocks import TUESDAY, FakeClock

pytestmark = pytest.mark.anyio
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path / "staff", replicas["demo"], FakeClock(TUESDAY))
    printed(built)
    desk_of(built).lock()
    yield built
    desk_of(built).close()


async def scan(terminal: Driven, number: str) -> None:
    """All keys at once, and Enter."""
    await terminal.press(*number, "enter")


async def book(terminal: Driven) -> None:
    for number in ("1042", "17"):
        await terminal.press(*number)
        await terminal.tap(f"pick:{number}")
    await terminal.press("2", "enter")
    await terminal.press(*"garten qqq")
    await terminal.tap("pick:own!")
    while not (terminal.view.button_for("book") or terminal.view.button_for("pick:book")):
        await terminal.tap("next")
    await terminal.tap("book" if terminal.view.button_for("book") else "pick:book")


@on_every_grid
async def test_two_scanned_vouchers_are_booked_and_a_third_scan_of_the_first_is_refused(
    house: House, grid: tuple[int, int]
) -> None:
    async with driven(house, grid) as terminal:
        await terminal.sign_in(PIN)
        terminal.app.perform(Open(PilePage()))
        for number in (code(house, 5), code(house, 2)):
            await scan(terminal, number)
            assert terminal.view.name == "payer"
            await book(terminal)
            assert terminal.view.name == "pile"
            assert terminal.says("Gebucht. Beleg")
        await scan(terminal, code(house, 5))
        assert terminal.view.name == "pile"
        assert terminal.says(f"Zettel {code(house, 5)}")
        await terminal.press(*code(house, 1)[:6])
        assert terminal.says(code(house, 1)[:6])
    found = list(desk_of(house).ledger.all())
    assert [one.booking.paper for one in found] == [code(house, 5), code(house, 2)]
    assert all(isinstance(one.booking.what, Payment) for one in found)


async def test_a_scan_right_after_the_page_changed_is_taken_though_touch_is_deaf(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        terminal.app.perform(Open(PilePage()))
        await scan(terminal, code(house, 3))
        assert terminal.view.name == "payer"


async def test_the_pile_is_covered_and_goes_on_after_the_terminal_locked_itself(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        terminal.app.perform(Open(PilePage()))
        await scan(terminal, code(house, 3))
        await book(terminal)
        await terminal.tick(50)
        await terminal.tick(70)
        assert desk_of(house).staff is None
        await terminal.sign_in(PIN)
        assert terminal.says("Gebucht. Beleg 1.")
        assert terminal.view.name == "pile"
        await terminal.press("Q")
        assert terminal.says("2 Stunden")


async def test_numbers_and_enter_book_a_voucher_without_leaving_the_keyboard(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        terminal.app.perform(Open(PilePage()))
        await scan(terminal, code(house, 4))
        for number in ("1042", "17"):
            await terminal.press(*number, "enter")
        await terminal.press("2", "enter")
        await terminal.press(*"garten", "enter")
        assert terminal.view.name == "confirm"
        assert terminal.says("Garten")
        await terminal.press("enter")
        assert not list(desk_of(house).ledger.all()), "a19: Enter alone books nothing"


async def test_enter_takes_nobody_where_several_are_meant(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        terminal.app.perform(Open(PilePage()))
        await scan(terminal, code(house, 4))
        for typed in ("", "2", "zzz"):
            await terminal.press(*typed, "enter", *["backspace"] * len(typed))
            assert terminal.view.name == "payer"
