"""What fingers do inside the tree: `python -m tests.stack.fingers NAME PANEL` prints what was seen as JSON."""

import json
import sys

from PIL.Image import Image

from kiosk.type_size import PANELS, Panel, pixelsize_for
from tests.stack.stage import KIOSK, LIST_AND_BACK, SHARED, on_touch_screen, places, same, until
from tests.stack.touch_screen import TouchScreen

RAW = """
import os, sys, tty
tty.setraw(0)
os.write(1, b"\\x1b[?1000h\\x1b[?1003h\\x1b[?1006h")
with open("/shared/raw", "wb", buffering=0) as told:
    while True:
        told.write(os.read(0, 4096))
"""
"""A program that keeps what the terminal tells of fingers."""


def raw_touch(panel: Panel) -> object:
    """What reaches a program of a tap, a shaky tap and a slide over half the panel (A15)."""
    width, height = panel.px
    ways: dict[str, list[tuple[float, float]]] = {
        "tap": [(width / 2, height / 2)],
        "shaky": [(width / 2 + at * 4, height / 2 + at) for at in range(5)],
        "slide": [(width / 4 + at * width / 40, height / 2) for at in range(21)],
        "corner": [(width - 3, height - 3)],
    }
    with on_touch_screen(panel, pixelsize_for(panel, 4.5), [sys.executable, "-c", RAW]) as screen:
        until(lambda: screen.touch and (SHARED / "raw").exists(), screen.run)
        screen.run(0.5)
        said = {}
        for name, way in ways.items():
            before = (SHARED / "raw").stat().st_size
            screen.slide(*way)
            screen.run(0.6)
            said[name] = (SHARED / "raw").read_bytes()[before:].decode()
    return said


def touch(panel: Panel) -> object:
    """The program under fingers: a tap and a shaky tap open a list, a tap on "Zurück" leads back (A15)."""
    with on_touch_screen(panel, pixelsize_for(panel, 4.5), KIOSK) as screen:
        until(lambda: screen.touch and len(screen.picture().getcolors(1 << 16) or []) > 20, screen.run)
        screen.run(1.0)
        home = screen.picture()
        card, way_back = places(panel, *LIST_AND_BACK)
        opened, back, shaky = _finger(screen, card), _finger(screen, way_back), _finger(screen, card, slip=16)
        for name, picture in {"home": home, "opened": opened, "back": back, "shaky": shaky}.items():
            picture.save(SHARED / f"touch {name}.png")
    return {"opens": not same(home, opened), "leads_back": same(home, back), "shaky_opens": same(opened, shaky)}


def _finger(screen: TouchScreen, place: tuple[int, int], slip: int = 0) -> Image:
    """A tap; `slip`: meanwhile the finger moves so many pixels to the left."""
    x, y = place
    screen.slide((x, y), *[(x - at, y) for at in range(4, slip + 1, 4)])
    screen.run(0.8)
    return screen.picture()


SCENES = {"raw_touch": raw_touch, "touch": touch}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
