"""Being read to: start and stop, once more, slower and faster."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.steps import Back, Hear, Several, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.visitor import PACES
from kiosk.widgets.view import Look


class Reading(TilePage):
    """Whatever is chosen is done on the page from which one came."""

    name = "reading"

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Read aloud"),)

    def tasks(self, house: House) -> list[Task]:
        _, visitor = house.words.say, house.visitor
        if not visitor.listening:
            return [Task("hear:toggle", _("Read the page"), Look.EVENT)]
        return [
            Task("hear:toggle", _("Stop"), Look.EVENT),
            Task("hear:again", _("Once more"), Look.EVENT),
            *([Task("hear:slower", _("Slower"))] if visitor.pace > PACES[0] else []),
            *([Task("hear:faster", _("Faster"))] if visitor.pace < PACES[-1] else []),
        ]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        what = action.removeprefix("hear:")
        return Several((Back(), Hear(what))) if what != action else super().act(house, frame, action)
