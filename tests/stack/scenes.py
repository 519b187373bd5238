"""What is played inside the tree: `python -m tests.stack.scenes NAME PANEL` prints what was seen as JSON."""

import json
import os
import queue
import statistics
import sys
import time
from pathlib import Path

from PIL import ImageChops
from PIL.Image import Image
from textual.message import Message

from kiosk.output_scale import resizer_for
from kiosk.resizing import Resizer
from kiosk.screen_settings import ScreenSettings
from kiosk.type_check import measured_mm
from kiosk.type_size import CAPITAL_MM, PANELS, Panel, Size, pixelsize_for
from tests.stack.glass_client import Camera, Client, Pointer
from tests.stack.stage import KIOSK, RUNTIME, on_stage, on_touch_screen, places, until, window
from tests.stack.touch_screen import TouchScreen

SHARED = Path("/shared")
QUIET_S = 0.5
"""Nothing moves for so long: the change is over."""
PRESSED_S, PAGE_S = 0.1, 0.25
"""A finger rests so long, and longer while the pressed button is drawn; then the page is given its time."""
TAPS = 12


def sizes(panel: Panel) -> object:
    """The program in all sizes, one after the other and back: times, windows, pictures, and taps in each."""
    screen = ScreenSettings(panel=panel, resize="scale")
    told: queue.SimpleQueue[Message] = queue.SimpleQueue()
    with on_stage(panel, pixelsize_for(panel, CAPITAL_MM[Size.NORMAL]), KIOSK):
        client = Client(RUNTIME / os.environ["WAYLAND_DISPLAY"])
        camera, pointer = Camera(client), Pointer(client, *panel.px)
        _still(camera)
        resizer = resizer_for(screen, told.put)
        assert resizer
        resizer.start()
        told.get()
        found = []
        for size in (*resizer.sizes, *resizer.sizes[:1]):
            found.append(_in_size(resizer, size, camera, told) | {"capital_mm": _capital(panel)})
            camera.picture().save(SHARED / f"{panel.px[0]}x{panel.px[1]} {size.value}.png")
            found[-1]["tap_ms"] = _taps(camera, pointer, panel)
        kept = _kept(resizer, camera, pointer, panel)
        resizer.stop()
    return {"kept": kept, "sizes": found}


def _kept(resizer: Resizer, camera: Camera, pointer: Pointer, panel: Panel) -> bool:
    """Whether the page that was open is there again after a larger size; its first row has the clock."""
    seen = []
    pointer.press(*places(panel)[0])
    pointer.release()
    for size in (resizer.sizes[0], resizer.sizes[-1], resizer.sizes[0]):
        resizer.set(size)
        _frames(camera)
        camera.take()
        seen.append(camera.picture().crop((0, panel.px[1] // 8, *panel.px)))
    return _same(seen[0], seen[2]) and not _same(seen[0], seen[1])


def _in_size(resizer: Resizer, size: Size, camera: Camera, told: "queue.SimpleQueue[Message]") -> dict[str, object]:
    """Change the size; when the first frame came and the last one, milliseconds."""
    camera.take()
    began = time.monotonic()
    resizer.set(size)
    frames, seen = _frames(camera), window()
    assert seen
    return {
        "size": size.value,
        "told": type(told.get()).__name__,
        "frames_ms": [round((at - began) * 1000, 1) for at in frames],
        "grid": (seen.cols, seen.rows),
    }


def _capital(panel: Panel) -> float | None:
    seen = window()
    return measured_mm(seen, panel) if seen else None


def _frames(camera: Camera, quiet_s: float = QUIET_S) -> list[float]:
    """When the frames come, until it is quiet."""
    frames = []
    while (at := camera.take(changed=True, wait_s=quiet_s)) is not None:
        frames.append(at)
    return frames


def _still(camera: Camera) -> None:
    """Wait until the program has drawn its first page, and nothing moves."""
    until(lambda: camera.take() and len(camera.picture().getcolors(1 << 16) or []) > 20)
    _frames(camera)


def _taps(camera: Camera, pointer: Pointer, panel: Panel) -> dict[str, float]:
    """From the finger's release to the first changed frame, milliseconds: a list and back, and again."""
    took = []
    for x, y in places(panel) * (TAPS // 2):
        pointer.press(x, y)
        _frames(camera, PRESSED_S)
        released = pointer.release()
        took += [(frame - released) * 1000 for frame in _frames(camera, PAGE_S)][:1]
    took.sort()
    return {"n": len(took), "p50": round(statistics.median(took), 1), "p95": round(took[int(len(took) * 0.95) - 1], 1)}


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
        card, way_back = places(panel)
        opened, back, shaky = _finger(screen, card), _finger(screen, way_back), _finger(screen, card, slip=16)
        for name, picture in {"home": home, "opened": opened, "back": back, "shaky": shaky}.items():
            picture.save(SHARED / f"touch {name}.png")
    return {"opens": not _same(home, opened), "leads_back": _same(home, back), "shaky_opens": _same(opened, shaky)}


def _same(one: Image, other: Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is None


def _finger(screen: TouchScreen, place: tuple[int, int], slip: int = 0) -> Image:
    """A tap; `slip`: meanwhile the finger moves so many pixels to the left."""
    x, y = place
    screen.slide((x, y), *[(x - at, y) for at in range(4, slip + 1, 4)])
    screen.run(0.8)
    return screen.picture()


SCENES = {"sizes": sizes, "raw_touch": raw_touch, "touch": touch}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
