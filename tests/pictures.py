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
from kiosk.house import House
from kiosk.settings import Settings
from kiosk.words import Words
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


class StillClock:
    """Always five past ten."""

    trusted = True

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


async def picture(house: House, walk: list[str], cols: int, rows: int) -> str:
    """The page at the end of a walk as SVG."""
    app = KioskApp(house, Settings(demo=True, guard_ms=0, repeat_ms=0))
    async with app.run_test(size=(cols, rows)) as pilot:
        for action in walk:
            buttons = app.canvas.view.buttons
            wanted = action if action != "item" else next(b.action for b in buttons if b.action.startswith("item:"))
            app.perform(app.walk.page.act(house, app.frame, wanted))
            await pilot.pause()
        return app.export_screenshot(title="Quartierskiosk")


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
            svg = asyncio.run(picture(house, walk, 60, 20)).encode()
            target = FOLDER / f"{name}.png"
            subprocess.run(["rsvg-convert", "-w", "900", "-o", str(target)], input=svg, check=True)


if __name__ == "__main__":
    main()
