"""Choosing the colours in which one reads best."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.steps import Dress, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.visitor import Theme
from kiosk.words import Words


class Colours(TilePage):
    """Each is shown at once, and the page stays, so that one can try them all."""

    name = "colours"

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Colours"),)

    def tasks(self, house: House) -> list[Task]:
        worn = house.visitor.theme
        return [Task(f"theme:{theme}", theme_word(house.words, theme), on=theme is worn) for theme in Theme]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        theme = action.removeprefix("theme:")
        return Dress(Theme(theme)) if theme != action else super().act(house, frame, action)


def theme_word(words: Words, theme: Theme) -> str:
    """What its text and its cards look like."""
    _ = words.say
    names = {
        Theme.PAPER: _("Black on white"),
        Theme.DARK: _("White on black"),
        Theme.YELLOW: _("Yellow on black"),
    }
    return names[theme]
