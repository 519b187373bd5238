"""For what the terminal uses data about people: only what its settings and its ledger make possible."""

from collections.abc import Iterable, Iterator

import msgspec

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.words import Words
from sync.ledger.retention import Kind
from sync.records import Source


class Use(msgspec.Struct, frozen=True):
    """One processing activity."""

    title: str
    purpose: str
    persons: str
    data: str
    receivers: str
    kinds: tuple[Kind, ...]
    """Lines of the retention table."""


def uses(house: House, desk: Desk) -> Iterator[Use]:
    """All of them, the most used first. Raises `SyncError`."""
    words, platforms = house.words, desk.settings.platforms
    ours = books_hours(desk)
    if ours:
        yield _hours(words, platforms)
    yield _seats(words, platforms)
    if ours:
        yield _members(words)
    if house.letters:
        yield _letters(words)
    if desk.settings.pulled:
        yield _contents(words, desk.settings.pulled)
    yield _staff(words)
    yield _safety(words)


def books_hours(desk: Desk) -> bool:
    """Whether hours of members can be booked here: where no ring takes them they are booked all the same, on paper."""
    return bool(_booking(desk.settings.platforms, "payment") or desk.ledger.people.all())


def _booking(platforms: Iterable[Source], *what: str) -> list[str]:
    return [source.name for source in platforms if set(what) & set(source.books)]


def _hours(words: Words, platforms: Iterable[Source]) -> Use:
    _ = words.say
    return Use(
        _("Booking hours"),
        _("hours that members give each other; receipts and statements on paper"),
        _("members of the exchange ring"),
        _("both numbers, hours, text, day, receipt"),
        ", ".join(_booking(platforms, "payment")) or _("nobody; on paper only"),
        (Kind.PAYMENT, Kind.PRINTOUT, Kind.STATEMENT, Kind.DRAFT),
    )


def _seats(words: Words, platforms: Iterable[Source]) -> Use:
    _ = words.say
    names = [*_booking(platforms, "seat", "job"), _("the organiser, on paper")]
    return Use(
        _("Booking seats and jobs"),
        _("seats at events and jobs, for whoever asks the office"),
        _("residents and guests"),
        _("name, telephone if they want, event or job, number of seats"),
        ", ".join(names),
        (Kind.REGISTRATION,),
    )


def _members(words: Words) -> Use:
    _ = words.say
    return Use(
        _("List of members"),
        _("finding who books, handing out paper, naming only who agreed"),
        _("members of the exchange ring"),
        _("number, name, mail, telephone, balance, consents"),
        _("nobody; in print only who agreed"),
        (Kind.MEMBER, Kind.MARK),
    )


def _letters(words: Words) -> Use:
    _ = words.say
    return Use(
        _("Wishes and opinions"),
        _("telling the office what residents want and think"),
        _("residents who leave something"),
        _("first name or member number, the wish or one sentence"),
        _("nobody; the office reads them"),
        (Kind.LETTER, Kind.WISH, Kind.OPINION),
    )


def _contents(words: Words, sources: Iterable[Source]) -> Use:
    _ = words.say
    sites = ", ".join(source.name for source in sources)
    return Use(
        _("Showing what sites publish"),
        _("events, offers, jobs and notices on screen and paper, from: {sites}").format(sites=sites),
        _("organisers and members who published something"),
        _("what they published: title, text, contact"),
        _("everybody who stands at the terminal"),
        (),
    )


def _staff(words: Words) -> Use:
    _ = words.say
    return Use(
        _("Staff and audit log"),
        _("only authorised people book, and nobody changes a booking unseen"),
        _("the staff"),
        _("name, sign-ins, what was done and when; the PIN itself is not stored"),
        _("nobody"),
        (Kind.STAFF, Kind.JOURNAL, Kind.LOCKOUT),
    )


def _safety(words: Words) -> Use:
    _ = words.say
    return Use(
        _("Backups and log"),
        _("bringing everything back after a fault"),
        _("everybody named above"),
        _("an encrypted copy of everything; the log holds no names"),
        _("nobody; whoever has stick and envelope can read it"),
        (Kind.BACKUP, Kind.LOG),
    )
