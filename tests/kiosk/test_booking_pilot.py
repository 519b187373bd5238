"""The story of the issue on the running terminal: sign in, enter by taps, book once, print, lock again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from sync.ledger.records import Payment
from sync.replica import Replica
from tests.kiosk.booking_pages import PIN, count, office
from tests.kiosk.piloted import driven
from tests.sync.clocks import TUESDAY, FakeClock

pytestmark = pytest.mark.anyio
on_grids = pytest.mark.parametrize("grid", [(28, 8), (42, 13), (60, 20)], ids=lambda grid: f"{grid[0]}x{grid[1]}")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path / "staff", replicas["demo"], FakeClock(TUESDAY))
    desk_of(built).lock()
    yield built
    desk_of(built).close()


@on_grids
async def test_two_hours_of_gardening_are_booked_on_the_glass(
    house: House, tmp_path: Path, grid: tuple[int, int]
) -> None:
    paper = tmp_path / "paper.bin"
    paper.touch()
    async with driven(house, grid, f"file://{paper}") as terminal:
        await terminal.sign_in(PIN)
        await terminal.turn_to("go:payment")
        for number in ("1042", "17"):
            await terminal.spell(number)
            await terminal.tap(f"pick:{number}")
        await terminal.spell("2")
        await terminal.tap("ok")
        await terminal.spell("garten")
        if terminal.view.button_for("hits"):
            await terminal.tap("hits")
        await terminal.tap("pick:own!")
        assert terminal.app.canvas.focused_action == "back"
        while not (terminal.view.button_for("book") or terminal.view.button_for("pick:book")):
            await terminal.tap("next")
        book = "book" if terminal.view.button_for("book") else "pick:book"
        rect = terminal.button(book).rect
        await terminal.tap(book)
        await terminal.at(rect.x + 1, rect.y + 1)
        assert terminal.says("Gebucht.")
        assert count(house) == 1
        await terminal.until(lambda: paper.stat().st_size > 0)
        (outgoing,) = desk_of(house).ledger.all()
        expected = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten")
        assert outgoing.booking.what == expected
        await terminal.tap("back")
        await terminal.tap("start")
        assert desk_of(house).staff is None
        assert not terminal.says("Mustermann")


async def test_enter_on_the_confirm_page_goes_back(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        await terminal.tap("go:payment")
        for number in ("1042", "17"):
            await terminal.press(*number)
            await terminal.tap(f"pick:{number}")
        await terminal.press("2", "enter")
        await terminal.tap("pick:usual!")
        await terminal.press("enter")
        assert terminal.view.name == "purpose"
        assert count(house) == 0


async def test_a17_what_was_entered_waits_after_the_terminal_locked_itself(house: House) -> None:
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        await terminal.tap("go:payment")
        await terminal.press(*"1042")
        await terminal.tap("pick:1042")
        await terminal.tick(46)
        await terminal.tick(61)
        assert desk_of(house).staff is None
        await terminal.sign_in(PIN)
        assert terminal.says("Eine Buchung von 10:00 Uhr ist nicht fertig.")
        await terminal.tap("resume")
        assert terminal.says("Wer bekommt?")
