"""What the house says about itself, to read and to take along: opening hours, whom to ask, the guests' network."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.handouts import Handout, available, handout_facts, handout_name, handout_slip
from kiosk.screens.page import Action, Builder, Page
from kiosk.screens.sheet import Row, above_actions, actions_below, labelled, lay, message, numbered, place
from kiosk.screens.steps import Open, PrintSlips, Step
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, View
from kiosk.widgets.wrap import wrap

LEADS = "handout:"
"""What the action of a button to one of them begins with."""


class HandoutPage(Page):
    """The facts on a sheet; what becomes of the slip stands below them."""

    def __init__(self, handout: Handout) -> None:
        self.name = self.waits_for = f"handout-{handout}"
        self._handout = handout
        self._printed, self._again = "", False

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed, self._again = sentence, again

    def view(self, house: House, frame: Frame) -> View:
        build, actions = Builder(house, frame, self.name), self._actions(house, frame)
        build.way_back()
        where = place(frame, above_actions(frame) if actions else frame.reading)
        self.at, pages = lay(build, where, self._rows(house, where.inside.w), self.at)
        build.title(*numbered(house.words, handout_name(house.words, self._handout), self.at, pages), reading=True)
        if actions and not frame.small:
            build.bar(actions_below(frame, where.sheet), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "print":
            self.at = 0
            return PrintSlips(self.name, (handout_slip(house, self._handout),))
        return super().act(house, frame, action)

    def _actions(self, house: House, frame: Frame) -> list[Action]:
        """Without a printer the sheet says all that the slip would; one that is on its way is not asked for twice."""
        _ = house.words.say
        if not house.printer or (self._printed and not self._again):
            return []
        if self._again:
            return [("print", _("Again") if frame.small else _("Try again"))]
        return [("print", _("Print") if frame.small else _("Print a slip"))]

    def _rows(self, house: House, width: int) -> list[Row]:
        """What became of the slip first: it must be seen on the smallest grid too."""
        told = [*(Row(line, Look.SHEET_STRONG) for line in wrap(self._printed, width)), Row("")]
        facts = [(fact.label, fact.value) for fact in handout_facts(house, self._handout)]
        return [*(told if self._printed else []), *labelled(facts, width)]


class Handouts(Page):
    """The way to each of them and into the office as cards, for grids on which the help page has no room for them."""

    name = "handouts"

    def view(self, house: House, frame: Frame) -> View:
        build, choices = Builder(house, frame, self.name), ways(house)
        places = frame.bands(frame.main)
        self.at = max(0, min(self.at, len(choices) - 1)) // len(places) * len(places)
        build.way_back()
        for (action, label), where in zip(choices[self.at :], places, strict=False):
            lines = wrap(label, inner_width(where), limit=where.h)
            build.buttons.append(Button(where, action, tuple(lines), Look.CARD, align="left", strong=len(lines)))
        if not choices:
            message(build, frame.reading, [house.words.say("This is no longer there.")])
        build.title(house.words.say("Our house"), reading=not choices)
        build.controls(earlier=self.at > 0, further=self.at + len(places) < len(choices))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return opened(action) or super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


def handout_buttons(house: House) -> list[Action]:
    """A button for each that the settings say something about."""
    return [(f"{LEADS}{handout}", handout_name(house.words, handout)) for handout in available(house)]


def ways(house: House) -> list[Action]:
    """Those, and the way into the office where there is one and nobody is in."""
    office = [("office", house.words.say("Office"))] if house.desk and not house.desk.staff else []
    return [*handout_buttons(house), *office]


def opened(action: str) -> Step | None:
    """The page behind such a button; None for any other."""
    return Open(HandoutPage(Handout(action.removeprefix(LEADS)))) if action.startswith(LEADS) else None
