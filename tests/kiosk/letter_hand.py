"""A hand that walks through the pages of the letter box without Textual."""

import gc

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.keypad import Keypad
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.page import Page
from kiosk.screens.steps import Open, PrintSlips, Several, Step
from kiosk.trail import Trail
from kiosk.widgets.view import View
from printing.slip import Slip
from sync.letters.letter import Feedback, Interest, Letter


class Hand:
    """Taps only what stands on the page; what would be printed is kept."""

    def __init__(self, house: House, page: Page, grid: tuple[int, int] = (80, 24)) -> None:
        self.house, self.frame = house, Frame(*grid)
        self.trail = Trail(lambda waited: None)
        self.slips: list[Slip] = []
        self._go(Open(page))

    @property
    def page(self) -> Page:
        return self.trail.page

    @property
    def view(self) -> View:
        return self.page.view(self.house, self.frame)

    @property
    def said(self) -> str:
        """All that stands on the page, its lines joined."""
        view = self.view
        return " ".join([text.text for text in view.texts] + [line for b in view.buttons for line in b.lines])

    def tap(self, *actions: str) -> "Hand":
        """Press them one after the other, turning the page as far as needed."""
        for action in actions:
            while not (self.view.button_for(action) or self.view.button_for(f"pick:{action}")):
                assert self.view.button_for("next"), (action, self.page.name, self.said)
                self._go(self.page.act(self.house, self.frame, "next"))
            there = action if self.view.button_for(action) else f"pick:{action}"
            self._go(self.page.act(self.house, self.frame, there))
        return self

    def type(self, text: str) -> "Hand":
        for letter in text:
            self._go(self.page.typed(self.house, letter))
        return self

    def read(self) -> str:
        """The sheet and all that "Weiter" shows of it."""
        said = [self._sheet]
        while self.view.button_for("next"):
            self._go(self.page.act(self.house, self.frame, "next"))
            said.append(self._sheet)
        return " ".join(" ".join(said).split())

    @property
    def _sheet(self) -> str:
        return " ".join(text.text for text in self.view.texts if text.look.name.startswith("SHEET"))

    def _go(self, step: Step | None) -> None:
        match step:
            case Several(steps):
                for one in steps:
                    self._go(one)
            case PrintSlips(_, slips):
                self.slips.extend(slips)
            case None:
                pass
            case _:
                self.trail.go(step)


def traces(word: str) -> list[str]:
    """Pages, views and letters anywhere in memory that still hold a word."""
    gc.collect()
    kinds = (Page, View, LetterKeys, Keypad, Letter, Interest, Feedback)
    found = [one for one in gc.get_objects() if isinstance(one, kinds)]
    return [type(one).__name__ for one in found if word in _told(one)]


def _told(one: object) -> str:
    """What an object holds itself, in words."""
    values = msgspec.structs.asdict(one) if isinstance(one, msgspec.Struct) else vars(one)
    return repr(values)
