"""Sheets of the handover binder about people: who looks after it, whom to call, which accounts there are."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from kiosk.check.people import ACTIVE
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Sheet, Text, facts, to_fill
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.columns import in_pieces
from kiosk.words import Words
from sync.ledger.activity import last_active
from sync.records import Source

PRODUCTS = {"wordpress": "WordPress", "cyclos": "Cyclos", "pretix": "pretix"}
"""What the maker of a platform calls it; the other kinds are words."""
SECRET_PATHS = ("ical",)
"""Kinds whose whole address may itself be the key: whoever knows it reads a private calendar."""


def people(house: House, desk: Desk) -> Iterator[Sheet]:
    """Who and with what. Raises `KeyRingError`, `SyncError`."""
    yield _who_cares(house, desk)
    yield _whom_to_call(house)
    yield _accounts(house, desk.settings.platforms)


def _who_cares(house: House, desk: Desk) -> Sheet:
    _, number = house.words.say, house.words.number
    seen = {name.casefold(): when for name, when in last_active(desk.ledger).items()}
    rows = [(name, _last(house, seen.get(name.casefold()))) for name in sorted(desk.names)]
    empty = [("", "")] * 2
    return Sheet(
        _("Who looks after the terminal"),
        (
            Text(
                (
                    _("These people have a PIN. Each of them can do everything at the office's side of the terminal."),
                    _("Two people or more must sign in within {days} days.").format(days=number(ACTIVE.days)),
                )
            ),
            to_fill((_("Name"), _("Last sign-in"), _("Phone")), [*rows, *empty], (3, 3, 3), 14),
            Text(
                (
                    _(
                        "Somebody new: “More”, “The device”, “Staff and PINs”, “New person”. "
                        "They type a PIN of their own."
                    ),
                    _("Somebody leaves: there, tap their name and “Take off the list”, on the last day."),
                )
            ),
            Blanks((_("First in charge:"), _("Stands in:"))),
        ),
    )


def _last(house: House, when: datetime | None) -> str:
    if when is None:
        return house.words.say("not yet")
    day = whole_day(house.words, when.astimezone(house.zone).date())
    late = when < house.now() - ACTIVE
    return house.words.say("{day}, too long ago").format(day=day) if late else day


def _whom_to_call(house: House) -> Sheet:
    _, visit = house.words.say, house.visit
    known = facts(
        (_("Centre"), house.centre),
        (_("Who"), visit.person),
        (_("Phone"), visit.phone),
        (_("Where"), visit.address),
        (_("Open"), "\n".join(visit.hours)),
    )
    who = (
        _("Helper for the terminal"),
        _("Network and router"),
        _("Websites and calendars"),
        _("Exchange ring"),
        _("Data protection"),
        _("Key to the room"),
        _("Keeper of the envelope"),
    )
    lines = to_fill((_("What for"), _("Name"), _("Phone")), [(one,) for one in who], (3, 3, 3), 16)
    return Sheet(_("Whom to call"), (known, lines))


def _accounts(house: House, platforms: tuple[Source, ...]) -> Sheet:
    _ = house.words.say
    told = [
        _("The terminal reads and books on these sites. Passwords and keys do not stand here."),
        _("Write down who can sign in there. Keep the passwords in a locked place."),
    ]
    if not platforms:
        told = [_("No site is set, so nothing is read and no account is needed.")]
    headings = (_("Site"), _("What it does"), _("User name"), _("Who has the password"))
    rows = [_account(house.words, source) for source in platforms]
    return Sheet(_("Accounts"), (Text(tuple(told)), *([to_fill(headings, rows, (4, 3, 3, 3), 24)] if rows else [])))


def _account(words: Words, source: Source) -> tuple[str, ...]:
    where = in_pieces(public_address(source))
    does = "\n".join((kind_name(words, source), *(books_words(words, source))))
    return f"{source.name}\n{where}", does, in_pieces(urlsplit(source.url).username or "")


def kind_name(words: Words, source: Source) -> str:
    """What kind of site it is."""
    return PRODUCTS.get(source.kind) or {"ical": words.say("Calendar"), "mail": words.say("Mail")}[source.kind]


def books_words(words: Words, source: Source) -> list[str]:
    """What is booked there; `reads only` where nothing is."""
    _ = words.say
    names = {"payment": _("books hours"), "seat": _("books seats"), "job": _("gives jobs")}
    return [names[one] for one in source.books] or [_("reads only")]


def public_address(source: Source) -> str:
    """The address without anything that could be a key: no user, no question, and of a calendar only the host."""
    parts = urlsplit(source.url)
    host = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    return f"{host}/…" if source.kind in SECRET_PATHS else host + parts.path
