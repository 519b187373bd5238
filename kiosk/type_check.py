"""Whether letters on the glass are tall enough: the window's pixels against the panel's millimetres (A1)."""

import fcntl
import struct
import termios
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from kiosk.type_size import (
    ASCENT,
    CAPITAL,
    CAPITAL_MM,
    DESCENT,
    EM,
    PIXELSIZES,
    Panel,
    Size,
    cell,
    pixelsize_for,
)

NEEDED_MM = CAPITAL_MM[Size.NORMAL]
"""Below this nobody is let at the terminal (A1)."""
ROUNDED = 0.005
"""What rounding to tenths of a millimetre would hide anyway must not close a terminal, mm."""


class Window(NamedTuple):
    """What the terminal says of itself; pixels are 0 where it does not know them."""

    cols: int
    rows: int
    width_px: int
    height_px: int


class Shortfall(msgspec.Struct, frozen=True):
    """Why the public pages stay closed."""

    capital_mm: float | None
    """Height of a capital; None: the window is not that of the panel in the settings."""
    pixelsize: int
    """What the font must have on this panel."""
    window: Window
    panel: Panel


def read_window(handle: int) -> Window | None:
    """Ask the terminal behind a file descriptor; None where there is none."""
    try:
        rows, cols, width, height = struct.unpack("HHHH", fcntl.ioctl(handle, termios.TIOCGWINSZ, bytes(8)))
    except OSError:
        return None
    return Window(cols, rows, width, height) if cols and rows else None


def own_window() -> Window | None:
    """That of the program's own terminal, which standard input stays while pages are drawn."""
    return read_window(0)


class TypeCheck:
    """Looks at the window now and then. Sizes in passing, while it changes, do not count: two looks must agree."""

    def __init__(self, panel: Panel | None, read: Callable[[], Window | None]) -> None:
        self._panel, self._read = panel, read
        self._seen: Window | None = None
        self.shortfall: Shortfall | None = None
        """Why the public pages are closed; None: they are open."""

    def look(self) -> bool:
        """Measure; whether the public pages have been closed or opened by it. The first look counts by itself."""
        window = self._read() if self._panel else None
        if self._panel is None or window is None:
            return False
        before, settled = self.shortfall, self._seen in (None, window)
        self._seen = window
        if settled:
            self.shortfall = shortfall(window, self._panel)
        return before != self.shortfall


def shortfall(window: Window, panel: Panel) -> Shortfall | None:
    """What is wrong with the letters' height, None when they are tall enough."""
    height = measured_mm(window, panel)
    if height is not None and height >= NEEDED_MM - ROUNDED:
        return None
    return Shortfall(height, pixelsize_for(panel, NEEDED_MM), window, panel)


def measured_mm(window: Window, panel: Panel) -> float | None:
    """Height of a capital H on the glass, mm; None when the window cannot be that of the panel.

    A terminal that tells no pixels gets the benefit of the doubt: its rows fill the panel.
    """
    if not (window.width_px and window.height_px):
        return panel.mm[1] / window.rows * CAPITAL / (ASCENT + DESCENT)
    drawn = _drawn(window, panel)
    return None if drawn is None else _capital_px(window) / drawn * panel.pitch


def _drawn(window: Window, panel: Panel) -> float | None:
    """Pixels of the window for one of the panel: 1, or up to 2 on a scaled output; then the most that it can be.

    What is left over at the edges is less than a cell, so that columns and rows each tell a span.
    """
    least = max(window.width_px / panel.px[0], window.height_px / panel.px[1])
    wide = window.width_px * (1 + 1 / window.cols) / panel.px[0]
    high = window.height_px * (1 + 1 / window.rows) / panel.px[1]
    most = min(wide, high)
    if least > most or least > 2 or most < 1:
        return None
    return 1.0 if least <= 1 else most


def _capital_px(window: Window) -> float:
    """Height of a capital, pixels of the window: of the smallest DejaVu Sans Mono with such cells, else of any font."""
    seen = round(window.width_px / window.cols), round(window.height_px / window.rows)
    known = next((pixelsize for pixelsize in PIXELSIZES if cell(pixelsize) == seen), None)
    return (known if known else (seen[1] - 2) * EM / (ASCENT + DESCENT)) * CAPITAL / EM
