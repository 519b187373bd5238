"""What the house says about itself, to read and to take along: opening hours, whom to ask, the guests' network."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.handouts import Handout, available, handout_facts, handout_name, handout_slip
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.feedback import FeedbackPage
from kiosk.screens.public.slip_page import SlipPage
from kiosk.screens.sheet import Row, labelled, lay, message, place
from kiosk.screens.steps import Open, Step
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from printing.slip import Slip

LEADS = "handout:"
"""What the action of a button to one of them begins with."""


class HandoutPage(SlipPage):
    """The facts on a sheet, what became of the slip above them: it must be seen on the smallest grid too."""

    def __init__(self, handout: Handout) -> None:
        super().__init__(f"handout-{handout}")
        self._handout = handout

    def title(self, house: House) -> str:
        return handout_name(house.words, self._handout)

    def slip(self, house: House) -> Slip:
        return handout_slip(house, self._handout)

    def laid(self, build: Builder, room: Rect) -> tuple[int, int]:
        where = place(build.frame, room)
        return lay(build, where, self._rows(build.house, where.inside.w), self.at)

    def _rows(self, house: House, width: int) -> list[Row]:
        told = [*(Row(line, Look.SHEET_STRONG) for line in wrap(self.printed, width)), Row("")]
        facts = [(fact.label, fact.value) for fact in handout_facts(house, self._handout)]
        return [*(told if self.printed else []), *labelled(facts, width)]


class Handouts(Page):
    """The way to each of them as cards."""

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
        if action == "feedback":
            return Open(FeedbackPage())
        return opened(action) or super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


def handout_buttons(house: House) -> list[Action]:
    """A button for each that the settings say something about."""
    return [(f"{LEADS}{handout}", handout_name(house.words, handout)) for handout in available(house)]


def ways(house: House) -> list[Action]:
    """Those, and the way to say how one likes it here."""
    return [*handout_buttons(house), ("feedback", house.words.say("Your feedback"))]


def opened(action: str) -> Step | None:
    """The page behind such a button; None for any other."""
    return Open(HandoutPage(Handout(action.removeprefix(LEADS)))) if action.startswith(LEADS) else None
