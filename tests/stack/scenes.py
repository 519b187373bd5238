"""What is played inside the tree: `python -m tests.stack.scenes NAME PANEL` prints what was seen as JSON."""

import json
import os
import queue
import statistics
import sys
import time

from PIL.Image import Image
from textual.message import Message

from kiosk.output_scale import resizer_for
from kiosk.resizing import Resizer
from kiosk.screen_settings import ScreenSettings
from kiosk.type_check import measured_mm
from kiosk.type_size import CAPITAL_MM, PANELS, Panel, Size, pixelsize_for
from tests.stack.glass_client import Camera, Client, Pointer
from tests.stack.stage import KIOSK, LIST_AND_BACK, RUNTIME, SHARED, on_stage, places, same, until, window

QUIET_S = 0.5
"""Nothing moves for so long: the change is over."""
CORNER = (2, 2)
"""Where the mouse's arrow hides nothing."""
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
        still(camera)
        resizer = resizer_for(screen, told.put)
        assert resizer
        resizer.start()
        told.get()
        found = []
        for size in (*resizer.sizes, *resizer.sizes[:1]):
            found.append(_in_size(resizer, size, camera, told) | {"capital_mm": _capital(panel)})
            found[-1]["tap_ms"] = _taps(camera, pointer, panel)
            camera.take()
            picture = camera.picture()
            found[-1]["edge"] = _edge(picture)
            picture.save(SHARED / f"{panel.px[0]}x{panel.px[1]} {size.value}.png")
        kept = _kept(resizer, camera, pointer, panel)
        resizer.stop()
    return {"kept": kept, "sizes": found}


def _kept(resizer: Resizer, camera: Camera, pointer: Pointer, panel: Panel) -> bool:
    """Whether the page that was open is there again after a larger size; its first row has the clock."""
    seen = []
    pointer.press(*places(panel, LIST_AND_BACK[0])[0])
    pointer.release()
    for size in (resizer.sizes[0], resizer.sizes[-1], resizer.sizes[0]):
        resizer.set(size)
        frames(camera)
        camera.take()
        seen.append(camera.picture().crop((0, panel.px[1] // 8, *panel.px)))
    return same(seen[0], seen[2]) and not same(seen[0], seen[1])


def _in_size(resizer: Resizer, size: Size, camera: Camera, told: "queue.SimpleQueue[Message]") -> dict[str, object]:
    """Change the size; when the first frame came and the last one, milliseconds."""
    camera.take()
    began = time.monotonic()
    resizer.set(size)
    came, seen = frames(camera), window()
    assert seen
    return {
        "size": size.value,
        "told": type(told.get()).__name__,
        "frames_ms": [round((at - began) * 1000, 1) for at in came],
        "grid": (seen.cols, seen.rows),
    }


def _capital(panel: Panel) -> float | None:
    seen = window()
    return measured_mm(seen, panel) if seen else None


def _edge(picture: Image) -> int:
    """How many colours the last column and the last row have, beyond the terminal's cells: 1 is its ground alone."""
    width, height = picture.size
    edges = [picture.crop((width - 1, 0, width, height)), picture.crop((0, height - 1, width, height))]
    return len({colour for edge in edges for _, colour in edge.getcolors() or []})


def frames(camera: Camera, quiet_s: float = QUIET_S) -> list[float]:
    """When the frames come, until it is quiet."""
    came = []
    while (at := camera.take(changed=True, wait_s=quiet_s)) is not None:
        came.append(at)
    return came


def still(camera: Camera) -> None:
    """Wait until the program has drawn its first page, and nothing moves."""
    until(lambda: camera.take() and len(camera.picture().getcolors(1 << 16) or []) > 20)
    frames(camera)


def _taps(camera: Camera, pointer: Pointer, panel: Panel) -> dict[str, float]:
    """From the finger's release to the first changed frame, milliseconds: a list and back, and again."""
    took = []
    for x, y in places(panel, *LIST_AND_BACK) * (TAPS // 2):
        pointer.press(x, y)
        frames(camera, PRESSED_S)
        released = pointer.release()
        took += [(frame - released) * 1000 for frame in frames(camera, PAGE_S)][:1]
    took.sort()
    return {"n": len(took), "p50": round(statistics.median(took), 1), "p95": round(took[int(len(took) * 0.95) - 1], 1)}


def button(panel: Panel) -> object:
    """A visitor's tap on "Größe" in a list, and what is there when the visitor has left (A1, A16)."""
    name = next(name for name, one in PANELS.items() if one is panel)
    more = f'idle_s = 3\n[screen]\npanel = "{name}"\nresize = "scale"\n'
    with on_stage(panel, pixelsize_for(panel, CAPITAL_MM[Size.NORMAL]), KIOSK, more):
        client = Client(RUNTIME / os.environ["WAYLAND_DISPLAY"])
        camera, pointer = Camera(client), Pointer(client, *panel.px)
        still(camera)
        grids, took = [_grid()], []
        for place in places(panel, "kind:event", "size"):
            pointer.press(*place)
            frames(camera, PRESSED_S)
            released = pointer.release()
            took.append([round((at - released) * 1000, 1) for at in frames(camera)])
            grids.append(_grid())
        camera.take()
        camera.picture().save(SHARED / "button.png")
        until(lambda: _grid() == grids[0])
        return {"grids": [*grids, _grid()], "took_ms": took}


def closed(panel: Panel) -> object:
    """The program with letters of 21 pixels: whether a tap anywhere changes anything."""
    name = next(name for name, one in PANELS.items() if one is panel)
    with on_stage(panel, 21, KIOSK, f'[screen]\npanel = "{name}"\n'):
        client = Client(RUNTIME / os.environ["WAYLAND_DISPLAY"])
        camera, pointer = Camera(client), Pointer(client, *panel.px)
        still(camera)
        seen = []
        for place in (CORNER, *places(panel, "kind:event", "help"), CORNER):
            pointer.press(*place)
            pointer.release()
            frames(camera)
            camera.take()
            seen.append(camera.picture())
        seen[0].save(SHARED / "closed.png")
        return {"grid": _grid(), "stays": same(seen[0], seen[-1])}


def _grid() -> tuple[int, int] | None:
    seen = window()
    return (seen.cols, seen.rows) if seen else None


SCENES = {"button": button, "closed": closed, "sizes": sizes}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
