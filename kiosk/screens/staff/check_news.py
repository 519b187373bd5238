"""What is bad is said once a day after signing in; residents never see it."""

import logging

import msgspec

from kiosk.check.finding import Finding, State
from kiosk.check.report import findings, take
from kiosk.check.titles import SIGNS, title_of
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.drafts import Question
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Several, Step
from sync.errors import Unstorable

TOLD = "check told"
"""Under which name the ledger keeps when it was said last."""
DAY_S = 86_400.0

log = logging.getLogger(__name__)


class Told(msgspec.Struct, frozen=True):
    """The last time; while the clock is not to be trusted, a day is counted by the monotonic clock."""

    day: str
    boot: str
    monotonic_s: float


def bad_news(house: House) -> Page | None:
    """What is bad as far as it is known at once: the printer is not asked, nor the ledger. None: nothing new."""
    if house.watch is None or house.watch.device is None or _said_today(house):
        return None
    read = take(house, desk_of(house), house.watch.device, printer=None, inside=False)
    bad = [one for one in findings(house.words, read) if one.state is State.BAD]
    return BadNews(bad) if bad else None


class BadNews(Question):
    """However it is left, staff have seen it."""

    name = "check-news"

    def __init__(self, bad: list[Finding]) -> None:
        self._bad = bad

    def title(self, house: House) -> str:
        return house.words.say("Please act")

    def rows(self, house: House, width: int) -> list[Row]:
        sign, words = SIGNS[State.BAD], house.words
        told = [f"{sign} {title_of(words, one.name)}: {one.sentence}" for one in self._bad]
        return said([*told, words.say("You find this under “The device” too.")], width)

    def answers(self, house: House) -> list[Answer]:
        show = house.words.say("Show")
        return [Answer("show", show, show)]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        chosen = action.removeprefix("pick:")
        if chosen in ("show", "back", "start"):
            _keep(house)
        if chosen != "show":
            return super().act(house, frame, action)
        from kiosk.screens.staff.check import CheckPage

        return Several((Back(), CheckPage().begin(house)))


def _said_today(house: House) -> bool:
    desk = desk_of(house)
    last = desk.ledger.kept.told(TOLD, Told)
    if last is None:
        return False
    if house.clock.trusted and last.day != house.today.isoformat():
        return False
    if house.clock.trusted:
        return True
    return last.boot == desk.clock.boot and desk.clock.monotonic() - last.monotonic_s < DAY_S


def _keep(house: House) -> None:
    """Where that cannot be stored it is said again."""
    desk = desk_of(house)
    told = Told(house.today.isoformat(), desk.clock.boot, desk.clock.monotonic())
    try:
        desk.ledger.kept.put(TOLD, msgspec.json.encode(told))
    except Unstorable as error:
        log.warning("what staff have seen could not be kept: %s", error.reason)
