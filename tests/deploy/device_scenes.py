"""What is played on the device's own window: `python -m tests.deploy.device_scenes NAME PANEL` prints JSON."""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from PIL import ImageChops
from PIL.Image import Image

from kiosk.type_size import CAPITAL_MM, PANELS, Panel, Size, pixelsize_for
from tests.stack.glass_client import Camera, Client, Pointer
from tests.stack.scenes import PAGE_S, QUIET_S, frames, still
from tests.stack.stage import LIST_AND_BACK, RUNTIME, SHARED, on_device, places

TAPS = 60
"""From the start page to a list; as many lead back, and are counted apart."""
ANSWER_S = 3.0
"""Until a tap changes something, however busy the machine is."""
SETTINGS = """[centre]
name = "Quartierstreff Lindenhof"
phone = "0221 12345"
[[platform]]
name = "beispiel"
kind = "ical"
url = "http://127.0.0.1:9/"
[sync]
every_minutes = 0
[terminal]
attract_s = 0
"""
"""A platform that was read, and is never asked again."""
SILENT = (
    SETTINGS.replace("every_minutes = 0", "every_minutes = 30").replace(":9/", ":{port}/")
    + """
[[platform]]
name = "portal"
kind = "wordpress"
url = "https://nobody.invalid/"
"""
)
FAST = "[touch]\nguard_ms = 0\nrepeat_ms = 0\n"
"""Without pauses after a tap, so that taps can be counted."""


class Wall(msgspec.Struct, frozen=True):
    """The terminal as it hangs there."""

    camera: Camera
    pointer: Pointer
    cage: subprocess.Popen[bytes]


@contextmanager
def on_wall(
    panel: Panel, more: str = "", settings_text: str = SETTINGS, *, window_of: Path | None = None
) -> Iterator[Wall]:
    """The terminal with a neighbourhood in its replica, its first page drawn."""
    name = next(name for name, one in PANELS.items() if one is panel)
    with TemporaryDirectory() as folder:
        data, settings = Path(folder), Path(folder) / "kiosk.toml"
        made_up = [sys.executable, "-m", "kiosk", "--data", str(data), "items"]
        subprocess.run(made_up, stdout=subprocess.DEVNULL, check=True)
        shutil.copy(data / "demo.db", data / "public.db")
        settings.write_text(f'{settings_text}[screen]\npanel = "{name}"\n{more}')
        (data / "screen").write_text(f"pixelsize={pixelsize_for(panel, CAPITAL_MM[Size.NORMAL])}\n")
        with on_device(panel, data, settings, window_of) as cage:
            client = Client(RUNTIME / os.environ["WAYLAND_DISPLAY"])
            camera = Camera(client)
            still(camera)
            yield Wall(camera, Pointer(client, *panel.px), cage)


def taps(panel: Panel) -> object:
    """From a finger's tap, down and up at once, to the first changed frame and to the last one; milliseconds."""
    with on_wall(panel, FAST) as wall:
        camera, pointer = wall.camera, wall.pointer
        card, back = places(panel, *LIST_AND_BACK)
        pages, ways = _pages(camera, pointer, card, back), []
        for at in range(2 * TAPS):
            ways.append(tapped(camera, pointer, (card, back)[at % 2]))
            camera.take()
            assert alike(camera.picture(), pages[at % 2]), "each tap opens its page"
        return {"home to list": _figures(ways[::2]), "back": _figures(ways[1::2])}


def _pages(camera: Camera, pointer: Pointer, *ways: tuple[int, int]) -> list[Image]:
    """What taps lead to, one after the other; each is kept as a picture."""
    seen = []
    for number, place in enumerate(ways):
        tapped(camera, pointer, place)
        camera.take()
        seen.append(camera.picture())
        seen[-1].save(SHARED / f"tapped {number}.png")
    assert not alike(*seen), "two pages"
    return seen


def alike(one: Image, other: Image) -> bool:
    """The same but for a clock that went on."""
    changed = ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 0))
    return changed.histogram()[255] < 0.01 * one.width * one.height


def tapped(camera: Camera, pointer: Pointer, place: tuple[int, int]) -> tuple[float, float]:
    pointer.move(*place)
    frames(camera, PAGE_S)
    pointer.press(*place)
    released = pointer.release()
    first = camera.take(changed=True, wait_s=ANSWER_S)
    assert first, "a tap changes something"
    last = [first, *frames(camera, PAGE_S)][-1]
    return (first - released) * 1000, (last - released) * 1000


def _figures(ways: list[tuple[float, float]]) -> dict[str, object]:
    first, last = (sorted(column) for column in zip(*ways, strict=True))
    return {"n": len(ways), "first": _spread(first), "last": _spread(last)}


def _spread(sorted_ms: list[float]) -> dict[str, float]:
    at95 = sorted_ms[-max(1, len(sorted_ms) // 20) - 1]
    return {"p50": round(statistics.median(sorted_ms), 1), "p95": round(at95, 1), "max": round(sorted_ms[-1], 1)}


def killed(panel: Panel) -> object:
    """The program dies as by kill -9: how the window and the compositor end."""
    with on_wall(panel) as wall:
        [program] = [path for path in Path("/proc").glob("[0-9]*") if _is_kiosk(path)]
        os.kill(int(program.name), signal.SIGKILL)
        return {"code": wall.cage.wait(5)}


def start(panel: Panel) -> object:
    """Seconds to the first page, with a platform that takes a call and never answers, and one whose name nobody knows.

    To be called where there is no net at all too: `unshare --net`.
    """
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with on_wall(panel, "", SILENT.format(port=silent.getsockname()[1])):
            return {"first_page_s": round(time.monotonic() - began - QUIET_S, 2)}


def beside_keys(panel: Panel) -> object:
    """Whether a tap opens a page while a keyboard is plugged in, as a scanner that types is one too."""
    with on_wall(panel, FAST) as wall, subprocess.Popen(["wtype", "-k", "Home", "-s", "60000"]) as keys:
        try:
            frames(wall.camera, QUIET_S)
            wall.camera.take()
            home, card = wall.camera.picture(), places(panel, *LIST_AND_BACK)[0]
            wall.pointer.press(*card)
            wall.pointer.release()
            frames(wall.camera, ANSWER_S)
            wall.camera.take()
            return {"opened": not alike(wall.camera.picture(), home), "plugged_in": keys.poll() is None}
        finally:
            keys.kill()


def _is_kiosk(process: Path) -> bool:
    with suppress(OSError):
        return (process / "cmdline").read_bytes().split(b"\0")[1:3] == [b"/opt/kiosk/bin/kiosk", b"run"]
    return False


SCENES: dict[str, Callable[[Panel], object]] = {
    "beside_keys": beside_keys,
    "killed": killed,
    "start": start,
    "taps": taps,
}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
