"""Pictures of the real stack for the docs: `python -m tests.deploy.device_shots PANEL` puts them in /shared."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.type_size import PANELS, Panel
from tests.deploy.device_scenes import FAST, on_wall
from tests.stack.glass_client import Camera, Client
from tests.stack.scenes import frames, still
from tests.stack.stage import RUNTIME, SHARED, on_device

Stroke = tuple[str, ...]
"""Keys for wtype, one after the other."""
TO_ITEM = {"7in 800x480": 1, "10in 1280x800": 5}
"""How many steps of the mark lead from the top of a list to its first item."""


def wall(name: str) -> dict[str, Sequence[Stroke]]:
    """Name of a picture → what is struck before it, on the terminal as it hangs there."""
    return {
        "start": (),
        "list": (("Down",), ("Return",)),
        "item": (*((("Down",),) * TO_ITEM[name]), ("Return",)),
        "help": (("Home",), ("F1",)),
        "door": (("Home",), ("F2",)),
    }


FIRST: dict[str, Sequence[Stroke]] = {
    "first-start": (),
    "first-language": (("Down",), ("Return",)),
    "first-name": (("Down",), ("Return",)),
}
"""The same, on a terminal that is not set up."""


def shots(panel: Panel) -> list[str]:
    """All pictures of a panel; their names."""
    name = next(name for name, one in PANELS.items() if one is panel)
    with on_wall(panel, FAST) as there:
        taken = list(_tour(there.camera, panel, wall(name)))
    with _bare(panel) as camera:
        return [*taken, *_tour(camera, panel, FIRST)]


@contextmanager
def _bare(panel: Panel) -> Iterator[Camera]:
    """A terminal without settings, its first page drawn."""
    with TemporaryDirectory() as folder, on_device(panel, Path(folder), Path(folder) / "kiosk.toml"):
        camera = Camera(Client(RUNTIME / os.environ["WAYLAND_DISPLAY"]))
        still(camera)
        yield camera


def _tour(camera: Camera, panel: Panel, tour: dict[str, Sequence[Stroke]]) -> Iterator[str]:
    _strike(camera, ("Home",))  # the first keys come before the window has the keyboard
    for name, strokes in tour.items():
        for keys in strokes:
            _strike(camera, keys)
        camera.take()
        camera.picture().quantize(32).save(SHARED / f"{panel.px[0]}x{panel.px[1]}-{name}.png", optimize=True)
        yield name


def _strike(camera: Camera, keys: Stroke) -> None:
    subprocess.run(["wtype", *(word for key in keys for word in ("-k", key))], check=True)
    frames(camera)


if __name__ == "__main__":
    print(json.dumps(shots(PANELS[sys.argv[1]])))
