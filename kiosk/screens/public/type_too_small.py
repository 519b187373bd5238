"""What stands on the glass while its letters are too small for visitors: what was measured, and what to set (A1)."""

from math import floor

from kiosk.amounts import number_words
from kiosk.font import FAMILY
from kiosk.frame import TEXT_W, Frame
from kiosk.house import House
from kiosk.toml_lines import toml_line
from kiosk.type_check import NEEDED_MM, Shortfall, Window
from kiosk.type_size import PANELS
from kiosk.widgets.view import Look, Text, View
from kiosk.widgets.wrap import wrap
from kiosk.words import Words


def type_too_small(house: House, frame: Frame, short: Shortfall) -> View:
    """A view without buttons; it stands until the font or the settings are right."""
    width = min(frame.w, TEXT_W)
    x = frame.x + (frame.w - width) // 2
    parts = [[(look, row) for look, told in part for row in wrap(told, width)] for part in _parts(house.words, short)]
    airy = sum(map(len, parts)) + len(parts) - 1 <= frame.rows
    between = [(Look.TEXT, "")] if airy else []
    rows = [row for part in parts for row in (*part, *between)]
    top = max(0, (frame.rows - len(rows)) // 3)
    texts = (Text(x, top + at, width, row, look) for at, (look, row) in enumerate(rows) if row)
    return View("type_too_small", frame.cols, frame.rows, tuple(texts))


def _parts(words: Words, short: Shortfall) -> list[list[tuple[Look, str]]]:
    """What is wrong and was measured, whom to tell, and what the office writes where."""
    _ = words.say
    if short.capital_mm is None:
        title, file, line = (
            _("The screen is not the one in the settings."),
            "kiosk.toml, [screen]",
            _panel(short.window),
        )
        sentence = _("The window has {width} × {height} pixels.")
        told = [sentence.format(width=short.window.width_px, height=short.window.height_px)]
    else:
        title, file = _("The letters are too small."), "foot.ini"
        line = f"font={FAMILY}:pixelsize={short.pixelsize}"
        told = [
            _("A capital H is {mm} millimetres high.").format(mm=_millimetres(words, short.capital_mm)),
            _("{mm} millimetres are needed.").format(mm=_millimetres(words, NEEDED_MM)),
        ]
    fault = [(Look.TITLE, title), *((Look.TEXT, sentence) for sentence in told)]
    where = (Look.TEXT, _("This belongs into {file}:").format(file=file))
    return [fault, [(Look.TEXT, _("Please tell the office."))], [where, (Look.TITLE, line)]]


def _panel(window: Window) -> str:
    """The panel that this window most likely fills: the smallest that holds it."""
    holding = (
        name for name, panel in PANELS.items() if panel.px[0] >= window.width_px and panel.px[1] >= window.height_px
    )
    return toml_line("panel", next(holding, list(PANELS)[-1]))


def _millimetres(words: Words, mm: float) -> str:
    """To a tenth, downwards: what is too small must not look like enough."""
    return number_words(words, floor(mm * 10 + 1e-9) * 10)
