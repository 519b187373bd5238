"""How the terminal draws letters: `python -m tests.stack.writing NAME PANEL` prints what was seen as JSON."""

import json
import os
import sys

from PIL import ImageChops

from kiosk.type_size import PANELS, Panel
from kiosk.widgets.bidi import visual
from tests.stack.glass_client import Camera, Client
from tests.stack.stage import RUNTIME, on_stage, until, window

ROW = "مكتب: لا (أحمد) Müller שלום 14:30"
LETTERS = """
import sys, time
row = sys.argv[1]
print("\\x1b[?25l\\x1b[2J\\x1b[1;1H" + row, end="")
for at, letter in enumerate(row):
    print(f"\\x1b[{2 + at % 2};{at + 1}H{letter}", end="", flush=True)
time.sleep(1000)
"""
"""A row, and below it the same letters apart: every second one in a row of its own."""


def leftward(panel: Panel) -> object:
    """How much a row in visual order differs from its letters drawn one by one, in levels of 255 (A34)."""
    with on_stage(panel, 24, [sys.executable, "-c", LETTERS, visual(ROW, page=True)]):
        camera = Camera(Client(RUNTIME / os.environ["WAYLAND_DISPLAY"]))
        until(lambda: camera.take() and len(camera.picture().getcolors(1 << 16) or []) > 20)
        while camera.take(changed=True, wait_s=1.0) is not None:
            pass
        seen, picture = window(), camera.picture()
    assert seen
    high, top = seen.height_px // seen.rows, (panel.px[1] - seen.height_px) // 2
    row, *apart = (
        picture.crop((0, top + at * high, panel.px[0], top + (at + 1) * high)).convert("L") for at in range(3)
    )
    return {
        "differs": ImageChops.difference(row, ImageChops.lighter(*apart)).getextrema()[1],
        "ink": row.getextrema()[1],
    }


SCENES = {"leftward": leftward}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
