"""The number of the signed slip, which books once."""

from kiosk.house import House
from kiosk.screens.staff.amount import Figure
from kiosk.screens.staff.drafts import page_at
from kiosk.screens.staff.entry import Entry, keep
from kiosk.screens.staff.keypad import Keypad
from kiosk.screens.steps import Step, Swap

DIGITS = 10


class PaperNumber(Figure):
    """Asked on the way from the confirm page and back to it; no number is an answer too."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        digits = entry.paper if entry.paper and entry.paper.isdecimal() else ""
        super().__init__("paper", Keypad(DIGITS, text=digits), problem)
        self._entry = entry

    def title(self, house: House) -> str:
        return house.words.say("Number of the slip")

    def hints(self, house: House) -> list[str]:
        return [house.words.say("It stands on the signed slip. Each slip is booked once.")]

    def take(self, house: House) -> Step:
        self._entry.paper = self.pad.text or None
        keep(house, self._entry)
        return self.leave(house)

    def leave(self, house: House) -> Step:
        return Swap(page_at(house, self._entry, "confirm"))
