"""Whom a seat is for: a member, or a guest by name."""

from collections.abc import Sequence
from functools import partial

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices, plain_card
from kiosk.screens.staff.drafts import backward, onward
from kiosk.screens.staff.entry import Entry
from kiosk.screens.staff.pick_member import Finder, Hit
from kiosk.screens.steps import Stay, Step
from kiosk.widgets.view import View

NAME = "name"
"""Key of the only card."""


class Who(Page):
    """Member or guest."""

    staff = True
    name = "who"

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        choices = [("member", _("For a member")), ("guest", _("For a guest without a number"))]
        build.way_back()
        build.title(_("For whom?"))
        self.at = lay_choices(build, choices, self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "back":
            return backward(house, self._entry, "who")
        if not action.startswith("pick:"):
            return super().act(house, frame, action)
        who = action.removeprefix("pick:")
        if who != self._entry.who:
            self._entry.who, self._entry.name = who, None
        return onward(house, self._entry, "who")


class Guest(Finder):
    """The name of a guest; the only card takes what was typed."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        super().__init__("guest", house.words.say("Name of the guest?"), problem)
        self._entry = entry
        self.text = entry.name or ""

    def hits(self, house: House, at: int, most: int) -> Sequence[Hit]:
        name = _capitals(self.text)
        return [Hit(NAME, "", partial(plain_card, NAME, name))][at:] if name else []

    def nothing(self, house: House) -> str:
        return house.words.say("Type the name of the guest.")

    def pick(self, house: House, key: str) -> Step:
        name = _capitals(self.text)
        if not name:
            return Stay()
        self._entry.name = name
        return onward(house, self._entry, "name")

    def leave(self, house: House) -> Step:
        return backward(house, self._entry, "name")


def _capitals(text: str) -> str:
    """A name that was typed on keys with small letters alone; one with a capital stays as it was typed."""
    words = text.split()
    small = all(word.islower() for word in words)
    return " ".join(word[:1].upper() + word[1:] if small else word for word in words)
