"""How the terminal works, in a few sentences."""

from collections.abc import Sequence

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.notices import freshness_long
from kiosk.screens.page import Action, Builder, Page
from kiosk.screens.public.handout import Handouts, handout_buttons, opened, ways
from kiosk.screens.sheet import above_actions, actions_below, lay, numbered, place, said
from kiosk.screens.steps import Open, Step
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap


class Help(Page):
    """The same page from everywhere; "Zurück" leads back to where help was asked for.

    From here one gets to what the house says about itself, and staff go in.
    """

    name = "help"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        actions = _actions(house, frame)
        where = place(frame, above_actions(frame) if actions else frame.reading)
        build.way_back()
        self.at, pages = lay(build, where, said(_sentences(house), where.inside.w), self.at)
        build.title(*numbered(house.words, house.words.say("How it works"), self.at, pages), reading=True)
        if actions and not frame.small:
            _band(build, actions_below(frame, where.sheet), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        build.buttons = [button for button in build.buttons if button.action != "help"]
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "house":
            return Open(Handouts())
        return opened(action) or super().act(house, frame, action)


def _actions(house: House, frame: Frame) -> list[Action]:
    """What the house says about itself and the way into the office, where a band has room for all of them.

    Small grids have room for one button only: without anything to tell it is the office.
    """
    _ = house.words.say
    told = ways(house)
    if not handout_buttons(house) or (not frame.small and _fits(frame, told)):
        return told
    return [("house", _("House") if frame.small else _("Our house"))]


def _fits(frame: Frame, actions: Sequence[Action]) -> bool:
    """Whether no word is cut and no label needs more rows than its button has."""
    places = frame.columns(place(frame, frame.body).sheet, len(actions))
    return all(
        max(map(len, label.split())) <= where.w - 2 and len(wrap(label, where.w - 2)) <= BUTTON_H
        for (_, label), where in zip(actions, places, strict=True)
    )


def _band(build: Builder, room: Rect, actions: Sequence[Action]) -> None:
    """Buttons beside each other, their labels in as many rows as they need."""
    for (action, label), where in zip(actions, build.frame.columns(room, len(actions)), strict=True):
        lines = tuple(wrap(label, where.w - 2))
        build.buttons.append(Button(where, action, lines, Look.ACTION, strong=len(lines)))


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
