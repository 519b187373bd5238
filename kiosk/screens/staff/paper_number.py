"""The number of the signed slip, which books once."""

from kiosk.house import House
from kiosk.screens.keypad import Keypad
from kiosk.screens.staff.amount import Figure
from kiosk.screens.staff.drafts import page_at
from kiosk.screens.staff.entry import Entry, keep
from kiosk.screens.steps import Stay, Step, Swap
from sync.ledger.voucher_number import LONGEST, is_voucher

DIGITS = 10
"""Digits by keypad; by keyboard or scanner also the whole number of a voucher."""


class PaperNumber(Figure):
    """Asked on the way from the confirm page and back to it; no number is an answer too."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        shown = entry.paper or ""
        super().__init__("paper", Keypad(DIGITS, text=shown if shown.isdecimal() or is_voucher(shown) else ""), problem)
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

    def typed(self, house: House, letter: str) -> Step | None:
        if letter == "\b" or (letter.isdecimal() and self.pad.text.isdecimal()):
            return super().typed(house, letter)
        self.problem = ""
        self.pad.text = f"{self.pad.text}{letter.upper()}"[:LONGEST]
        return Stay()
