"""The parts of the report on what is stored about a member, in words."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from kiosk.amounts import amount_words, balance_words
from kiosk.backup_words import kept_words
from kiosk.booking import unit_of
from kiosk.dates import time_words
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.retention_words import kind_words
from kiosk.slip_words import state_words as paper_words
from kiosk.verdicts import state_words, why_words
from kiosk.words import Words
from sync.clock import Trust
from sync.ledger.export import OwnBooking, Stored, When
from sync.ledger.records import PAPER, Member, State
from sync.ledger.retention import Kind

Fact = tuple[str, str]


class Block(msgspec.Struct, frozen=True):
    """One thing, with what is known of it."""

    title: str
    facts: tuple[Fact, ...]


class Section(msgspec.Struct, frozen=True):
    """One kind of data."""

    heading: str
    sentences: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


def sections(house: House, desk: Desk, found: Stored) -> Iterator[Section]:
    """Each kind of data; one of which there is nothing says so."""
    words, _ = house.words, house.words.say
    own = _member(house, desk, found.member) if found.member else ()
    yield Section(_("Your row in the list of members"), *_either(own, _("You are not in the list of members.")))
    booked = tuple(_booking(house, one) for one in found.bookings)
    yield Section(_("Your bookings"), *_either(booked, _("Nothing was booked for you here.")))
    sums = tuple((_("Sum"), balance_words(words, amount, unit)) for unit, amount in sorted(found.entries.items()))
    if sums:
        yield Section(_("What your bookings come to"), (), (Block("", sums),))
    left = tuple(Block(one.title, ((_("Left on"), when_words(house, one.left)),)) for one in found.wishes)
    yield Section(_("Wishes with your number"), *_either(left, _("There is none.")))
    drafts = tuple(Block("", tuple(_draft(words, one))) for one in found.drafts)
    yield Section(_("Bookings that were begun"), *_either(drafts, _("There is none.")))
    if found.statement:
        day = date.fromisoformat(str(found.statement["day"]))
        yield Section(_("Your last account statement"), (whole_day(words, day),))
    yield Section(_("Notes of the terminal"), tuple(_events(words, found)))
    yield Section(_("Where else it stands"), tuple(_elsewhere(house, desk, found)))


def platforms_of(found: Stored) -> list[str]:
    """The platforms that know the member, or that were told of a booking."""
    known = [found.member.source] if found.member and found.member.source != "csv" else []
    return sorted({*known, *(one.platform for one in found.bookings if one.platform != PAPER)})


def when_words(house: House, when: When) -> str:
    """Day and time; `ungefähr` before it where the clock was not sure (R10)."""
    local: datetime = when.at.astimezone(house.zone)
    told = f"{whole_day(house.words, local.date())}, {time_words(house.words, local)}"
    return house.words.say("about {when}").format(when=told) if when.trust is Trust.UNTRUSTED else told


def _either(blocks: tuple[Block, ...], nothing: str) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    return ((), blocks) if blocks else ((nothing,), ())


def _member(house: House, desk: Desk, member: Member) -> tuple[Block, ...]:
    words, _ = house.words, house.words.say
    yes, no, unit = _("yes"), _("no"), unit_of(desk)
    told = [
        (_("Number"), member.number),
        (_("Name"), member.name),
        (_("Short name"), member.short),
        (_("Phone"), member.phone or "–"),
        (_("Mail"), member.email or "–"),
        (_("Joined"), whole_day(words, date.fromisoformat(member.joined)) if member.joined else "–"),
        (_("Name in print"), yes if member.print else no),
        (_("Name in public"), yes if member.public else no),
        (_("No internet"), yes if member.offline else no),
        (_("Known from"), _("a file") if member.source == "csv" else member.source),
        (_("Number there"), member.remote or "–"),
    ]
    if account := member.account:
        read = When(datetime.fromtimestamp(account.read_ms / 1000, house.zone), account.trust)
        told += [(_("Balance"), balance_words(words, account.balance, unit)), (_("Read"), when_words(house, read))]
        bounds = ((_("Not below"), account.floor), (_("Not above"), account.ceiling))
        told += [(label, balance_words(words, bound, unit)) for label, bound in bounds if bound is not None]
    return (Block("", tuple(told)),)


def _booking(house: House, one: OwnBooking) -> Block:
    words, _ = house.words, house.words.say
    sides = {"payer": _("You gave"), "payee": _("You got"), "guest": _("For you")}
    about = amount_words(words, one.amount, one.unit or "") if one.amount is not None else one.title or ""
    told = [
        (sides[one.role], about),
        (_("Other member"), one.partner),
        (_("What for"), one.text),
        (_("When"), one.starts),
        (_("Seats"), words.number(one.seats) if one.seats else None),
        (_("Name"), one.name),
        (_("Phone"), one.phone),
        (_("Takes back"), one.takes_back),
        (_("Offer"), one.offer),
        (_("Booked on"), when_words(house, one.entered)),
        (_("Reference"), one.reference),
        (_("Signed slip"), one.paper),
        (_("Goes to"), _("paper") if one.platform == PAPER else one.platform),
        (_("Number there"), one.remote_id if one.remote_id != PAPER else None),
        (_("State"), state_words(words, State(one.state))),
        (_("Remark"), why_words(words, one.reason, one.detail, one.platform) if one.reason else None),
        *((_("Slip {n}").format(n=slip.side), paper_words(words, slip.state, slip.trouble)) for slip in one.printouts),
    ]
    title = _("Receipt {receipt}").format(receipt=one.receipt)
    return Block(title, tuple((label, value) for label, value in told if value))


def _draft(words: Words, draft: dict[str, object]) -> Iterator[Fact]:
    _ = words.say
    names = {
        "payer": _("From (pays)"),
        "payee": _("To (gets)"),
        "purpose": _("What for"),
        "name": _("Who"),
        "item": _("Entry"),
        "offer": _("Offer"),
        "seats": _("Seats"),
        "paper": _("Signed slip"),
    }
    yield from ((label, str(draft[name])) for name, label in names.items() if name in draft)
    if isinstance(amount := draft.get("amount"), int):
        yield _("Amount"), amount_words(words, amount, "").strip()


def _events(words: Words, found: Stored) -> Iterator[str]:
    """The rows themselves are in the data for machines: a person is told what they are."""
    yield words.count("{n} step of your bookings is noted.", "{n} steps of your bookings are noted.", len(found.events))
    yield words.say("A note says what was done, when, and by whom of the staff. It holds no contents.")


def _elsewhere(house: House, desk: Desk, found: Stored) -> Iterator[str]:
    _ = house.words.say
    if platforms := platforms_of(found):
        told = _("On these platforms: {names}. Ask there too what is stored.")
        yield told.format(names=", ".join(platforms))
    yield f"{kind_words(house.words, Kind.BACKUP)} ({kept_words(house.words, desk.settings.backup.keep)})"
    yield _("On paper: receipts, signed slips and statements in the folders of the centre.")
