"""Which panel it is: without that nobody knows how tall the letters are on the glass (A1)."""

from collections.abc import Callable

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action
from kiosk.screens.number_page import NumberPage
from kiosk.screens.public.told import Told
from kiosk.screens.question import Answer, Question
from kiosk.screens.setup.choices import ChoiceStep
from kiosk.screens.sheet import Row, said
from kiosk.screens.steps import Back, Open, Several
from kiosk.screens.steps import Step as Leads
from kiosk.setup import Step
from kiosk.type_check import Window, own_window
from kiosk.type_size import PANELS, Panel
from kiosk.widgets.view import Look, View

CARD_MM = (85.6, 53.98)
"""Sides of a bank card (ISO/IEC 7810, ID-1)."""
PIXELS = (
    *((800, 480), (1024, 600), (1280, 720), (1280, 800), (1366, 768), (1600, 900)),
    *((1920, 1080), (1920, 1200), (2560, 1440), (3840, 2160)),
)
"""What panels have; the window leaves less than a cell of them free."""
NARROW = 24
"""Columns of a sheet of three rows, which holds the bar and a short question."""
WIDTH_DIGITS = 4
"""Millimetres of a panel's width."""


class PanelStep(ChoiceStep):
    """The panels that are known, those with this window's pixels first; any other by its width."""

    stage = Step.PANEL

    def __init__(self, house: House, window: Callable[[], Window | None] = own_window) -> None:
        super().__init__(house)
        self._window = window

    def label(self, house: House) -> str:
        return house.words.say("Screen")

    def choices(self, house: House) -> list[Action]:
        _, window = house.words.say, self._window()
        fitting = [name for name, panel in PANELS.items() if window is None or is_whole(window, panel.px)]
        later = [("later", _("Later"))] if house.setup else []
        wide = _("Another screen: measure its width")
        return [*((name, panel_words(house, name)) for name in fitting), ("width", wide), *later]

    def chosen(self, house: House, key: str) -> Leads:
        match key:
            case "later":
                return self.further(house, later=True)
            case "width":
                return Open(PanelWidth(self))
        return Open(BarCheck(self, PANELS[key], key))

    def measured(self, house: House, width_mm: int) -> Leads:
        """Another panel: its pixels are those of the window, which are square."""
        px = pixels_of(self._window())
        panel = Panel(px, (float(width_mm), round(width_mm * px[1] / px[0], 1)))
        return Open(BarCheck(self, panel, None))

    def cell_mm(self, panel: Panel, cols: int) -> float:
        """Width of a cell on this panel."""
        window = self._window()
        wide_px = window.width_px / window.cols if window and window.width_px else panel.px[0] / cols
        return wide_px * panel.mm[0] / panel.px[0]

    def taken(self, house: House, panel: Panel, name: str | None) -> Leads:
        """The bar was right; the font's size follows from the panel."""
        own: dict[str, object] = {"panel_px": list(panel.px), "panel_mm": list(panel.mm)}
        sides = dict.fromkeys(own) if name else own
        return self.save(house, {"screen": {"panel": name, **sides, "pixelsize": None}})


class PanelWidth(NumberPage):
    """The visible width, by a ruler."""

    name = "setup:panel-width"

    def __init__(self, step: PanelStep) -> None:
        super().__init__(WIDTH_DIGITS)
        self._step, self.staff = step, step.staff

    def asked(self, house: House) -> tuple[str, str]:
        _ = house.words.say
        return _("Width in mm"), _("Measure the lit part of the screen from left to right, in millimetres.")

    def take(self, house: House, number: str) -> Leads:
        from kiosk.screen_settings import MM_LEAST, MM_MOST

        if MM_LEAST <= int(number) <= MM_MOST:
            return self._step.measured(house, int(number))
        self._pad.clear()
        told = house.words.say("A screen is between {least} and {most} mm wide. Please measure once more.")
        return Open(Told(self.asked(house)[0], told.format(least=round(MM_LEAST), most=round(MM_MOST))))


class BarCheck(Question):
    """A bar as long as a bank card tells a wrong choice at once."""

    name = "setup:panel-check"

    def __init__(self, step: PanelStep, panel: Panel, key: str | None) -> None:
        self._step, self._panel, self._key = step, panel, key
        self._cols = 1
        self.staff = step.staff

    def view(self, house: House, frame: Frame) -> View:
        self._cols = frame.cols
        return super().view(house, frame)

    def title(self, house: House) -> str:
        return house.words.say("Is the size right?")

    def rows(self, house: House, width: int) -> list[Row]:
        """On wide grids the card's short side: its long one would not fit on the sheet."""
        _ = house.words.say
        cells = [round(side / self._step.cell_mm(self._panel, self._cols)) for side in CARD_MM]
        long, bar = cells[0] <= width, "█" * min(width, cells[0] if cells[0] <= width else cells[1])
        asked = (
            _("Hold the long side of a bank card to this bar. Both are of equal length.")
            if long
            else _("Hold the short side of a bank card to this bar. Both are of equal length.")
        )
        if long and width < NARROW:
            return [Row(bar, Look.SHEET), *said([_("Is this as long as a bank card?")], width)]
        return [Row(bar, Look.SHEET), Row(bar, Look.SHEET), *said([asked], width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        return [Answer("yes", _("Yes, equally long"), _("Yes")), Answer("no", _("No"), _("No"))]

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        match action.removeprefix("pick:"):
            case "yes":
                return Several((Back(), self._step.taken(house, self._panel, self._key)))
            case "no":
                return Back()
        return super().act(house, frame, action)


def is_whole(window: Window, px: tuple[int, int]) -> bool:
    """Whether a window fills a panel of so many pixels, but for less than a cell; without pixels any may be."""
    if not (window.width_px and window.height_px):
        return True
    wide, high = window.width_px / window.cols, window.height_px / window.rows
    return 0 <= px[0] - window.width_px < wide and 0 <= px[1] - window.height_px < high


def pixels_of(window: Window | None) -> tuple[int, int]:
    """Of the panel that the window fills; where nobody knows, what most have."""
    if window is None or not window.width_px:
        return (1280, 800)
    return next((px for px in PIXELS if is_whole(window, px)), (window.width_px, window.height_px))


def panel_words(house: House, name: str) -> str:
    """A panel by what can be measured with a hand."""
    panel, inches = PANELS[name], name.partition("in")[0]
    told = house.words.say("{inches} inches: the picture is {cm} cm wide")
    return told.format(inches=inches, cm=round(panel.mm[0] / 10))
