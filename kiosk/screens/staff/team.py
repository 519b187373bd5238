"""Who may sign in: a new person, another PIN, and somebody who leaves; nobody needs a command for that."""

from functools import partial

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.pin import Pin
from kiosk.refusals import ring_words
from kiosk.screens.builder import Builder
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.staff.change_pin import ChangePin
from kiosk.screens.staff.door import Door
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.first_staff import name_keys, unfit_name
from kiosk.screens.steps import Open, Stay, Step, Swap
from kiosk.widgets.view import View
from sync.ledger.keyring import NAME_MAX
from sync.ledger.keyring_errors import NameTaken

NEWCOMER = "new"
"""Key of the card for somebody who is not on the list yet."""


class TeamPage(Page):
    """The staff, oneself first, and room for one more."""

    staff = True
    name = "team"

    def view(self, house: House, frame: Frame) -> View:
        _, build = house.words.say, Builder(house, frame, self.name)
        build.way_back()
        build.title(_("Who may sign in"))
        me = _("{name} (you)")
        people = [(str(at), name if at else me.format(name=name)) for at, name in enumerate(_people(house))]
        self.at = lay_choices(build, [*people, (NEWCOMER, _("New person"))], self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        people, picked = _people(house), action.removeprefix("pick:")
        if action == f"pick:{NEWCOMER}":
            return Open(NewName())
        if picked != action and picked.isdigit() and int(picked) < len(people):
            name = people[int(picked)]
            return Open(PersonPage(name) if int(picked) else ChangePin(name))
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


class PersonPage(Page):
    """A colleague: who forgot the PIN, or who leaves."""

    staff = True
    name = "person"

    def __init__(self, whose: str) -> None:
        self._whose = whose

    def view(self, house: House, frame: Frame) -> View:
        _, build = house.words.say, Builder(house, frame, self.name)
        build.way_back()
        build.title(self._whose)
        self.at = lay_choices(build, [("pin", _("Change PIN")), ("leave", _("Take off the list"))], self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "pick:pin":
                return Swap(ChangePin(self._whose))
            case "pick:leave":
                return Swap(Leaving(self._whose))
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


class NewName(Door):
    """The newcomer's name; the PIN of whoever is signed in comes after it."""

    staff = True
    name = "new-name"

    def __init__(self) -> None:
        super().__init__()
        self.letters = LetterKeys(NAME_MAX)

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        if not self.pending(build, house.words.say("New person")):
            name_keys(build, self.letters)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self.took(action) if self.problem else self.letters.press(action):
            return Stay()
        if action != "ok":
            return super().act(house, frame, action)
        name = self.letters.text.strip()
        self.problem = _unfit(house, name) if name else ""
        return Swap(Joining(name)) if name and not self.problem else Stay()

    def typed(self, house: House, letter: str) -> Step | None:
        self.problem = ""
        self.letters.typed(letter)
        return Stay()


class Joining(ChangePin):
    """One's own PIN first, then the newcomer's twice."""

    key = "joining"

    def topic(self, house: House) -> str:
        return house.words.say("New person")

    def told(self, house: House) -> list[str]:
        _ = house.words.say
        return [
            _("{name} belongs to the staff now.").format(name=self.whose),
            _("Let them sign in once now. Print the handover binder anew."),
        ]

    def deed(self, new: Pin) -> "partial[None]":
        return partial(_joined, new=new, whose=self.whose)


class Leaving(ChangePin):
    """One's own PIN says that it is meant: theirs opens nothing any more."""

    key = "leaving"
    twice = False

    def topic(self, house: House) -> str:
        return house.words.say("Take off the list")

    def told(self, house: House) -> list[str]:
        return [house.words.say("{name} no longer belongs to the staff.").format(name=self.whose)]

    def deed(self, new: Pin) -> "partial[None]":
        return partial(_left, whose=self.whose)


def _people(house: House) -> list[str]:
    """The staff, whoever is signed in first."""
    desk = desk_of(house)
    return [desk.me, *(name for name in desk.names if name != desk.me)]


def _unfit(house: House, name: str) -> str:
    """Why nobody may join under this name; empty where they may."""
    taken = any(name.casefold() == one.casefold() for one in desk_of(house).names)
    return ring_words(house.words, NameTaken()) if taken else unfit_name(house.words, name)


def _joined(desk: Desk, *, new: Pin, whose: str) -> None:
    desk.add_staff(whose, new.digits)


def _left(desk: Desk, *, whose: str) -> None:
    desk.remove_staff(whose)
