"""Asks once after each start of a machine that lost its time whether the date is right (R10)."""

from datetime import datetime, timedelta

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import Keypad, ask
from kiosk.screens.page import Page
from kiosk.screens.sheet import above_actions, actions_below, message, place
from kiosk.screens.staff.notice import say
from kiosk.screens.steps import Back, Stay, Step
from kiosk.widgets.view import Look, View
from sync.clock import BUILD_FLOOR

DIGITS = 8
"""TTMMJJJJ."""
LAST_YEAR = BUILD_FLOOR.year + 30
"""No machine stands here for longer: a later year is a slip of the finger."""
ASK, DOUBT, ENTER = "ask", "doubt", "enter"


class ClockPage(Page):
    """Yes, no, or another date by keypad, which is asked about in turn before it counts."""

    staff = True

    def __init__(self) -> None:
        self.pad = Keypad(DIGITS)
        self._stage = ASK
        self._offset = timedelta()
        self._problem = ""

    @property
    def name(self) -> str:  # type: ignore[override]  # each stage is a page of its own for the guard against tap-through
        """Which stage is on the screen."""
        return f"clock:{self._stage}"

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        match self._stage:
            case "ask":
                self._ask(build)
            case "doubt":
                self.at = say(build, _("The date"), _consequences(house), self.at, _("Date"))
            case _ if self._problem:
                self.at = say(build, _("The date"), [self._problem], self.at, _("Again"))
            case _:
                shown = " ".join(filter(None, (self.pad.text[:2], self.pad.text[2:4], self.pad.text[4:])))
                hint = _("Day, month and year in eight digits: first 05, then 03, then 2027.")
                ask(build, self.pad, _("Today"), shown, _("OK"), [hint])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self._stage == ENTER and not self._problem and self.pad.press(action):
            return Stay()
        match self._stage, action:
            case "ask", "yes":
                return self._vouch(house, self._offset)
            case "ask", "no":
                self._vouch(house, None)
                self._stage = DOUBT
            case "doubt", "ok":
                self._stage = ENTER
            case "enter", "ok":
                self._entered(house)
            case _:
                return super().act(house, frame, action)
        return Stay()

    def typed(self, house: House, letter: str) -> Step | None:
        if self._stage == ENTER:
            self._problem = ""
            self.pad.typed(letter)
        return Stay()

    def _ask(self, build: Builder) -> None:
        _, frame, house = build.house.words.say, build.frame, build.house
        build.way_back()
        build.title(_("Is the date right?"), reading=True)
        today = (house.now() + self._offset).date()
        message(build, above_actions(frame), [whole_day(house.words, today)])
        actions = [("yes", _("Yes")), ("no", _("No"))]
        if not frame.small:
            build.bar(actions_below(frame, place(frame, frame.body).sheet), actions)
            build.controls()
            return
        build.button(frame.side[0], *actions[0], look=Look.ACTION)
        build.ahead(*actions[1])

    def _vouch(self, house: House, offset: timedelta | None) -> Step:
        assert house.desk is not None
        house.desk.vouch(offset // timedelta(milliseconds=1) if offset is not None else None)
        return Back()

    def _entered(self, house: House) -> None:
        """What was typed as a date, at the time of day that the machine has."""
        _, digits, now = house.words.say, self.pad.text, house.now()
        if self._problem:
            self._problem = ""
            return
        self.pad.clear()
        try:
            day = datetime.strptime(digits, "%d%m%Y").replace(tzinfo=house.zone).date()
        except ValueError:
            day = None
        if day is None or len(digits) < DIGITS or not BUILD_FLOOR.date() <= day or day.year > LAST_YEAR:
            self._problem = _("There is no such day, or it is too far away. Please type it again.")
            return
        self._offset = timedelta(days=(day - now.date()).days)
        self._stage = ASK


def _consequences(house: House) -> list[str]:
    _ = house.words.say
    return [
        _("You can book all the same."),
        _("Dates on receipts then say “about”."),
        _("Please tell whoever looks after this terminal, or type the right date."),
    ]
