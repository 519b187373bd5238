"""Pictures of the terminal, made by the program itself: `make pictures` writes them to docs/pictures."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from kiosk.app import KioskApp
from kiosk.demo.neighbourhood import neighbourhood
from kiosk.demo.people import move_in
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.staff.desk import DeskPage
from kiosk.screens.steps import Open
from kiosk.settings import Settings
from kiosk.words import Words
from sync.clock import Trust
from sync.connectors.base import Batch
from sync.replica import Replica

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NOON = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
"""A Tuesday in November at five past ten: the pictures stay the same from day to day."""
WALKS = {
    "home": [],
    "list": ["kind:event"],
    "offers": ["kind:offer"],
    "detail": ["kind:event", "next", "item"],
    "code": ["kind:event", "item", "code"],
    "search": ["search", *(f"key:{letter}" for letter in "bera")],
    "calendar": ["kind:event", "calendar"],
}
"""Picture → what is tapped; `item` is the first card."""
DESK = {
    "desk": [],
    "amount": ["go:payment", "1042", "pick:1042", "17", "pick:17", "2"],
    "confirm": ["go:payment", "1042", "pick:1042", "17", "pick:17", "2", "ok", "Garten", "pick:own!"],
}
"""The same for staff, from the desk on."""


class StillClock:
    """Always five past ten."""

    trusted, trust, boot = True, Trust.NTP, "picture"

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


async def picture(house: House, walk: list[str], cols: int, rows: int) -> str:
    """The page at the end of a walk as SVG; what is no action is typed."""
    app = KioskApp(house, Settings(demo=True, guard_ms=0, repeat_ms=0))
    async with app.run_test(size=(cols, rows)) as pilot:
        if house.desk:
            app.perform(Open(DeskPage()))
        for action in walk:
            await pilot.pause()
            step(app, house, action)
        await pilot.pause()
        return app.export_screenshot(title="Quartierskiosk")


def step(app: KioskApp, house: House, action: str) -> None:
    """Tap, or type letter by letter."""
    actions = [button.action for button in app.canvas.view.buttons]
    wanted = next((one for one in actions if one == action or (action == "item" and one.startswith("item:"))), None)
    if wanted:
        app.perform(app.walk.page.act(house, app.frame, wanted))
        return
    for letter in action:
        typed = app.walk.page.typed(house, letter)
        assert typed is not None, (action, actions)
        app.perform(typed)


def main() -> None:
    """Write every picture as PNG."""
    if not shutil.which("rsvg-convert"):
        sys.exit("rsvg-convert is needed for pictures: apt-get install librsvg2-bin fonts-dejavu-core")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Replica.open(Path(folder) / "demo.db", "Europe/Berlin") as replica:
        replica.begin("beispiel", NOON)
        replica.store("beispiel", "memory", Batch(items=neighbourhood(NOON.date(), "Europe/Berlin")), NOON)
        settings = Settings(demo=True)
        house = House(replica, Words("de"), StillClock(), settings.zone, settings.centre, demo=True)
        for name, walk in WALKS.items():
            draw(house, name, walk)
        desk = house.desk = Desk(Path(folder) / "desk", settings, StillClock(), lambda: replica)
        desk.enrol_first("Anna", "736251")
        move_in(desk.ledger)
        for name, walk in DESK.items():
            draw(house, name, walk)
        desk.close()


def draw(house: House, name: str, walk: list[str]) -> None:
    """One picture, as PNG."""
    svg = asyncio.run(picture(house, walk, 60, 20)).encode()
    target = FOLDER / f"{name}.png"
    subprocess.run(["rsvg-convert", "-w", "900", "-o", str(target)], input=svg, check=True)


if __name__ == "__main__":
    main()
