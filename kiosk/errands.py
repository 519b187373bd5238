"""Steps that others carry out: printing, signing in, delivering, another look or language, reading aloud."""

from kiosk.house import House
from kiosk.office import Office
from kiosk.print_room import PrintRoom
from kiosk.screens import steps
from kiosk.screens.page import Page
from kiosk.screens.steps import Step
from kiosk.senses import Senses
from kiosk.settings import Settings
from kiosk.words import Words


class Errands:
    """Knows who does what; where that leads to another page, the step for the trail comes back."""

    def __init__(self, house: House, office: Office, prints: PrintRoom, senses: Senses) -> None:
        self._house, self._office, self._prints, self._senses = house, office, prints, senses

    def run(self, step: Step, page: Page) -> Step | None:
        """Carry out a step of `page`; None: it leads nowhere else."""
        match step:
            case steps.PrintItem() | steps.TakeReceipts() | steps.PrintSlips():
                return self._printed(step, page)
            case steps.CheckPin():
                self._office.check(step)
            case steps.DeliverNow(at_once):
                self._office.deliver(at_once=at_once)
            case steps.Chore():
                self._office.chore(step)
            case steps.Renew():
                self._office.renew()
            case steps.Refit(settings):
                self._refit(settings)
            case steps.Speak() | steps.Dress() | steps.Resize() | steps.Hear():
                self._suited(step)
            case _:
                return step
        return None

    def _printed(self, step: steps.PrintItem | steps.TakeReceipts | steps.PrintSlips, page: Page) -> Step:
        match step:
            case steps.PrintItem():
                return self._prints.item(step, page)
            case steps.PrintSlips():
                return self._prints.slips(step, page)
        shown = self._prints.receipts(step, page)
        self._office.deliver()
        return shown

    def _refit(self, settings: Settings) -> None:
        """Other settings: the desk books with them, and slips come out elsewhere."""
        house = self._house
        if house.desk:
            house.desk.settings = settings
        house.centre, house.visit = settings.centre or house.centre, settings.visit
        self._prints.refit(settings.printer)

    def _suited(self, step: steps.Speak | steps.Dress | steps.Resize | steps.Hear) -> None:
        """What makes the terminal fit whoever stands there."""
        match step:
            case steps.Speak(language):
                self._house.words = Words(language)
            case steps.Dress(theme):
                self._house.visitor.theme = theme
            case steps.Resize():
                self._senses.resize()
            case steps.Hear(what):
                self._senses.hear(what)
