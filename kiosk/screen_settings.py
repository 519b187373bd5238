"""`[screen]`: which panel the terminal stands on, and how large its letters are."""

import msgspec

from kiosk.font import FAMILY
from kiosk.settings_table import Table
from kiosk.toml_lines import toml_line
from kiosk.type_size import CAPITAL_MM, PANELS, PIXELSIZES, Panel, Size, pixelsize_for
from kiosk.words import Words

MM_LEAST, MM_MOST = 50.0, 2000.0
"""Sides of a panel, mm: smaller ones show no eight rows, larger ones are walls."""
PX_LEAST, PX_MOST = 240, 7680
"""Sides of a panel, pixels: from a quarter of VGA to 8K."""
RESIZES = ("none", "scale")
"""How the size changes while the terminal runs: not at all, or by the scale of Wayland's output."""
ROTATIONS = ("auto", "0", "90", "180", "270")
"""How the picture is turned, degrees to the left; by itself a panel that is built upright is turned by 90."""


class ScreenSettings(msgspec.Struct, frozen=True):
    """`[screen]`; without a panel nothing is known of the letters' height, and nothing is checked."""

    panel: Panel | None = None
    pixelsize: int | None = None
    """Of the terminal's font; None: what the size needs on this panel."""
    size: Size = Size.NORMAL
    """In which size the terminal starts, and to which it returns."""
    resize: str = "none"
    rotate: str = "auto"

    @property
    def font_px(self) -> int | None:
        """What the terminal's font has, or must have: without a scale it makes the size by itself."""
        if self.pixelsize or self.panel is None:
            return self.pixelsize
        return pixelsize_for(self.panel, CAPITAL_MM[self.size if self.resize == "none" else Size.NORMAL])


def read_screen(table: Table) -> ScreenSettings:
    """Problems are noted in the table."""
    screen = ScreenSettings(
        panel=_panel(table),
        pixelsize=table.whole("pixelsize", 0, PIXELSIZES[0], PIXELSIZES[-1]) or None,
        size=Size(table.choice("size", Size.NORMAL.value, [size.value for size in Size])),
        resize=table.choice("resize", "none", RESIZES),
        rotate=table.choice("rotate", "auto", ROTATIONS),
    )
    if screen.resize == "scale" and screen.panel is None:
        table.missing("panel", "10in 1280x800")
    table.finish()
    return screen


def _panel(table: Table) -> Panel | None:
    """One that is known by name, or one by its sides; both at once would be two truths."""
    known = PANELS.get(table.choice("panel", "", list(PANELS)))
    px = _sides(table, "panel_px", PX_LEAST, PX_MOST, (1280, 800))
    mm = _sides(table, "panel_mm", MM_LEAST, MM_MOST, (216.96, 135.6))
    if known and ("panel_px" in table or "panel_mm" in table):
        table.problem(table.words.say("needs either 'panel' or both 'panel_px' and 'panel_mm'. Remove the others."))
    elif ("panel_px" in table) != ("panel_mm" in table):
        missing = "panel_mm" if "panel_px" in table else "panel_px"
        table.missing(missing, [216.96, 135.6] if missing == "panel_mm" else [1280, 800])
    return Panel((int(px[0]), int(px[1])), mm) if px and mm else known


def _sides(table: Table, key: str, low: float, high: float, example: tuple[float, float]) -> tuple[float, float] | None:
    """Width and height; None where the file has none that can be used."""
    value = table.raw(key)
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(_number(side) and low <= side <= high for side in value):
        return float(value[0]), float(value[1])
    wanted = table.words.say("width and height, each from {low} to {high}").format(low=low, high=high)
    table.wrong(key, value, wanted, list(example))
    return None


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def screen_notes(words: Words, screen: ScreenSettings) -> list[str]:
    """What `check-settings` has to say of a table that can be used."""
    if screen.panel is None:
        sentence = words.say("[screen] names no panel, so nobody checks how large the letters are. Write: {line}")
        return [sentence.format(line=toml_line("panel", "10in 1280x800"))]
    line = f"font={FAMILY}:pixelsize={screen.font_px}"
    return [words.say("[screen] needs this line in foot.ini: {line}").format(line=line)]
