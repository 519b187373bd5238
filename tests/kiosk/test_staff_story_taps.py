"""The story of the desk on the terminal: booked by taps without a network, paid in the ring while it is locked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from kiosk.app import KioskApp
from kiosk.deliveries import DeliverWorker
from kiosk.desk import Desk
from kiosk.settings import PrinterSettings, Settings
from sync.records import Source
from sync.replica import Replica
from tests.kiosk.pages import BERLIN, house_of
from tests.kiosk.piloted import Driven
from tests.kiosk.ring_town import Town, balances
from tests.kiosk.staff_house import PIN, staffed
from tests.printing.escpos_reader import read
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.mark.anyio
async def test_by_taps_it_takes_five_and_the_amount_and_it_is_delivered_while_locked(tmp_path: Path) -> None:
    town = Town()
    async with terminal(tmp_path, town) as (driven, desk):
        await sign_in(driven)
        await book(driven)
        assert driven.says("Gebucht.")
        await driven.until(lambda: driven.says("2 Zettel sind beim Drucker"))
        await driven.tap("done")
        await driven.tap("back")
        assert (desk.staff, driven.view.name) == (None, "home")
        with town.online() as bank:
            await driven.until(lambda: delivered(desk, driven.clock))
            assert balances(bank) == [-200, 200]
        assert driven.view.name == "home"
    sheet = read((tmp_path / "paper").read_bytes())
    assert (sheet.cuts, sheet.text.count("Zeisig")) == (2, 0)


@asynccontextmanager
async def terminal(folder: Path, town: Town) -> AsyncIterator[tuple[Driven, Desk]]:
    """The terminal with staff, members and the key of the ring; locked."""
    clock = FakeClock(TUESDAY)
    ring = Source(name="tauschring", kind="cyclos", url=town.url, books=("payment",), smallest=25, hold_off_s=0.1)
    settings = Settings(platforms=(ring,), printer=PrinterSettings(device=f"file://{folder / 'paper'}"))
    with Replica.open(folder / "public.db", BERLIN) as replica:
        house, desk = house_of(replica, clock), staffed(folder / "data", replica, clock, settings)
        desk.ledger.kept.put("secret:tauschring", b"token-of-C1")
        desk.lock()
        house.printer, house.desk = True, desk
        app = KioskApp(house, settings, deliveries=partial(DeliverWorker, desk, house.words))
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.pause()
            yield Driven(pilot, app, clock), desk
        desk.close()


async def sign_in(driven: Driven) -> None:
    """F2, the PIN on the keypad, OK."""
    await driven.press("f2")
    for digit in PIN:
        await driven.tap(f"key:{digit}")
    await driven.tap("ok")
    await driven.until(lambda: driven.view.name == "desk")


async def book(driven: Driven) -> None:
    """Two hours from 1042 to 17: five taps, two numbers typed, and the amount."""
    await driven.tap("go:payment")
    await driven.press(*"1042")
    await driven.tap("pick:1042")
    await driven.press(*"17")
    await driven.tap("pick:17")
    await driven.tap("quick:2")
    await driven.tap("pick:usual!")
    assert driven.app.canvas.focused_action == "back"
    await driven.tap("book")


def delivered(desk: Desk, clock: FakeClock) -> bool:
    """Whether nothing is open any more; the worker's pauses pass meanwhile."""
    clock.later(1)
    return not desk.ledger.outbox.open()
