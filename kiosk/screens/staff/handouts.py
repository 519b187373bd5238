"""Slips to hand out: what the house says about itself, and numbers for feedback."""

from kiosk.house import House
from kiosk.papers.feedback import feedback_slip, new_feedback_number
from kiosk.papers.handouts import Handout, available, handout_name, handout_slip
from kiosk.screens.staff.deeds import Deed, Deeds
from kiosk.screens.steps import PrintSlips, Step

FEEDBACK = "feedback"
"""The action that gives away a new number."""


class HandoutsPage(Deeds):
    """A card for each; a tap prints it."""

    def __init__(self, house: House) -> None:
        super().__init__(house.words.say("Slips"), _deeds, _do, "staff-handouts")


def _deeds(house: House) -> list[Deed]:
    """Those that the settings say something about, and the number, which needs no settings."""
    known = [Deed(handout, handout_name(house.words, handout)) for handout in available(house)]
    return [*known, Deed(FEEDBACK, house.words.say("Feedback number"))]


def _do(house: House, action: str) -> Step:
    if action == FEEDBACK:
        number = new_feedback_number(house.today)
        return PrintSlips(f"feedback:{number}", (feedback_slip(house, number),))
    return PrintSlips(f"handout:{action}", (handout_slip(house, Handout(action)),))
