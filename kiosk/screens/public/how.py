"""How the terminal works, in a few sentences."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import freshness_long
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import lay, numbered, place, said
from kiosk.widgets.view import View


class How(Page):
    """A sheet to read."""

    name = "how"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        where = place(frame, frame.reading)
        build.way_back()
        self.at, pages = lay(build, where, said(_sentences(house), where.inside.w), self.at)
        build.title(*numbered(house.words, house.words.say("How it works"), self.at, pages), reading=True)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages)
        return build.view()


def _sentences(house: House) -> list[str]:
    _ = house.words.say
    return [
        _("Tap a card to read more."),
        _("Two buttons at the bottom turn the pages of a list."),
        _("You can print what you read. The slip is yours."),
        _("Your list holds what you want to remember. You can print it, too."),
        _("The start page comes back by itself when nobody is here. Then your list is empty again."),
        _("Do you need help? Please ask a person in the office."),
        freshness_long(house),
    ]
