"""Date and time, asked only where neither network nor a battery tells them (R10)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import Keypad, ask
from kiosk.screens.setup.step_page import StepPage
from kiosk.screens.sheet import Row
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.notice import say
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Stay
from kiosk.screens.steps import Step as Leads
from kiosk.setup import Step
from kiosk.steward import Answer
from kiosk.steward import Deed as Stewarded
from kiosk.steward_words import missing_words
from kiosk.widgets.view import View

DIGITS = 12
"""TTMMJJJJ and SSMM."""
GROUPS = ((0, 2), (2, 4), (4, 8), (8, 10), (10, 12))
"""Day, month, year, hour, minute."""


class ClockStep(StepPage, StewardPage):
    """One number of twelve digits; the steward sets the clock, and staff vouch for it by that."""

    stage = Step.CLOCK

    def __init__(self, house: House) -> None:
        StewardPage.__init__(self)
        StepPage.__init__(self, house)
        self._pad = Keypad(DIGITS)

    def label(self, house: House) -> str:
        return house.words.say("Date and time")

    def title(self, house: House) -> str:
        return self.label(house)

    def rows(self, house: House, width: int) -> list[Row]:
        return []

    def view(self, house: House, frame: Frame) -> View:
        _, build = house.words.say, Builder(house, frame, self.name)
        if self.told:
            self.at = say(build, self.label(house), [self.told], self.at, None if self.chore else _("Again"))
        elif not house.steward.present:
            told = [_("Without a network the date is asked when staff sign in."), missing_words(house.words)]
            self.at = say(build, self.label(house), told, self.at, _("OK"))
        else:
            shown = " ".join(filter(None, (self._pad.text[start:end] for start, end in GROUPS)))
            hint = _("Day, month, year, hour and minute: 05 03 2027 14 30.")
            later = _("Later") if house.setup and not self._pad.text else _("OK")
            ask(build, self._pad, self.label(house), shown, later, [hint])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        typing = not self.told and house.steward.present
        if action == "ok" and not self.chore:
            return self._taken(house)
        if typing and self._pad.press(action):
            return Stay()
        return super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Leads | None:
        return Stay() if not self.told and self._pad.typed(letter) else None

    def _taken(self, house: House) -> Leads:
        _ = house.words.say
        if self.told:
            self.told = ""
            return Stay()
        if not house.steward.present or not self._pad.text:
            return self.further(house, later=True)
        try:
            when = _moment(self._pad.text, house.zone)
        except ValueError:
            self._pad.clear()
            self.told = _("There is no such day or hour. Please type it again.")
            return Stay()
        minute = when.isoformat(timespec="minutes")
        return self.ask(Stewarded.SET_CLOCK, {"minute": minute}, told=_("The clock is set …"))

    def answered(self, house: House, answer: Answer) -> Leads:
        desk_of(house).vouch(0)
        return self.further(house)


def _moment(digits: str, zone: ZoneInfo) -> datetime:
    """All twelve digits as a moment. Raises ValueError."""
    if len(digits) < DIGITS:
        raise ValueError
    day, month, year, hour, minute = (int(digits[start:end]) for start, end in GROUPS)
    return datetime(year, month, day, hour, minute, tzinfo=zone)
