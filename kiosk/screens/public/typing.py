"""Typing a few words on the keys of the screen: a first name, or one sentence."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.steps import Back, Stay, Step
from kiosk.widgets.view import View


class Sentence(LetterKeys):
    """Its first letter is a capital by itself, and no other."""

    def typed(self, letter: str) -> bool:
        if letter == "\b":
            self.text = self.text[:-1]
        elif len(self.text) < self._most and (letter != " " or self.text.strip()):
            text = self.text + letter
            self.text = text[:1].upper() + text[1:]
        return True


class Typing(Page):
    """What is typed stands in the title of small grids, its end at least, and above the keys of others."""

    private = True

    def __init__(self, name: str, letters: LetterKeys) -> None:
        self.name, self._letters = name, letters

    def title(self, house: House) -> str:
        """What is asked for."""
        raise NotImplementedError

    def hint(self, house: House) -> str:
        """A sentence for grids that have room for one."""
        raise NotImplementedError

    def further(self, house: House, text: str) -> Step:
        """Where OK leads; `text` is not empty."""
        raise NotImplementedError

    def leave(self, house: House) -> Step:
        """Where "Zurück" leads."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build, text = Builder(house, frame, self.name), self._letters.text
        build.way_back()
        room, title = self._letters.show(build, house.words.say("OK")), self.title(house)
        if room.h < BUTTON_H:
            build.title(f"{title}: {text}▏", *(f"{text[cut:]}▏" for cut in range(len(text) + 1)), reading=room.h > 0)
            return build.view()
        build.title(title, reading=True)
        message(build, room, [f"{text}▏", *([] if text else [self.hint(house)])])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self._letters.press(action):
            return Stay()
        text = " ".join(self._letters.text.split())
        if action == "ok":
            return self.further(house, text) if text else Stay()
        step = super().act(house, frame, action)
        return self.leave(house) if isinstance(step, Back) else step

    def typed(self, house: House, letter: str) -> Step | None:
        self._letters.typed(letter)
        return Stay()
