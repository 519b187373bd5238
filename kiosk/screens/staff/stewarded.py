"""Pages on which the steward is asked for something; it works beside the screen, and its answer is told here."""

from collections.abc import Mapping

from kiosk.house import House
from kiosk.screens.staff.deeds import DeedPage
from kiosk.screens.steps import Chore, Stay, Step
from kiosk.steward import Answer, Deed
from kiosk.steward_words import reason_words, work


class StewardPage(DeedPage):
    """One request at a time."""

    def __init__(self) -> None:
        self.told = ""
        """What is being done, or what became of it."""
        self.chore: Chore | None = None
        """What the steward does for this page at the moment."""

    def ask(self, deed: Deed, facts: Mapping[str, str] = {}, *, told: str, patience_s: float = 30.0) -> Step:
        """Have it done; `told` stands on the page meanwhile."""
        self.chore, self.told, self.at = Chore(self, work(deed, facts, patience_s=patience_s)), told, 0
        return self.chore

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore = None
        match answer:
            case Answer(done=True):
                self.told = ""
                return self.answered(house, answer)
            case Answer():
                self.told = reason_words(house.words, answer.reason)
            case str():
                self.told = answer
        return Stay()

    def answered(self, house: House, answer: Answer) -> Step:
        """It was done."""
        return Stay()
