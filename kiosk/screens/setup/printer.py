"""Where slips come out: what is plugged in, the width of its paper, and a first test print."""

from collections.abc import Sequence

from kiosk.house import House
from kiosk.screens.builder import Action
from kiosk.screens.setup.choices import ChoicePage, ChoiceStep
from kiosk.screens.setup.net_printer import NetPrinterPage
from kiosk.screens.setup.sites import settings_of
from kiosk.screens.setup.step_page import change, trouble_page
from kiosk.screens.steps import Back, Chore, Open, Refit, Several, Stay
from kiosk.screens.steps import Step as Leads
from kiosk.setup import Step
from printing.find import CUPS, Found
from printing.profile import DOTS


class PrinterStep(ChoiceStep):
    """Looks by itself, and says what it sees; without a printer slips are shown on the screen."""

    stage = Step.PRINTER

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._found: Sequence[Found] | None = None
        self._looking = False

    def label(self, house: House) -> str:
        return house.words.say("Printer")

    def arrive(self, house: House) -> Leads:
        """The system's lists are quick; asking CUPS may not be."""
        self._looking = True
        return Chore(self, lambda _: _find())

    def waiting(self, house: House) -> str:
        return house.words.say("The terminal looks for printers …") if self._looking else ""

    def choices(self, house: House) -> list[Action]:
        _, mine = house.words.say, settings_of(house).printer.device
        there = mine != "none"
        seen = [(f"use:{one.device}", self._named(house, one)) for one in self._found or ()]
        ends = [("on", _("Ready") if there else _("Later"))] if house.setup else []
        test = [("test", _("Test print")), ("none", _("No printer"))] if there else []
        look = _("Look again") if seen or self._found is None else _("No printer was found. Look again")
        rest = [*seen, ("look", look), ("net", _("A printer in the network"))]
        return [*ends, *test, *rest] if there else [*rest, *ends]

    def chosen(self, house: House, key: str) -> Leads:
        match key:
            case "on":
                return self.further(house, later=settings_of(house).printer.device == "none")
            case "look":
                return self.arrive(house)
            case "test":
                from kiosk.screens.staff.print_test import PrintTestPage

                return Open(PrintTestPage())
            case "net":
                return Open(NetPrinterPage())
            case "none":
                return self.save(house, {"printer": {"device": None, "paper_mm": None}})
        return Open(PaperWidth(key.removeprefix("use:")))

    def finished(self, house: House, chore: Chore, answer: object) -> Leads:
        self._looking = False
        if isinstance(answer, list):
            self._found = answer
        return Stay()

    def saved(self, house: House) -> Leads:
        """It stays open for the test print."""
        return Stay() if house.setup else super().saved(house)

    def _named(self, house: House, found: Found) -> str:
        mine = found.device == settings_of(house).printer.device
        return f"{'✓ ' if mine else ''}{found.name or found.device.rpartition('/')[2]}"


class PaperWidth(ChoicePage):
    """The two widths that rolls have."""

    staff = True
    name = "setup:paper"

    def __init__(self, device: str) -> None:
        self._device = device

    def titles(self, house: House) -> tuple[str, ...]:
        _ = house.words.say
        return _("How wide is the paper roll?"), _("Paper roll")

    def choices(self, house: House) -> list[Action]:
        told = house.words.say("{mm} millimetres")
        return [(str(mm), told.format(mm=mm)) for mm in sorted(DOTS, reverse=True)]

    def chosen(self, house: House, key: str) -> Leads:
        """What belonged to another printer goes with it."""
        keys: dict[str, object] = {} if settings_of(house).printer.device == self._device else OTHERS
        settings = change(house, {"printer": {**keys, "device": self._device, "paper_mm": int(key)}})
        if isinstance(settings, str):
            return Open(trouble_page(house, house.words.say("Printer"), settings))
        return Several((Refit(settings), Back()))


OTHERS: dict[str, object] = dict.fromkeys(
    ("model", "dots", "dpi", "columns", "cutter", "code_page", "code_page_number", "kanji", "native_qr", "status")
)
"""Keys of `[printer]` that tell of one printer only."""


def _find() -> list[Found]:
    """Each printer once, by its best way: USB before CUPS."""
    from printing.find import find

    found = find()
    return [one for one in found if one.kind != CUPS] or found
