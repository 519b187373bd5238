"""Receipts: two slips for every booking, one for each side, with the same number (R35: initials, no balance)."""

from collections.abc import Mapping
from datetime import UTC, datetime

from kiosk.dates import time_words
from kiosk.house import House
from kiosk.papers.booking_facts import facts_of, kept, title_of, whole_day
from kiosk.papers.unbroken import numbers_unbroken
from kiosk.words import Words
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.clock import Trust
from sync.ledger.records import PAPER, Booking, Job, Member, Payment, Seat, Stamp


def receipts(
    house: House, booking: Booking, members: Mapping[str, Member], staff: str, *, copy: bool = False
) -> list[Slip]:
    """For payer and payee, or for whoever comes and the centre's file; `staff` is who booked, by name.

    Members whom `members` does not know stand there with their number alone. A copy says that it is one.
    """
    return [_slip(house, booking, members, staff, owner, copy=copy) for owner in owners(house.words, booking, members)]


def member_label(number: str, members: Mapping[str, Member]) -> str:
    """`1042 · E. M.`; the short name in place of the initials only where the member may be named in print."""
    member = members.get(number)
    if member is None:
        return number
    name = member.short if member.print else " ".join(f"{part[0]}." for part in member.name.split())
    return f"{number} · {name}" if name else number


def when_booked(house: House, stamp: Stamp) -> str:
    """Day and time, `ungefähr` before it where the clock was not sure (R10)."""
    moment = datetime.fromtimestamp(stamp.wall_ms / 1000, UTC).astimezone(house.zone)
    told = f"{whole_day(house.words, moment.date())}\n{time_words(house.words, moment)}"
    return house.words.say("about {when}").format(when=told) if stamp.trust is Trust.UNTRUSTED else told


def signature(label: str) -> list[Block]:
    """Room to sign above a line."""
    return [Gap(), Gap(), Gap(), Rule(), Paragraph(label)]


def owners(words: Words, booking: Booking, members: Mapping[str, Member]) -> tuple[str, str]:
    """Whom each of the two slips is for."""
    what = kept(booking.what)
    if isinstance(what, Payment):
        return member_label(what.payer, members), member_label(what.payee, members)
    return _person(what, members), words.say("the centre's file")


def _person(what: Seat | Job, members: Mapping[str, Member]) -> str:
    return member_label(what.member, members) if what.member else what.name


def _people(words: Words, booking: Booking, members: Mapping[str, Member]) -> list[Fact]:
    """Who pays and who gets, or who comes and whom to ask."""
    _ = words.say
    what = kept(booking.what)
    if isinstance(what, Payment):
        return [
            Fact(_("From (pays)"), member_label(what.payer, members)),
            Fact(_("To (gets)"), member_label(what.payee, members)),
        ]
    contact = [Fact(_("Contact"), numbers_unbroken(what.contact))] if what.contact else []
    return [Fact(_("Who"), _person(what, members)), *contact]


def _slip(house: House, booking: Booking, members: Mapping[str, Member], staff: str, owner: str, *, copy: bool) -> Slip:
    _ = house.words.say
    blocks: list[Block] = [Masthead(house.centre)]
    blocks.extend([Heading(_("COPY"))] if copy else [])
    blocks.extend((Heading(title_of(house.words, booking.what)), Gap()))
    blocks.extend((Fact(_("Receipt"), str(booking.receipt)), Fact(_("This receipt is for"), owner), Rule()))
    blocks.extend((*facts_of(house.words, booking.what), *_people(house.words, booking, members), Rule()))
    blocks.extend((Fact(_("Booked on"), when_booked(house, booking.stamp)), Fact(_("Reference"), booking.reference)))
    blocks.extend([Fact(_("Signed slip"), booking.paper)] if booking.paper else [])
    blocks.extend(() if copy else (Paragraph(_way(house.words, booking)),))
    blocks.extend((*signature(_("Signature")), Small(_("Booked by {staff}").format(staff=staff))))
    blocks.extend([Small(_printed(house))] if copy else [])
    return Slip(tuple(blocks))


def _way(words: Words, booking: Booking) -> str:
    """The truth at this moment: booked here, and nowhere else yet."""
    if booking.platform == PAPER:
        return words.say("Booked here. It is handed on as a note on paper.")
    return words.say("Booked here. It is sent as soon as there is a connection.")


def _printed(house: House) -> str:
    now = house.now()
    parts = {"day": whole_day(house.words, now.date()), "time": time_words(house.words, now)}
    return house.words.say("Printed on {day}, {time}").format(**parts)
