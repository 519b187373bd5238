"""The coming weeks as a grid of days; a day with events opens its list."""

from collections.abc import Callable
from datetime import date, timedelta

from kiosk.dates import month, weekday
from kiosk.frame import BUTTON_H, BUTTON_W, Frame
from kiosk.house import House
from kiosk.screens.page import Builder, Page
from kiosk.screens.steps import Back, Step
from kiosk.widgets.view import Button, Look, Rect, View

WEEK = timedelta(days=7)


class Calendar(Page):
    """As many whole weeks as fit; from six weeks on that is a month, and paging goes by month."""

    name = "calendar"

    def __init__(self, pick: Callable[[str | None, str | None], None]) -> None:
        self._pick = pick

    @staticmethod
    def fits(frame: Frame) -> bool:
        """Whether seven days of button width and two weeks have room."""
        return not frame.small and frame.w >= 7 * (BUTTON_W + 1) - 1 and frame.body.h >= 2 * (BUTTON_H + 1)

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        weeks = min(6, frame.body.h // (BUTTON_H + 1))
        first = self._first_day(house.today, weeks)
        last = first + weeks * WEEK - timedelta(days=1)
        build.way_back()
        build.title(_title(house, first, last, whole_month=weeks == 6))
        counts = house.replica.days(first, last, house.now())
        for week in range(weeks):
            _week(build, first + week * WEEK, frame.body.y + 1 + week * (BUTTON_H + 1), counts)
        build.controls(earlier=self.at > 0, further=last < house.today + timedelta(days=365))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":"):
            case ["day", day]:
                self._pick(day, None)
                return Back()
        return super().act(house, frame, action)

    def _first_day(self, today: date, weeks: int) -> date:
        """The Monday at which the grid begins."""
        if weeks < 6:
            return today - timedelta(days=today.weekday()) + self.at * weeks * WEEK
        months = today.year * 12 + today.month - 1 + self.at
        first = date(months // 12, months % 12 + 1, 1)
        return first - timedelta(days=first.weekday())


def _title(house: House, first: date, last: date, *, whole_month: bool) -> str:
    if whole_month:
        middle = first + 2 * WEEK
        return f"{month(house.words, middle)} {middle.year}"
    if first.month == last.month:
        return f"{month(house.words, first)} {first.year}"
    return f"{month(house.words, first)} – {month(house.words, last)} {last.year}"


def _week(build: Builder, monday: date, y: int, counts: dict[date, int]) -> None:
    house, frame = build.house, build.frame
    places = frame.columns(Rect(frame.body.x, y, frame.body.w, BUTTON_H), 7)
    for at, place in enumerate(places):
        day = monday + timedelta(days=at)
        if y == frame.body.y + 1:
            build.text(place.x, y - 1, place.w, weekday(house.words, day)[:2], Look.QUIET, "center")
        _day(build, day, place, counts.get(day, 0))


def _day(build: Builder, day: date, place: Rect, count: int) -> None:
    """A day with events is a button that says how many; another day is only its number."""
    house = build.house
    number = f"{day.day}." if house.words.language == "de" else str(day.day)
    if count and day >= house.today:
        look = Look.EVENT if day == house.today else Look.CARD
        build.buttons.append(Button(place, f"day:{day.isoformat()}", (number, f"● {count}"), look))
        return
    build.text(place.x, place.y + 1, place.w, number, Look.QUIET, "center")
