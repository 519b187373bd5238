"""Every way out of a terminal, tried on the device's window: `python -m tests.deploy.escape_scenes HOW PANEL`."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from PIL.Image import Image

from kiosk.type_size import PANELS, Panel
from tests.deploy.device_scenes import Wall, alike, on_wall
from tests.deploy.escape_keys import FOOT_DEFAULTS, Chord, of_foot, of_others
from tests.stack.glass_client import LEFT, MIDDLE, RIGHT
from tests.stack.scenes import CORNER, frames
from tests.stack.stage import window

OPEN = "[main]\npad=0x0\ninitial-window-mode=fullscreen\n"
"""A window with all that foot binds by itself: what a test that finds nothing has to find here."""
PATIENCE_S = 0.15
"""A shell is there after that; nothing has to be."""


class State(msgspec.Struct, frozen=True):
    """What a way out would change."""

    processes: tuple[str, ...]
    grid: tuple[int, int] | None


def _state() -> State:
    seen = window()
    return State(tuple(sorted(_commands())), (seen.cols, seen.rows) if seen else None)


def _commands() -> Iterator[str]:
    """Every process of the tree but this test, with its number: a program that started anew is another one."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (path / "cmdline").read_bytes().split(b"\0")
            if words[0] and b"tests.deploy" not in b" ".join(words):
                yield f"{path.name} {words[0].decode()}"


def _wtype(*words: str) -> None:
    subprocess.run(["wtype", *words], check=False, stderr=subprocess.DEVNULL)


def _mouse(wall: Wall, middle: tuple[int, int]) -> dict[str, Callable[[], object]]:
    """What a mouse does to a window of text: paste, choose text, open menus, scroll."""
    pointer = wall.pointer

    def clicks(button: int, times: int) -> None:
        for _ in range(times):
            pointer.press(*middle, button)
            pointer.release(button)

    def wheel() -> None:
        pointer.wheel(1)
        pointer.wheel(-1)

    def drag() -> None:
        pointer.press(*CORNER)
        pointer.move(*middle)
        pointer.release()

    return {
        "middle button": lambda: clicks(MIDDLE, 1),
        "right button": lambda: clicks(RIGHT, 2),
        "double click": lambda: clicks(LEFT, 2),
        "triple click": lambda: clicks(LEFT, 3),
        "four clicks": lambda: clicks(LEFT, 4),
        "drag": drag,
        "wheel": wheel,
    }


def tried(panel: Panel, window_of: Path | None) -> object:
    """What was tried, and what of it changed anything that a visitor must not change."""
    chords: list[Chord] = [*of_foot(FOOT_DEFAULTS.read_text("utf-8")), *of_others()]
    with on_wall(panel, window_of=window_of) as wall:
        _wtype("-k", "Home")
        frames(wall.camera)
        before, home = _state(), _picture(wall)
        ways: dict[str, Callable[[], object]] = {
            str(chord): lambda chord=chord: _wtype(*chord.words)  # type: ignore[misc]
            for chord in chords
        }
        ways |= _mouse(wall, (panel.px[0] // 2, panel.px[1] // 2))
        out = []
        for name, go in ways.items():
            go()
            frames(wall.camera, PATIENCE_S)
            if (now := _state()) != before:
                out.append(name)
                before = now
        _wtype("-k", "Home")
        frames(wall.camera)
        return {"tried": list(ways), "out": out, "same": alike(_picture(wall), home), "lives": wall.cage.poll() is None}


def _picture(wall: Wall) -> Image:
    wall.camera.take()
    return wall.camera.picture()


def main() -> None:
    how, panel = sys.argv[1], PANELS[sys.argv[2]]
    if how == "open":
        Path("/tmp/open.ini").write_text(OPEN)
    print(json.dumps(tried(panel, Path("/tmp/open.ini") if how == "open" else None)))


if __name__ == "__main__":
    main()
