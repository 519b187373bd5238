"""On the device: draw the first page as a picture, `python first_page.py SETTINGS DATA SVG`."""

import asyncio
import sys
from pathlib import Path

from kiosk.lockdown import forget_environment

forget_environment()

from kiosk.app import KioskApp  # noqa: E402
from kiosk.place import Place  # noqa: E402
from kiosk.session import Session  # noqa: E402


async def picture(session: Session) -> str:
    house = session.house
    house.desk = session.desk
    app = KioskApp(house, session.settings, window=lambda: None)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        return app.export_screenshot(title="")


if __name__ == "__main__":
    settings, data, svg = map(Path, sys.argv[1:])
    svg.write_text(asyncio.run(picture(Session(Place(settings, data, settings_named=True)))), "utf-8")
