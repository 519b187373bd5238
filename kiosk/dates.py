"""Dates and times in words: "Dienstag, 3. März", "14:30 Uhr", "vor 5 Minuten" (A32)."""

from datetime import date, datetime, timedelta

from kiosk.words import Words
from sync.records import Item

FAR = 300
"""Days from which on a date needs its year: within ten months nobody mistakes one."""


def weekday(words: Words, day: date) -> str:
    """The full name of the day of the week."""
    _ = words.say
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def weekdays_short(words: Words) -> list[str]:
    """The days of the week in one or two letters, Monday first; names cut short are alike in some languages."""
    return words.say("Mo Tu We Th Fr Sa Su").split(" ")


def month(words: Words, day: date) -> str:
    """The full name of the month."""
    _ = words.say
    first = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    second = (_("July"), _("August"), _("September"), _("October"), _("November"), _("December"))
    return (first + second)[day.month - 1]


def month_alone(words: Words, day: date) -> str:
    """The name of the month where no day stands before it: many languages have another form for that."""
    _ = words.say
    first = (_("alone: January"), _("alone: February"), _("alone: March"), _("alone: April"))
    second = (_("alone: May"), _("alone: June"), _("alone: July"), _("alone: August"))
    third = (_("alone: September"), _("alone: October"), _("alone: November"), _("alone: December"))
    return (first + second + third)[day.month - 1]


def day_words(words: Words, day: date, today: date) -> str:
    """`Dienstag, 3. März`; with the year when it is not within ten months of today."""
    _ = words.say
    parts = {"weekday": weekday(words, day), "day": day.day, "month": month(words, day), "year": day.year}
    if abs((day - today).days) > FAR:
        return _("{weekday}, {month} {day}, {year}").format(**parts)
    return _("{weekday}, {month} {day}").format(**parts)


def date_words(words: Words, day: date, today: date) -> str:
    """`3. März`, for places without room; with the year like `day_words`."""
    _ = words.say
    sentence = _("{month} {day}, {year}") if abs((day - today).days) > FAR else _("{month} {day}")
    return sentence.format(month=month(words, day), day=day.day, year=day.year)


def short_day(words: Words, day: date, today: date, *, relative: bool) -> str:
    """`Heute`, `Morgen` where the clock is trusted, else the day in words."""
    _ = words.say
    if relative and day == today:
        return _("Today")
    if relative and day == today + timedelta(days=1):
        return _("Tomorrow")
    return day_words(words, day, today)


def time_words(words: Words, moment: datetime) -> str:
    """`14:30 Uhr`."""
    return words.say("{time} o'clock").format(time=moment.strftime("%H:%M"))


def span(item: Item) -> tuple[date | None, date | None]:
    """First and last local day of an event; None where not known."""
    first = date.fromisoformat(item.starts[:10]) if item.starts else None
    last = date.fromisoformat(item.ends[:10]) if item.ends else first
    return first, last


def when_words(words: Words, item: Item, today: date, *, relative: bool = False) -> str | None:
    """The time of an item in one line: day, time and end; None when it has none."""
    _ = words.say
    first, last = span(item)
    if first is None or item.starts is None:
        return None
    day = short_day(words, first, today, relative=relative)
    until = day_words(words, last, today) if last and last != first else None
    if item.all_day:
        return _("{day} to {last}").format(day=day, last=until) if until else _("{day}, all day").format(day=day)
    return _timed(words, item, day, until)


def begin_words(words: Words, item: Item, today: date, *, relative: bool) -> str | None:
    """Only the day on which an event begins, for places without room."""
    first, _ = span(item)
    return short_day(words, first, today, relative=relative) if first else None


def _timed(words: Words, item: Item, day: str, until: str | None) -> str:
    _ = words.say
    start = datetime.fromisoformat(item.starts or "")
    clock = start.strftime("%H:%M")
    if not item.ends:
        return _("{day}, {time}").format(day=day, time=time_words(words, start))
    end = datetime.fromisoformat(item.ends)
    if until and end - start > timedelta(hours=14):
        return _("{day}, {start} to {last}, {time}").format(
            day=day, start=clock, last=until, time=time_words(words, end)
        )
    return _("{day}, {start} to {time}").format(day=day, start=clock, time=time_words(words, end))


def age_words(words: Words, age: timedelta) -> str:
    """How long ago: `gerade eben`, `vor 5 Minuten`, `vor 3 Stunden`, `vor 2 Tagen`."""
    _, n_ = words.say, words.count
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return n_("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 48 * 60:
        return n_("{n} hour ago", "{n} hours ago", minutes // 60)
    return n_("{n} day ago", "{n} days ago", minutes // (24 * 60))
