"""What takes place on a day, as it stands on the emergency sheet."""

from datetime import date, datetime

import msgspec

from kiosk.dates import day_words, time_words
from kiosk.desk import Desk
from kiosk.facts import headline
from kiosk.house import House
from kiosk.papers.consent import consents
from sync.records import Kind, StoredItem
from sync.replica import Listing
from sync.text import shorten

EVENTS_MAX = 5
"""Events of a day that are named: those of two days fit on the back."""

FACT_MAX = 90
"""Letters of a title, a place or a contact: two lines."""


class Happening(msgspec.Struct, frozen=True):
    """One event."""

    time: str
    title: str
    facts: tuple[str, ...]
    """Where, and whom to ask."""


class Day(msgspec.Struct, frozen=True):
    """A day and its events."""

    title: str
    events: tuple[Happening, ...]
    note: str | None
    """That there are none, or how many more."""


def day_on_paper(house: House, desk: Desk, day: date) -> Day:
    """Nobody is named who does not want to stand in print."""
    listing, allowed = Listing(Kind.EVENT, day, day), consents(desk.ledger, house.words)
    found = house.replica.page(listing, house.now(), 0, EVENTS_MAX)
    events = tuple(_happening(house, allowed.cleaned(_bare(item)), day) for item in found)
    return Day(_title(house, day), events, _note(house, len(found), house.replica.count(listing, house.now())))


def _title(house: House, day: date) -> str:
    """`Heute, Dienstag, 24. November`; the day alone where the clock is not to be trusted (A32)."""
    whole = day_words(house.words, day, house.today)
    if not house.clock.trusted:
        return whole
    name = house.words.say("Today") if day == house.today else house.words.say("Tomorrow")
    return f"{name}, {whole}"


def _note(house: House, named: int, every: int) -> str | None:
    if not every:
        return house.words.say("No event is known.")
    return house.words.count("{n} more event", "{n} more events", every - named) if every > named else None


def _happening(house: House, item: StoredItem, day: date) -> Happening:
    told = (headline(house.words, item), *filter(None, (item.place, item.contact)))
    title, *facts = (shorten(text, FACT_MAX) for text in told)
    return Happening(_time(house, item, day), title, tuple(facts))


def _bare(item: StoredItem) -> StoredItem:
    """Without its text, which does not stand on the sheet and would be looked through for names."""
    return msgspec.structs.replace(item, text=None)


def _time(house: House, item: StoredItem, day: date) -> str:
    """The time alone: when it begins, or of what began before, when it ends."""
    _, today = house.words.say, day.isoformat()
    starts, ends = item.starts or "", item.ends or ""
    if not item.all_day and starts.startswith(today):
        return time_words(house.words, datetime.fromisoformat(starts))
    if not item.all_day and ends.startswith(today):
        return _("to {last}").format(last=time_words(house.words, datetime.fromisoformat(ends)))
    return _("all day")
