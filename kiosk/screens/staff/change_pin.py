"""Another PIN: for whoever is signed in, or for a colleague who forgot theirs."""

from collections.abc import Callable
from functools import partial

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.pin import Pin
from kiosk.refusals import ring_words
from kiosk.screens.builder import Builder
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.door import Door
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.first_staff import unfit_words
from kiosk.screens.steps import Chore, Stay, Step, Swap
from kiosk.widgets.view import View
from sync.ledger.keyring import PIN_MIN
from sync.ledger.keyring_errors import KeyRingError

OLD, NEW, AGAIN = "old", "new", "again"
BEFORE = {NEW: OLD, AGAIN: NEW}
"""Where "Zurück" leads from a stage."""


class ChangePin(Door):
    """One's own PIN first, for a desk that stands open for a moment must not cost anybody theirs; the new one twice."""

    staff = True
    key = "change-pin"
    twice = True
    """Whether a new PIN is asked for, too."""

    def __init__(self, whose: str) -> None:
        super().__init__()
        self.whose, self._stage = whose, OLD
        self._old, self._new = Pin(""), Pin("")
        self._chore: Chore | None = None

    @property
    def name(self) -> str:  # type: ignore[override]  # each stage is a page of its own for the guard against tap-through
        """Which stage is on the screen."""
        return f"{self.key}:{self._stage}"

    def topic(self, house: House) -> str:
        """What it is about."""
        return house.words.say("Change PIN")

    def told(self, house: House) -> list[str]:
        """What is so from now on."""
        return [house.words.say("The new PIN of {name} counts from now on.").format(name=self.whose)]

    def deed(self, new: Pin) -> Callable[[Desk], None]:
        """What is done, beside the screen, once one's own PIN was right."""
        return partial(_changed, new=new, whose=self.whose)

    def view(self, house: House, frame: Frame) -> View:
        _, build = house.words.say, Builder(house, frame, self.name)
        own = self.whose == desk_of(house).me
        if self.pending(build, self.topic(house)):
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
                if not self.twice:
                    return self._begin()
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
        self._chore = Chore(self, partial(_done, old=self._old, deed=self.deed(self._new)))
        return self._chore

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self._chore:
            return Stay()
        self._chore, self.checking = None, False
        self._old, self._new = Pin(""), Pin("")
        if isinstance(answer, str):
            self._go(OLD, answer)
            return Stay()
        return Swap(Told("pin", self.topic(house), self.told(house)))

    def _go(self, stage: str, problem: str = "") -> None:
        self._stage, self.problem, self.at = stage, problem, 0
        self.pad.clear()


def _done(house: House, *, old: Pin, deed: Callable[[Desk], None]) -> str | None:
    """Work of a chore: why it was not done; None where it was."""
    desk = desk_of(house)
    try:
        desk.check(old.digits, desk.me)
        deed(desk)
    except KeyRingError as error:
        return ring_words(house.words, error)
    return None


def _changed(desk: Desk, *, new: Pin, whose: str) -> None:
    desk.change_pin(new.digits, whose)
