"""Another PIN: for whoever is signed in, or for a colleague who forgot theirs."""

from functools import partial

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.pin import Pin
from kiosk.refusals import ring_words
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.door import Door
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.first_staff import unfit_words
from kiosk.screens.steps import Chore, Open, Stay, Step, Swap
from kiosk.widgets.view import View
from sync.ledger.keyring import PIN_MIN
from sync.ledger.keyring_errors import KeyRingError

OLD, NEW, AGAIN = "old", "new", "again"
BEFORE = {NEW: OLD, AGAIN: NEW}
"""Where "Zurück" leads from a stage."""


class WhosePin(Page):
    """The staff, oneself first."""

    staff = True
    name = "whose-pin"

    def view(self, house: House, frame: Frame) -> View:
        build, mine = Builder(house, frame, self.name), house.words.say("Mine")
        build.way_back()
        build.title(house.words.say("Whose PIN?"))
        people = [(str(at), name if at else f"{name} ({mine})") for at, name in enumerate(_people(house))]
        self.at = lay_choices(build, people, self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        chosen = dict(enumerate(_people(house)))
        number = action.removeprefix("pick:")
        if number != action and number.isdigit() and int(number) in chosen:
            return Open(ChangePin(chosen[int(number)]))
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


class ChangePin(Door):
    """One's own PIN first, for a desk that stands open for a moment must not cost anybody theirs; the new one twice."""

    staff = True

    def __init__(self, whose: str) -> None:
        super().__init__()
        self._whose, self._stage = whose, OLD
        self._old, self._new = Pin(""), Pin("")
        self._chore: Chore | None = None

    @property
    def name(self) -> str:  # type: ignore[override]  # each stage is a page of its own for the guard against tap-through
        """Which stage is on the screen."""
        return f"change-pin:{self._stage}"

    def view(self, house: House, frame: Frame) -> View:
        _, build = house.words.say, Builder(house, frame, self.name)
        own = self._whose == desk_of(house).me
        if self.pending(build, _("Change PIN")):
            return build.view()
        match self._stage:
            case "old":
                self.keys(build, _("Your PIN"), _("Type the PIN that you have now, then OK."))
            case "new":
                whose = _("Choose a new PIN.") if own else _("Your colleague types the new PIN now. Please look away.")
                least = house.words.count("Choose {n} digit or more.", "Choose {n} digits or more.", PIN_MIN)
                self.keys(build, _("New PIN"), whose, least, _("Do not take a birthday or digits in a row."))
            case _:
                self.keys(build, _("Once more"), _("Type the same PIN again, then OK."))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self.took(action):
            return Stay()
        if action == "back" and self._stage in BEFORE and not self.checking:
            self._go(BEFORE[self._stage])
            return Stay()
        return self._further(house) if action == "ok" and self.pad.text else super().act(house, frame, action)

    def _further(self, house: House) -> Step:
        match self._stage:
            case "old":
                self._old = self.pin()
                self._go(NEW)
            case "new":
                problem = unfit_words(house.words, self.pad.text)
                self._new = self.pin()
                self._go(NEW if problem else AGAIN, problem)
            case _ if self.pin().digits != self._new.digits:
                self._go(NEW, house.words.say("These were two different PINs. Please choose one again."))
            case _:
                return self._begin()
        return Stay()

    def _begin(self) -> Step:
        """Two PINs are stretched: that takes two seconds on a small computer."""
        self.checking = True
        self._chore = Chore(self, partial(_changed, old=self._old, new=self._new, whose=self._whose))
        return self._chore

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self._chore:
            return Stay()
        self._chore, self.checking = None, False
        self._old, self._new = Pin(""), Pin("")
        if isinstance(answer, str):
            self._go(OLD, answer)
            return Stay()
        told = house.words.say("The new PIN of {name} counts from now on.").format(name=self._whose)
        return Swap(Told("pin", house.words.say("Change PIN"), [told]))

    def _go(self, stage: str, problem: str = "") -> None:
        self._stage, self.problem, self.at = stage, problem, 0
        self.pad.clear()


def pin_page(house: House) -> Page:
    """Who is alone is not asked whose."""
    people = _people(house)
    return WhosePin() if len(people) > 1 else ChangePin(people[0])


def _people(house: House) -> list[str]:
    """The staff, whoever is signed in first."""
    desk = desk_of(house)
    return [desk.me, *(name for name in desk.names if name != desk.me)]


def _changed(house: House, *, old: Pin, new: Pin, whose: str) -> str | None:
    """Work of a chore: why it was not changed; None where it was."""
    desk = desk_of(house)
    try:
        desk.check(old.digits, desk.me)
        desk.change_pin(new.digits, whose)
    except KeyRingError as error:
        return ring_words(house.words, error)
    return None
