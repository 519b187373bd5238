"""A page that asks for one number, and does nothing else."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import OK, Keypad, ask
from kiosk.screens.page import Page
from kiosk.screens.steps import Stay, Step
from kiosk.widgets.view import View


class NumberPage(Page):
    """Keys and the USB keyboard do the same; `most` digits at most."""

    def __init__(self, most: int, text: str = "") -> None:
        self._pad = Keypad(most, text=text)

    def asked(self, house: House) -> tuple[str, str]:
        """What the number is, in a word, and a sentence for grids that have room for one."""
        raise NotImplementedError

    def label(self, house: House) -> str:
        """What stands on the way on."""
        return house.words.say("OK")

    def take(self, house: House, number: str) -> Step:
        """Where the number leads to; it has a digit or more."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build, (title, hint) = Builder(house, frame, self.name), self.asked(house)
        ask(build, self._pad, title, self._pad.text, self.label(house), [hint])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == OK:
            return self.take(house, self._pad.text) if self._pad.text else Stay()
        return Stay() if self._pad.press(action) else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        return Stay() if self._pad.typed(letter) else None
