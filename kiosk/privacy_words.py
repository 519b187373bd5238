"""Sentences about erasing members, the same on the screen, on paper and for commands."""

from collections.abc import Iterator
from datetime import date

from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.words import Words
from sync.ledger.erasing import Erased
from sync.ledger.traces import Traces


def left_out(words: Words, count: int) -> str:
    """A platform or a file still names people who were erased here."""
    erased = words.count("{n} erased member is still in there", "{n} erased members are still in there", count)
    way = words.say("They stay out. If somebody joins again: kiosk members erase --forget-mark")
    return f"{erased}. {way}"


def would_go(words: Words, found: Traces) -> Iterator[str]:
    """What erasing takes away, before it is done."""
    if found.member:
        yield words.say("Name, telephone, mail and consents of member {number} are erased.").format(number=found.number)
    yield from _small_things(words, len(found.wishes), len(found.drafts))


def gone(words: Words, erased: Erased) -> Iterator[str]:
    """The same afterwards, without the number."""
    if erased.row:
        yield words.say("Name, telephone, mail and consents of a member were erased.")
    yield from _small_things(words, erased.wishes, erased.drafts)


def stays(house: House, bookings: int, until: date | None) -> Iterator[str]:
    """What the books keep, under which rule and until when."""
    words, _ = house.words, house.words.say
    if bookings:
        yield words.count(
            "{n} booking stays without name and text.", "{n} bookings stay without name and text.", bookings
        )
        yield _("A random mark stands in the place of the number.")
    if until:
        told = _("The law wants payments to be kept until {day} (section 147 AO).")
        yield told.format(day=whole_day(words, until))


def by_hand(words: Words) -> Iterator[str]:
    """What no program erases."""
    _ = words.say
    yield _("Not erased: platforms, and paper in folders. Please look there yourself.")
    yield _("Old backups lose the member when they are restored.")


def _small_things(words: Words, wishes: int, drafts: int) -> Iterator[str]:
    if wishes:
        yield words.count("{n} wish loses its number.", "{n} wishes lose their number.", wishes)
    if drafts:
        yield words.count("{n} booking that was begun goes.", "{n} bookings that were begun go.", drafts)
