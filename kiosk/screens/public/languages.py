"""Choosing the language: each by its own name, in its own letters (A33)."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.steps import Back, Several, Speak, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.words import LANGUAGES

SIGN = ("Sprache", "Language", "Dil Язык لغة")
"""What stands on the button that leads here, whatever is spoken now."""


class Languages(TilePage):
    """One page of all languages; more than seven choices at once (A22), for each person looks for one word only."""

    name = "languages"

    def titles(self, house: House) -> tuple[str, ...]:
        return " · ".join(SIGN), SIGN[0]

    def tasks(self, house: House) -> list[Task]:
        spoken = house.words.language
        return [Task(f"language:{code}", name, on=code == spoken, lang=code) for code, name in LANGUAGES.items()]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        code = action.removeprefix("language:")
        return Several((Speak(code), Back())) if code != action else super().act(house, frame, action)
