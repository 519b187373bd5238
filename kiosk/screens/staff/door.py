"""The way in to the pages of the staff: for the first of them, for all others, or why nobody can get in."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.pin import Pin
from kiosk.refusals import ring_words
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import Keypad, ask
from kiosk.screens.page import Page
from kiosk.screens.staff.notice import Notice, say
from kiosk.screens.staff.trouble import sentence
from kiosk.screens.steps import CheckPin, Stay, Step
from kiosk.widgets.view import View
from sync.errors import SyncError
from sync.ledger.keyring_errors import KeyRingError, LockedOut

PIN_MOST = 12
"""Digits that can be typed."""
MASK = "●"
"""What stands for a digit, the last one too (A25)."""


class Door(Page):
    """A page that asks for a PIN and has it checked; meanwhile it takes nothing."""

    private = True
    secret = True

    def __init__(self) -> None:
        self.pad = Keypad(PIN_MOST)
        self.checking = False
        self.problem = ""

    def refused(self, sentence: str) -> None:
        """The PIN opened nothing."""
        self.checking, self.problem = False, sentence

    def pin(self) -> Pin:
        """What was typed, which then stands nowhere else any more."""
        pin = Pin(self.pad.text)
        self.pad.clear()
        return pin

    def keys(self, build: Builder, title: str, *hints: str) -> None:
        """The keypad with dots in place of the digits."""
        shown = MASK * len(self.pad.text)
        ask(build, self.pad, title, shown, build.house.words.say("OK"), hints)

    def pending(self, build: Builder, title: str) -> bool:
        """Draw what stands in the way of the keypad, if anything does."""
        _ = build.house.words.say
        if self.checking:
            say(build, title, [_("One moment …")], 0)
        elif self.problem:
            self.at = say(build, title, [self.problem], self.at, _("Again"))
        return self.checking or bool(self.problem)

    def took(self, action: str) -> bool:
        """Act on a tap that belongs to keypad or problem."""
        if self.checking:
            return action not in ("back", "start", "help")
        if self.problem and action == "ok":
            self.problem, self.at = "", 0
            return True
        return not self.problem and self.pad.press(action)

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return Stay() if action == "office" else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        if not self.checking:
            self.problem = ""
            self.pad.typed(letter)
        return Stay()


class SignIn(Door):
    """A PIN, and nothing else: it says who it is."""

    name = "sign-in"

    def view(self, house: House, frame: Frame) -> View:
        _, desk = house.words.say, house.desk
        assert desk is not None
        build, wait_s = Builder(house, frame, self.name), desk.wait_s
        if wait_s > 0 and not self.checking:
            self.pad.clear()
            self.problem, self.expires_at = "", house.clock.monotonic() + 1.0
            self.at = say(build, _("Office"), [ring_words(house.words, LockedOut(wait_s))], self.at)
        elif not self.pending(build, _("Office")):
            self.keys(build, _("Your PIN"), _("Type your PIN, then OK."))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self.took(action):
            return Stay()
        if action == "ok" and self.pad.text:
            self.checking = True
            return CheckPin(self, self.pin())
        return super().act(house, frame, action)


def door(house: House) -> Page:
    """The page that fits the state of the key ring."""
    from kiosk.screens.staff.first_staff import FirstStaff

    desk, words = house.desk, house.words
    assert desk is not None
    try:
        return FirstStaff() if desk.new else SignIn()
    except (KeyRingError, SyncError) as error:
        return Notice("door", words.say("Office"), [sentence(words, error)])
