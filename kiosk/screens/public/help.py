"""How the terminal works, in a few sentences."""

from kiosk.frame import TEXT_W, Frame
from kiosk.house import House
from kiosk.notices import freshness_long
from kiosk.screens.page import Builder, Page
from kiosk.widgets.view import View
from kiosk.widgets.wrap import wrap


class Help(Page):
    """The same page from everywhere; "Zurück" leads back to where help was asked for."""

    name = "help"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        room = frame.main
        rows = [line for sentence in _sentences(house) for line in [*wrap(sentence, min(TEXT_W, room.w)), ""]][:-1]
        build.way_back()
        build.title(house.words.say("How it works"))
        self.at, sheets = build.read(rows, room, self.at)
        build.controls(earlier=self.at > 0, further=self.at + 1 < sheets)
        build.buttons = [button for button in build.buttons if button.action != "help"]
        return build.view()


def _sentences(house: House) -> list[str]:
    _ = house.words.say
    return [
        _("Tap a card to read more."),
        _("Two buttons at the bottom turn the pages of a list."),
        _("You can print what you read. The slip is yours."),
        _("The start page comes back by itself when nobody is here."),
        _("Do you need help? Please ask a person in the office."),
        freshness_long(house),
    ]
