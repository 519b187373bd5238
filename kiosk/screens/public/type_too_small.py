"""What stands on the glass while its letters are too small for visitors: what was measured, and what to set (A1)."""

from math import floor

from kiosk.amounts import number_words
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
    title, told, line = _sentences(house.words, short)
    width = min(frame.w, TEXT_W)
    x = frame.x + (frame.w - width) // 2
    blocks = [(Look.TITLE, title), *((Look.TEXT, sentence) for sentence in told), (Look.TITLE, line)]
    rows = [(look, row) for look, sentence in blocks for row in wrap(sentence, width)]
    top = max(0, (frame.rows - len(rows)) // 3)
    texts = (Text(x, top + at, width, row, look) for at, (look, row) in enumerate(rows[: frame.rows]))
    return View("type_too_small", frame.cols, frame.rows, tuple(texts))


def _sentences(words: Words, short: Shortfall) -> tuple[str, list[str], str]:
    """What is wrong, what was measured and whom to tell, and the line that the office writes."""
    _ = words.say
    tell = _("Please tell the office:")
    if short.capital_mm is None:
        seen = _("The window has {width} × {height} pixels.")
        told = [seen.format(width=short.window.width_px, height=short.window.height_px), f"{tell} kiosk.toml, [screen]"]
        return _("The screen is not the one in the settings."), told, _panel_line(short.window)
    told = [
        _("A capital H is {mm} millimetres high.").format(mm=_millimetres(words, short.capital_mm)),
        _("{mm} millimetres are needed.").format(mm=_millimetres(words, NEEDED_MM)),
        f"{tell} foot.ini",
    ]
    return _("The letters are too small."), told, f"font=DejaVu Sans Mono:pixelsize={short.pixelsize}"


def _panel_line(window: Window) -> str:
    """The panel that this window most likely fills: the smallest that holds it."""
    holding = (
        name for name, panel in PANELS.items() if panel.px[0] >= window.width_px and panel.px[1] >= window.height_px
    )
    return toml_line("panel", next(holding, list(PANELS)[-1]))


def _millimetres(words: Words, mm: float) -> str:
    """To a tenth, downwards: what is too small must not look like enough."""
    return number_words(words, floor(mm * 10 + 1e-9) * 10)
