"""The days ahead on which something is on: a grid of weeks, or cards on small grids; a day opens its list."""

from collections.abc import Callable
from datetime import date, timedelta

from kiosk.dates import month_alone, short_day, weekdays_short
from kiosk.frame import BUTTON_H, BUTTON_W, Frame
from kiosk.house import House
from kiosk.notices import nothing_here
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.steps import Back, Step
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from sync.records import Kind

WEEK = timedelta(days=7)
AHEAD = timedelta(days=365)
"""How far events are mirrored."""
DAY_H = 6
"""Most rows of a day in the grid: more would be empty paper."""


class Calendar(Page):
    """As many whole weeks as fit, at most six, beginning with this one."""

    name = "calendar"

    def __init__(self, pick: Callable[[str | None, str | None], None]) -> None:
        self._pick = pick

    @staticmethod
    def fits(frame: Frame) -> bool:
        """Whether seven days of button width and two weeks below the names of the days have room."""
        return not frame.small and frame.w >= 7 * (BUTTON_W + 1) - 1 and frame.body.h >= 2 * (BUTTON_H + 1)

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        if self.fits(frame):
            self._weeks(build)
        else:
            self._cards(build)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":"):
            case ["day", day]:
                self._pick(day, None)
                return Back()
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return 1 if self.fits(frame) else len(frame.bands(frame.main))

    def _weeks(self, build: Builder) -> None:
        house, body = build.house, build.frame.body
        weeks = min(6, body.h // (BUTTON_H + 1))
        high = min(DAY_H, body.h // weeks - 1)
        first = house.today - timedelta(days=house.today.weekday()) + self.at * weeks * WEEK
        last = first + weeks * WEEK - timedelta(days=1)
        build.title(_title(house, first, last))
        counts = house.replica.days(first, last, house.now())
        _names(build)
        for week in range(weeks):
            _week(build, first + week * WEEK, body._replace(y=body.y + 1 + week * (high + 1), h=high), counts)
        build.controls(earlier=self.at > 0, further=last < house.today + AHEAD)

    def _cards(self, build: Builder) -> None:
        """The days with events below each other."""
        house, frame = build.house, build.frame
        counts = house.replica.days(house.today, house.today + AHEAD, house.now())
        days, places = sorted(day for day in counts if counts[day]), frame.bands(frame.main)
        self.at = max(0, min(self.at, (len(days) - 1) // len(places) * len(places)))
        build.title(house.words.say("Calendar"), reading=not days)
        for day, place in zip(days[self.at :], places, strict=False):
            build.buttons.append(_card(house, day, counts[day], place))
        if not days:
            message(build, frame.reading, [nothing_here(house, Kind.EVENT)])
        build.controls(earlier=self.at > 0, further=self.at + len(places) < len(days))


def _title(house: House, first: date, last: date) -> str:
    """The months that the weeks touch."""
    start, end = (f"{month_alone(house.words, day)} {day.year}" for day in (first, last))
    if first.year == last.year:
        start = month_alone(house.words, first)
    return end if first.month == last.month else f"{start} – {end}"


def _names(build: Builder) -> None:
    """The days of the week in two letters, each above its column."""
    frame = build.frame
    for name, place in zip(weekdays_short(build.house.words), frame.columns(frame.body, 7), strict=True):
        build.text(place.x, place.y, place.w, name, Look.QUIET, "center")


def _week(build: Builder, monday: date, room: Rect, counts: dict[date, int]) -> None:
    for at, place in enumerate(build.frame.columns(room, 7)):
        day = monday + timedelta(days=at)
        _day(build, day, place, counts.get(day, 0))


def _day(build: Builder, day: date, place: Rect, count: int) -> None:
    """A day with events is a button that says how many; another day is only its number."""
    house = build.house
    number = f"{day.day}." if house.words.language == "de" else str(day.day)
    if count and day >= house.today:
        look = Look.EVENT if day == house.today else Look.CARD
        dots = f"● {house.words.number(count)}"
        build.buttons.append(Button(place, f"day:{day.isoformat()}", (number, dots), look))
        return
    build.text(place.x, place.y + (place.h - 1) // 2, place.w, number, Look.QUIET, "center")


def _card(house: House, day: date, count: int, place: Rect) -> Button:
    """A day in words, and how many events it has."""
    name = wrap(short_day(house.words, day, house.today, relative=house.clock.trusted), inner_width(place))
    lines = (*name, f"● {house.words.number(count)}")
    return Button(place, f"day:{day.isoformat()}", lines, Look.CARD, align="left", strong=len(name), edge=Look.EVENT)
