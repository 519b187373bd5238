"""The day of an event, where German words name it plainly; rather none than a wrong one."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from sync.germantimes import Hours, hours_after, only_hours

AHEAD_MAX = timedelta(days=300)
"""A date without year and weekday that is further ahead of its post is rather the report of a day just past."""
BEHIND_MAX = timedelta(days=31)
"""A date further behind its post (a founding, a birthday) is not the day of what the post announces."""
SPAN_MAX = timedelta(days=62)
"""The longest event named by two days; a longer one is an exhibition, a season or a mistake."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan jän", "feb", "mär mae mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"), 1
    )
    for name in names.split()
}
_WEEKDAYS = {name: number for number, name in enumerate(("mo", "di", "mi", "do", "fr", "sa", "so"))}
_MONTH = (
    r"(?:Januar|Jänner|Jan|Februar|Feber|Feb|März|Maerz|Mrz|April|Apr|Mai|Juni|Jun|Juli|Jul|August|Aug|"
    r"September|Sept|Sep|Oktober|Okt|November|Nov|Dezember|Dez)(?![a-zäöüß])\.?"
)
_WEEKDAY = (
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)"
    r"(?:abend|nachmittag|vormittag|morgen)?(?![a-zäöüß])\.?\s?,?\s{0,2}(?:(?:den|dem|am|der)\s)?"
)
_DATE = re.compile(
    rf"""(?<![\d.,:/-])
    (?P<weekday>{_WEEKDAY})?
    (?:
      (?P<list>\d{{1,2}}\.?\s{{0,2}}(?:{_MONTH}|\d{{1,2}}\.)?\s{{0,2}}
        (?:,|und|oder|u\.|/|\+|&|sowie)\s{{0,2}}(?:{_WEEKDAY})?(?=\d)) |
      (?P<first>\d{{1,2}})\.?\s{{0,2}}(?:(?P<first_name>{_MONTH})|(?P<first_month>\d{{1,2}})\.)?\s{{0,2}}(?:20\d\d)?
      \s{{0,2}},?\s{{0,2}}(?:–|—|-|bis(?:\s(?:zum|einschließlich))?)\s{{0,2}}(?:{_WEEKDAY})?
    )?
    (?:
      (?P<day>\d{{1,2}})\.?\s{{0,2}}(?P<name>{_MONTH})(?:\s{{0,2}}(?P<year>20\d\d)(?!\d|\s?Uhr))? |
      (?P<day2>\d{{1,2}})\.\s?(?P<month2>\d{{1,2}})\.
        (?:\s?(?P<year2>20\d\d)(?!\d)|(?P<short>\d\d)(?![\d.:]|\s?Uhr))?(?!\d) |
      (?P<year3>20\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d)
    )
    (?!\s{{0,2}}1\d\d\d(?!\d))""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_THE_DAY = re.compile(
    r"(?:\b(?:bis|spätestens|seit|ab|nach|vor|Stand|geboren)(?:\s(?:zum|dem|den|am|einschließlich|spätestens))*"
    r"|(?:schluss|frist|Anmeldung|Bewerbung)[^.!?\n]{0,25})[\s:]*$",
    re.IGNORECASE,
)
"""What stands before a deadline or a beginning."""
_FROM = re.compile(r"\bvom\s*$", re.IGNORECASE)
_MOVED = re.compile(r"verschoben|verlegt|neuer termin|ersatztermin", re.IGNORECASE)


class Day(msgspec.Struct, frozen=True):
    """When an event is: its days, and its hours where they are named."""

    first: date
    last: date
    hours: Hours | None = None

    def starts(self, zone: ZoneInfo) -> str:
        """For `Item.starts`: a time, or a date when no hour is known."""
        return _local(self.first, self.hours.begins, zone) if self.hours else self.first.isoformat()

    def ends(self, zone: ZoneInfo) -> str | None:
        """For `Item.ends`; an event that ends before it begins ends on the next day."""
        if not self.hours:
            return self.last.isoformat() if self.last > self.first else None
        if self.hours.finishes is None:
            return None
        late = timedelta(days=self.hours.finishes <= self.hours.begins)
        return _local(self.first + late, self.hours.finishes, zone)


def day_of(title: str, text: str, published: date | None) -> Day | None:
    """The one day that title and text name; None where none stands there, or several, or a doubtful one.

    Without a year it is the next such day on or after `published`. A weekday must fit.
    """
    if _MOVED.search(title) or _MOVED.search(text):
        return None
    in_title, in_text = list(_dates(title, published)), list(_dates(text, published))
    days = {(day.first, day.last) if day else None for day in (in_title or in_text)}
    if len(days) != 1 or None in days or (in_title and in_text and not _agree(in_title, in_text)):
        return None
    found = (in_title or in_text)[0]
    assert found is not None
    if found.last > found.first:
        return found
    near = next((day.hours for day in [*in_title, *in_text] if day and day.first == found.first and day.hours), None)
    return Day(found.first, found.last, near or only_hours(f"{title}\n{text}"))


def _agree(in_title: list[Day | None], in_text: list[Day | None]) -> bool:
    """Whether the text names the title's day too, if it names any."""
    named = in_title[0]
    return any(day and named and (day.first, day.last) == (named.first, named.last) for day in in_text)


def _dates(text: str, published: date | None) -> Iterator[Day | None]:
    """Every date of a text that may be the event's; None for one that cannot be resolved."""
    for found in _DATE.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if _NOT_THE_DAY.search(before) or (_FROM.search(before) and not found["first"]):
            continue
        if found["list"]:
            yield None
            continue
        day = _resolved(found, published)
        if day and published and day.last < published - BEHIND_MAX:
            continue
        yield day and msgspec.structs.replace(day, hours=hours_after(text, found.end()))


def _resolved(found: re.Match[str], published: date | None) -> Day | None:
    """The days that a match means; None when there is no such day, or its weekday is another."""
    month = _month(found["name"]) or int(found["month2"] or found["month3"])
    day = int(found["day"] or found["day2"] or found["day3"])
    short = f"20{found['short']}" if found["short"] else None
    year = found["year"] or found["year2"] or found["year3"] or short
    weekday = _weekday(found["weekday"])
    if found["first"]:
        return _span(found, _on(day, month, year, None, published), weekday)
    last = _on(day, month, year, weekday, published)
    return Day(last, last) if last else None


def _on(day: int, month: int, year: str | None, weekday: int | None, published: date | None) -> date | None:
    """The day itself, or the next one on or after `published`; with a weekday also the one after that."""
    if year:
        named = _date(int(year), month, day)
        return named if named and weekday in (None, named.weekday()) else None
    if published is None:
        return None
    coming = (_date(published.year + ahead, month, day) for ahead in range(3))
    following = [one for one in coming if one and one >= published][:2]
    if weekday is None:
        following = [one for one in following[:1] if one - published <= AHEAD_MAX]
    return next((one for one in following if weekday in (None, one.weekday())), None)


def _span(found: re.Match[str], last: date | None, weekday: int | None) -> Day | None:
    """Several days; the first one lies before the last, at most `SPAN_MAX`."""
    if last is None:
        return None
    month = _month(found["first_name"]) or int(found["first_month"] or last.month)
    year = last.year - (month > last.month)
    first = _date(year, month, int(found["first"]))
    if first is None or not timedelta(0) < last - first <= SPAN_MAX or weekday not in (None, first.weekday()):
        return None
    return Day(first, last)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str | None) -> int | None:
    return _MONTHS[name[:3].lower()] if name else None


def _weekday(words: str | None) -> int | None:
    if not words:
        return None
    return _WEEKDAYS["sa" if words.lower().startswith("sonna") else words[:2].lower()]


def _local(day: date, at: time, zone: ZoneInfo) -> str:
    """By way of UTC: an hour that the clock skips moves on."""
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone).isoformat(timespec="seconds")
