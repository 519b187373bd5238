"""What stands on the screen while nobody is there: the hour, the centre's own words, and what is on today."""

from kiosk.dates import day_words
from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.builder import Builder, fitting
from kiosk.screens.page import Page
from kiosk.screens.public.home import todays_card
from kiosk.screens.public.listing import Listed
from kiosk.screens.steps import Back, Open, Several, Step
from kiosk.widgets.big_digits import HIGH, big
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from sync.records import Kind
from sync.replica import Listing

WAKE = "wake"
"""The action of a tap anywhere."""


class Attract(Page):
    """A tap anywhere, or any key, wakes the terminal.

    It changes with the minute only, and holds nothing but what the start page shows.
    """

    name = "attract"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.anywhere = WAKE
        width = min(frame.w, TEXT_W)
        x = frame.x + (frame.w - width) // 2
        y, high = _head(build, x, width), BUTTON_H if frame.small else BUTTON_H + 2
        room = Rect(x, y, width, frame.rows - high - 1 - y)
        build.buttons.append(todays_card(house, room) if house.clock.trusted else _coming(house, room))
        build.text(x, room.bottom, width, freshness(house), Look.QUIET)
        build.button(Rect(x, frame.rows - high, width, high), WAKE, house.words.say("Tap here"), look=Look.ACTION)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "today" if house.clock.trusted:
                return Several((Back(), Open(Listed(Kind.EVENT, "today"))))
            case "today":
                return Several((Back(), Open(Listed(Kind.EVENT))))
        return Back()

    def typed(self, house: House, letter: str) -> Step | None:
        return Back()


def _head(build: Builder, x: int, width: int) -> int:
    """The hour, large where there is room, the date and the centre's words; the row below them."""
    house, frame = build.house, build.frame
    hour, welcome = house.now().strftime("%H:%M"), house.visit.welcome or house.centre
    if frame.small:
        build.text(x, 0, width - len(hour) - 1, fitting((welcome, house.centre), width - len(hour) - 1), Look.TITLE)
        build.text(x + width - len(hour), 0, len(hour), hour, Look.TITLE)
        return 1 + (not frame.tiny)
    rows = big(hour)
    build.lines(x, 1, len(rows[0]), rows, Look.TITLE)
    beside = x + len(rows[0]) + 3
    told = [*wrap(welcome, x + width - beside, limit=2), *([_date(house)] if house.clock.trusted else [])]
    build.lines(beside, 1, x + width - beside, told[:HIGH], Look.TITLE)
    return 1 + HIGH + 1


def _date(house: House) -> str:
    return day_words(house.words, house.today, house.today)


def _coming(house: House, room: Rect) -> Button:
    """What comes next, for a clock that nobody can trust knows no today (R11)."""
    width = min(TEXT_W, inner_width(room))
    found = house.replica.page(Listing(Kind.EVENT), house.now(), 0, room.h - 1)
    lines = [wrap(item.title, width, limit=1)[0] for item in found]
    head = house.words.say("Coming up")
    return Button(room, "today", (head, *lines), Look.CARD, align="left", edge=Look.EVENT, lang=house.language)
