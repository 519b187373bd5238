"""On which days something happens, counted from today, so that the demo is never out of date."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum
from itertools import islice

import msgspec


class Weekday(IntEnum):
    """Days as `date.weekday` counts them, named as in the data."""

    MO, DI, MI, DO, FR, SA, SO = range(7)


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """When something happens. Nothing given: it has no date yet.

    One of these gives the days; only days from today on and within twelve months count:
    `day` (days from today, `times` days running) · `yearly` (`MM-DD`) ·
    `weekday` (the next one, `week` weeks later; `times` of them, `every_weeks` apart) ·
    `weekday` and `nth` (of each month, -1 the last; only in `months` when given).
    """

    day: int | None = None
    yearly: str | None = None
    weekday: str | None = None
    week: int = 0
    every_weeks: int = 1
    nth: int | None = None
    months: tuple[int, ...] = tuple(range(1, 13))
    times: int = 1

    @property
    def dated(self) -> bool:
        """Whether any day is given."""
        return (self.day, self.yearly, self.weekday) != (None, None, None)

    @property
    def repeats(self) -> bool:
        """Whether one day alone does not name an occurrence."""
        return self.times > 1

    def days(self, today: date) -> list[date]:
        """The days, earliest first, at most `times`."""
        end = _a_year_after(today)
        return list(islice((day for day in self._all(today) if today <= day < end), self.times))

    def _all(self, today: date) -> Iterator[date]:
        if self.day is not None:
            yield from (today + timedelta(days=self.day + n) for n in range(self.times))
        elif self.yearly is not None:
            yield from (date.fromisoformat(f"{today.year + n}-{self.yearly}") for n in (0, 1))
        elif self.weekday is not None:
            weekday = Weekday[self.weekday.upper()]
            yield from self._weekly(today, weekday) if self.nth is None else self._monthly(today, weekday, self.nth)

    def _weekly(self, today: date, weekday: Weekday) -> Iterator[date]:
        """Fortnights are counted from a fixed Monday, so that a group keeps its weeks tomorrow."""
        first = today + timedelta(days=(weekday - today.weekday()) % 7, weeks=self.week)
        weeks = (first + timedelta(weeks=n) for n in range(self.times * self.every_weeks))
        yield from (day for day in weeks if (day.toordinal() - 1) // 7 % self.every_weeks == 0)

    def _monthly(self, today: date, weekday: Weekday, nth: int) -> Iterator[date]:
        for n in range(13):
            year, month = today.year + (today.month - 1 + n) // 12, (today.month - 1 + n) % 12 + 1
            if month in self.months:
                yield from _nth(year, month, weekday, nth)


def _nth(year: int, month: int, weekday: Weekday, nth: int) -> Iterator[date]:
    first = date(year, month, 1)
    days = (first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * n) for n in range(5))
    inside = [day for day in days if day.month == month]
    yield inside[nth - 1 if nth > 0 else nth]


def _a_year_after(today: date) -> date:
    """The same date in twelve months; the last of February stands for a leap day."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if leap else today.day)
