"""How the terminal works, in a few sentences."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import freshness_long
from kiosk.screens.page import Builder, Page
from kiosk.screens.sheet import above_actions, actions_below, lay, numbered, place, said
from kiosk.widgets.view import View


class Help(Page):
    """The same page from everywhere; "Zurück" leads back to where help was asked for. Staff go in from here."""

    name = "help"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        office = [("office", house.words.say("Office"))] if house.desk and not house.desk.staff else []
        where = place(frame, above_actions(frame) if office else frame.reading)
        build.way_back()
        self.at, pages = lay(build, where, said(_sentences(house), where.inside.w), self.at)
        build.title(*numbered(house.words, house.words.say("How it works"), self.at, pages), reading=True)
        if office and not frame.small:
            build.bar(actions_below(frame, where.sheet), office)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=office)
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
