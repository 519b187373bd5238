"""The first start: whoever is first gives a name and a PIN, and hears what the PIN is good for."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.refusals import ring_words
from kiosk.screens.builder import Builder
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.sheet import message
from kiosk.screens.staff.door import Door
from kiosk.screens.staff.notice import say
from kiosk.screens.steps import CheckPin, Stay, Step
from kiosk.widgets.view import View
from kiosk.words import Words
from sync.ledger.keyring import NAME_MAX, PIN_MIN, check_pin, too_easy, usable_name
from sync.ledger.keyring_errors import NewStaffRefused, PinTooEasy

EXPLAIN, NAME, PIN, AGAIN = "explain", "name", "pin", "again"
BEFORE = {NAME: EXPLAIN, PIN: NAME, AGAIN: PIN}
"""Where "Zurück" leads from a stage."""


class FirstStaff(Door):
    """An explanation, the name, the PIN twice."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = LetterKeys(NAME_MAX)
        self._stage = EXPLAIN
        self._first = ""
        """The PIN as typed the first time."""

    @property
    def name(self) -> str:  # type: ignore[override]  # each stage is a page of its own for the guard against tap-through
        """Which stage is on the screen."""
        return f"first-staff:{self._stage}"

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        if self.pending(build, _("Office")):
            return build.view()
        match self._stage:
            case "name":
                name_keys(build, self.letters)
            case "pin":
                self.keys(build, _("New PIN"), *self._advice(house))
            case "again":
                self.keys(build, _("Once more"), _("Type the same PIN again, then OK."))
            case _:
                self.at = say(build, _("Office"), self._explained(house), self.at, _("Begin"))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        typing = self._stage == NAME and not self.problem
        if self.letters.press(action) if typing else self.took(action):
            return Stay()
        if action == "back" and self._stage in BEFORE:
            self._go(BEFORE[self._stage])
            return Stay()
        return self._further(house) if action == "ok" else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        if self._stage == NAME:
            self.problem = ""
            self.letters.typed(letter)
            return Stay()
        return super().typed(house, letter) if self._stage in (PIN, AGAIN) else None

    def _further(self, house: House) -> Step:
        _ = house.words.say
        match self._stage:
            case "explain":
                self._go(NAME)
            case "name" if self.letters.text.strip():
                problem = unfit_name(house.words, self.letters.text)
                self._go(NAME if problem else PIN)
                self.problem = problem
            case "pin" if self.pad.text:
                self._choose(house)
            case "again" if self.pad.text == self._first:
                self.checking = True
                pin = self.pin()
                self._go(PIN)
                return CheckPin(self, pin, self.letters.text.strip())
            case "again":
                self._go(PIN)
                self.problem = _("These were two different PINs. Please choose one again.")
        return Stay()

    def _choose(self, house: House) -> None:
        if problem := unfit_words(house.words, self.pad.text):
            self._go(PIN)
            self.problem = problem
        else:
            self._go(AGAIN, self.pad.text)

    def _go(self, stage: str, first: str = "") -> None:
        self._stage, self._first, self.at = stage, first, 0
        self.pad.clear()
        self.problem = ""

    def _explained(self, house: House) -> list[str]:
        _ = house.words.say
        return [
            _("In the office you book for members without internet."),
            _("Nobody works here yet. You are the first."),
            _("Choose a PIN of your own. It opens the bookings."),
            _("Nobody else can read your PIN, and nobody can bring it back. Keep it in mind."),
        ]

    def _advice(self, house: House) -> list[str]:
        _ = house.words.say
        return [
            house.words.count("Choose {n} digit or more.", "Choose {n} digits or more.", PIN_MIN),
            _("Do not take a birthday or digits in a row."),
        ]


def name_keys(build: Builder, letters: LetterKeys) -> None:
    """Whoever shall work here types the own name."""
    _, text = build.house.words.say, letters.text
    build.way_back()
    room = letters.show(build, _("OK"))
    title = _("Your name")
    if room.h < BUTTON_H:
        build.title(*(f"{title}: {text[cut:]}▏" for cut in range(len(text) + 1)), reading=room.h > 0)
        return
    build.title(title, reading=True)
    message(build, room, [f"{text}▏", _("It stands on every receipt that you print.")])


def unfit_name(words: Words, name: str) -> str:
    """Why nobody may be called so; empty where they may."""
    try:
        usable_name(name)
    except NewStaffRefused as error:
        return ring_words(words, error)
    return ""


def unfit_words(words: Words, pin: str) -> str:
    """Why nobody may choose this PIN; empty where they may."""
    try:
        check_pin(pin)
    except NewStaffRefused as error:
        return ring_words(words, error)
    return ring_words(words, PinTooEasy()) if too_easy(pin) else ""
