"""The whole chain inside the tree of Debian 13: cage, foot, and a program in it, on a panel of so many pixels."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import ImageChops
from PIL.Image import Image

from kiosk.frame import Frame
from kiosk.screens.public.home import Home
from kiosk.screens.public.listing import Listed
from kiosk.type_check import Window, read_window
from kiosk.type_size import Panel, Size
from kiosk.widgets.view import Rect
from sync.records import Kind
from sync.replica import Replica
from tests.kiosk.pages import BERLIN, house_of
from tests.stack.touch_screen import TouchScreen
from tests.sync.clocks import FakeClock

HERE = Path(__file__).parent
LAUNCHER = HERE.parents[1] / "deploy" / "raspberrypi" / "lib" / "terminal"
RUNTIME, SHARED = Path("/run"), Path("/shared")
"""Of the tree: where sockets are, and what the caller of `trixie.sh` sees afterwards."""
LIST_AND_BACK = ("kind:event", "back")
"""What opens a page and leads back, for `places`."""
PATIENCE_S = 15.0
"""The first start compiles every module of the program."""
SETTINGS = '[centre]\nname = "Quartierstreff Riehl"\n[touch]\nguard_ms = 0\nrepeat_ms = 0\n[terminal]\nattract_s = 0\n'
"""Without pauses after a tap, so that taps can be counted, and without an attract page; the last table is open."""
KIOSK = (sys.executable, "-m", "kiosk", "--settings", "/tmp/kiosk.toml", "--data", "/tmp/data", "run", "--offline")


@contextmanager
def on_stage(panel: Panel, pixelsize: int, program: Sequence[str], more: str = "") -> Iterator[None]:
    """cage without a screen, as large as the panel; `WAYLAND_DISPLAY` is its own. `more` goes into the settings."""
    with _cage({"WLR_BACKENDS": "headless"}, pixelsize, program, more):
        _fit("HEADLESS-1", panel, time.sleep)
        yield


@contextmanager
def on_touch_screen(panel: Panel, pixelsize: int, program: Sequence[str]) -> Iterator[TouchScreen]:
    """cage on a screen that knows nothing but touch; the screen has to `run` for anything to happen."""
    screen = TouchScreen(RUNTIME / "touch", *panel.px)
    with _cage({"WLR_BACKENDS": "wayland", "WAYLAND_DISPLAY": "touch"}, pixelsize, program, "", screen.run):
        _fit("WL-1", panel, screen.run)
        yield screen


def _fit(output: str, panel: Panel, wait: Callable[[float], None]) -> None:
    """Give the output the panel's pixels."""
    width, height = panel.px
    changing = subprocess.Popen(["wlr-randr", "--output", output, "--custom-mode", f"{width}x{height}"])
    until(lambda: changing.poll() is not None, wait)
    until(lambda: _fills(panel), wait)


@contextmanager
def on_device(
    panel: Panel, data: Path, settings: Path, window_of: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The same with the device's own launcher and its locked window, or that of other settings of foot."""
    program = Path("/tmp/program")
    program.write_text('#!/bin/sh\nexec /opt/kiosk/bin/kiosk "$@"\n')
    program.chmod(0o755)
    where = {"KIOSK_PROGRAM": str(program), "KIOSK_DATA": str(data), "KIOSK_SETTINGS": str(settings)}
    where |= {"KIOSK_FOOT_INI": str(window_of)} if window_of else {}
    width, height = panel.px
    mode = f"wlr-randr --output HEADLESS-1 --custom-mode {width}x{height}; exec {LAUNCHER}"
    with cage(["sh", "-c", mode], {"WLR_BACKENDS": "headless"} | where) as running:
        until(lambda: _fills(panel))
        yield running


@contextmanager
def _cage(
    how: dict[str, str], pixelsize: int, program: Sequence[str], more: str, wait: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    Path("/tmp/kiosk.toml").write_text(SETTINGS + more)
    font = f"main.font=DejaVu Sans Mono:pixelsize={pixelsize}"
    with cage(["foot", "-c", str(HERE / "foot.ini"), "-o", font, *program], how, wait):
        yield


@contextmanager
def cage(
    words: Sequence[str], how: dict[str, str], wait: Callable[[float], None] = time.sleep
) -> Iterator[subprocess.Popen[bytes]]:
    """The compositor with a command in it, from the first window on."""
    fixed = {"WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1", "LIBSEAT_BACKEND": "noop"}
    cage = subprocess.Popen(["cage", "-d", "--", *words], env=os.environ | fixed | how, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _sockets() and _terminals(), wait)
        os.environ["WAYLAND_DISPLAY"] = _sockets()[0].name
        yield cage
    finally:
        cage.terminate()
        try:
            cage.wait(5)
        except subprocess.TimeoutExpired:
            cage.kill()
            cage.wait()


def until(there: Callable[[], object], wait: Callable[[float], None] = time.sleep) -> None:
    """Wait until something is so; raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while not there():
        if time.monotonic() > end:
            raise TimeoutError
        wait(0.05)


def window() -> Window | None:
    """What foot says of itself to the program in it; None while it closes or opens anew."""
    try:
        handle = os.open(_terminals()[0], os.O_RDWR | os.O_NOCTTY)
    except (OSError, IndexError):
        return None
    try:
        return read_window(handle)
    finally:
        os.close(handle)


def _fills(panel: Panel) -> bool:
    seen = window()
    return seen is not None and panel.px[0] - seen.width_px < seen.width_px / seen.cols <= panel.px[0]


def _terminals() -> list[Path]:
    return [path for path in Path("/dev/pts").iterdir() if path.name.isdigit()]


def _sockets() -> list[Path]:
    return [path for path in RUNTIME.glob("wayland-?") if path.is_socket()]


def places(panel: Panel, *actions: str) -> list[tuple[int, int]]:
    """Pixels of the panel in the middle of buttons: of the start page, or else of the list of events."""
    seen = window()
    assert seen
    frame = Frame(seen.cols, seen.rows)
    with TemporaryDirectory() as folder, Replica.open(Path(folder) / "public.db", BERLIN) as replica:
        house = house_of(replica, FakeClock(), demo=False)
        house.size = Size.NORMAL
        buttons = (*Home().view(house, frame).buttons, *Listed(Kind.EVENT).view(house, frame).buttons)
    where = {button.action: _middle(button.rect, seen, panel) for button in reversed(buttons)}
    return [where[action] for action in actions]


def same(one: Image, other: Image) -> bool:
    """Whether two pictures are alike in every pixel."""
    return ImageChops.difference(one, other).getbbox() is None


def _middle(rect: Rect, seen: Window, panel: Panel) -> tuple[int, int]:
    x, y = (rect.x + rect.w / 2) / seen.cols, (rect.y + rect.h / 2) / seen.rows
    return round(x * panel.px[0]), round(y * panel.px[1])
