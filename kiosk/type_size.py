"""How tall letters are on the glass: panels in millimetres, the font's metrics, and three sizes (A1)."""

from collections.abc import Mapping
from enum import Enum
from math import ceil, pi

import msgspec

from kiosk.frame import SMALLEST

EM, ADVANCE, ASCENT, DESCENT, CAPITAL = 2048, 1233, 1901, 483, 1493
"""DejaVu Sans Mono 2.37 in its own units: width of a letter, room above and below the line, height of a capital H."""
PIXELSIZES = range(8, 201)
"""Pixel sizes of a terminal's font: below 8 nothing is legible, and 200 leaves six letters on the finest panel."""
FINEST = 256
"""Steps of an output's scale: Wayland's numbers have eight binary places."""


class Size(Enum):
    """The sizes that a visitor may choose, as the settings name them."""

    NORMAL = "normal"
    LARGE = "large"
    VERY_LARGE = "very large"


def en_capital_mm(distance_mm: float) -> float:
    """Least height of a capital H at a viewing distance, mm: 0.7 degrees (EN 301 549 v3.2.1, 5.1.4)."""
    return 0.7 * pi * distance_mm / 180


CAPITAL_MM: Mapping[Size, float] = {
    Size.NORMAL: 4.5,
    Size.LARGE: (4.5 * en_capital_mm(500)) ** 0.5,
    Size.VERY_LARGE: en_capital_mm(500),
}
"""Least height of a capital, mm: 31 minutes of arc at 50 cm, EN 301 549 at 50 cm, and a sixth more for each step."""


class Panel(msgspec.Struct, frozen=True):
    """A screen: pixels and active area, both across and down."""

    px: tuple[int, int]
    mm: tuple[float, float]

    @property
    def pitch(self) -> float:
        """Height of a pixel, mm."""
        return self.mm[1] / self.px[1]


PANELS: Mapping[str, Panel] = {
    "7in 800x480": Panel((800, 480), (154.08, 85.92)),
    "7in 1280x720": Panel((1280, 720), (155.0, 88.0)),
    "10in 1280x800": Panel((1280, 800), (216.96, 135.6)),
    "15in 1920x1080": Panel((1920, 1080), (344.0, 194.0)),
}
"""Raspberry Pi's Touch Display and Touch Display 2, and what is sold as 10.1" and 15.6" (accessibility 2.3)."""


def cell(pixelsize: int) -> tuple[int, int]:
    """Width and height of a cell, pixels, as foot 1.21 makes it: measured from 14 to 76."""
    return round(pixelsize * ADVANCE / EM), ceil(pixelsize * ASCENT / EM) + ceil(pixelsize * DESCENT / EM)


def grid(panel: Panel, pixelsize: int, scale: float = 1.0) -> tuple[int, int]:
    """Columns and rows that fit. A scaled output is drawn at the next whole scale and then made smaller."""
    drawn = ceil(scale)
    wide, high = cell(pixelsize * drawn)
    return int(panel.px[0] * drawn / scale) // wide, int(panel.px[1] * drawn / scale) // high


def capital_mm(panel: Panel, pixelsize: int, scale: float = 1.0) -> float:
    """Height of a capital H on the glass, mm, by its outline; hinting moves it by less than a pixel."""
    return pixelsize * scale * CAPITAL / EM * panel.pitch


def pixelsize_for(panel: Panel, least_mm: float) -> int:
    """The smallest pixel size whose capitals are so high; the largest there is where none is."""
    fitting = (pixelsize for pixelsize in PIXELSIZES if capital_mm(panel, pixelsize) >= least_mm)
    return next(fitting, PIXELSIZES[-1])


def scales(panel: Panel, pixelsize: int) -> dict[Size, float]:
    """By how much the output is scaled for each size; without those that leave too few cells or that look alike."""
    found: dict[Size, float] = {}
    for size, least_mm in CAPITAL_MM.items():
        scale = _covering(panel, max(1.0, least_mm / capital_mm(panel, pixelsize)))
        cols, rows = grid(panel, pixelsize, scale)
        if scale not in found.values() and cols >= SMALLEST[0] and rows >= SMALLEST[1]:
            found[size] = scale
    return found


def _covering(panel: Panel, least: float) -> float:
    """The smallest scale from `least` on under which a window covers the panel.

    Its size is cut to whole units and rounded to whole pixels again; where that ends before the edge, wlroots leaves
    there what stood there before.
    """
    first = ceil(least * FINEST)
    steps = (step / FINEST for step in range(first, first + FINEST))
    return next(scale for scale in steps if all(side - side // scale * scale < 0.5 for side in panel.px))
