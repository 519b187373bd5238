"""A terminal that is not set up yet, in a folder of its own, with a fake clock and cheap PINs."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from kiosk.app import KioskApp
from kiosk.desk import Desk
from kiosk.first_start import prepare
from kiosk.house import House
from kiosk.place import Place
from kiosk.session import Session
from kiosk.steward import Steward
from tests.kiosk.piloted import Driven
from tests.kiosk.staff_house import CHEAP
from tests.sync.clocks import TUESDAY, FakeClock

PIN = "739164"


def session_in(folder: Path, clock: FakeClock | None = None) -> Session:
    """As `kiosk run --first-start` builds it."""
    place = Place(folder / "etc" / "kiosk.toml", folder / "data", settings_named=True)
    place.settings.parent.mkdir(exist_ok=True)
    session = Session(place)
    session.clock = clock or FakeClock(TUESDAY)
    prepare(session)
    session.desk = Desk(session.place.data, session.settings, session.clock, lambda: session.replica, CHEAP)
    session.house.desk = session.desk
    session.house.steward = Steward(folder / "steward")
    return session


@contextmanager
def set_up_house(folder: Path) -> Iterator[House]:
    """Pages are drawn with it; nobody works here yet."""
    session = session_in(folder)
    try:
        yield session.house
    finally:
        session.close()


@asynccontextmanager
async def first_start(folder: Path, grid: tuple[int, int]) -> AsyncIterator[Driven]:
    """The terminal as it comes up after a start or a power cut."""
    clock = FakeClock(TUESDAY)
    session = session_in(folder, clock)
    app = KioskApp(session.house, session.settings)
    try:
        async with app.run_test(size=grid) as pilot:
            await pilot.pause()
            yield Driven(pilot, app, clock)
    finally:
        session.close()
