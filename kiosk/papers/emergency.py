"""The emergency sheet ("Notbetrieb"): one day on paper, so that the centre goes on while the terminal is dead."""

from datetime import date, timedelta

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.emergency_day import Day, day_on_paper
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.papers.vouchers import blanks_of, voucher_words
from printing.slip import Fact
from printing.typeset import pdf_and_places
from sync.ledger.records import OPEN
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.vouchers import RUN_MAX

LINES = 10
"""Numbered lines: they fit on the first page, below what to do; a centre seldom books more a day."""
USUAL = 2
"""Blank vouchers, where nobody says how many: one sheet."""
MEMBERS_MAX = 96
"""Members who are named on the sheet, one page of three columns; a larger ring takes its list of members."""


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """The sheet of today. Raises `NotBooked`, `Unstorable`.

    Composed again on the same day it bears the same numbers, as far as they are neither booked nor void.
    """
    count = _count(wishes)
    days = [day_on_paper(house, desk, house.today + timedelta(days=more)) for more in (0, 1)]
    file = house.words.say("emergency-sheet")
    data = _data(house, desk, _numbers(house, desk, LINES + count), days)
    made, places = pdf_and_places("emergency", data)
    return Made(
        paper=Paper.EMERGENCY,
        name=f"{file}-{house.today}.pdf",
        title=house.words.say("Emergency sheet"),
        pdf=made,
        sheets=places[-1]["sheets"],
        rows=_rows(house, count, days),
    )


def _rows(house: House, count: int, days: list[Day]) -> tuple[str, ...]:
    """What stands on it, one line each."""
    n_ = house.words.count
    lines = n_("{n} numbered line to fill in", "{n} numbered lines to fill in", LINES)
    blanks = n_("{n} blank voucher", "{n} blank vouchers", count)
    events = n_("{n} event", "{n} events", sum(len(day.events) for day in days))
    return (valid_words(house), *_steps(house), events, lines, blanks)


def kind_of(day: date) -> str:
    """What the ledger calls the numbers of a day's sheet."""
    return f"emergency {day}"


def valid_words(house: House) -> str:
    """For which day it is, and how long it serves."""
    first, last = (whole_day(house.words, day) for day in (house.today, house.today + timedelta(days=1)))
    told = house.words.say("{first}. Valid until {last}").format(first=first, last=last)
    return told if house.clock.trusted else house.words.say("about {when}").format(when=told)


def _count(wishes: Wishes) -> int:
    count = USUAL if wishes.count is None else wishes.count
    if not 0 < count <= RUN_MAX - LINES:
        raise NotBooked(Rule.VOUCHER_COUNT, count=count, limit=RUN_MAX - LINES)
    return count


def _numbers(house: House, desk: Desk, wanted: int) -> list[int]:
    """Those of today's sheet that may still be booked, and new ones where that is not enough."""
    vouchers, kind = desk.ledger.vouchers, kind_of(house.today)
    with desk.ledger.change():
        free = [number for run in vouchers.runs(kind) for number in vouchers.unused(run)][:wanted]
        return [*free, *(vouchers.reserve(wanted - len(free), kind, desk.me) if len(free) < wanted else ())]


def _data(house: House, desk: Desk, numbers: list[int], days: list[Day]) -> dict[str, object]:
    _ = house.words.say
    title, words = _("Emergency sheet"), voucher_words(house, desk)
    names, note = _members(house, desk)
    blanks = blanks_of(desk, numbers)
    columns = [_("Number"), _("From"), _("To"), words["unit"], _("What for"), _("Signature")]
    return {
        "title": title,
        "date": house.today.isoformat(),
        "lang": house.words.language,
        "valid": valid_words(house),
        "footer": f"{title} · {words['centre']} · {whole_day(house.words, house.today)}",
        "steps": _steps(house),
        "help": _help(house),
        "waiting": _waiting(house, desk),
        "days": days,
        "lines": {"columns": columns, "numbers": [blank.number for blank in blanks[:LINES]]},
        "members": names,
        "member_note": note,
        "vouchers": blanks[LINES:],
        "voucher_words": words,
        "words": {
            "help": _("Whom to ask"),
            "lines": _("Bookings of this day"),
            "fill": _("One booking a line: both numbers, how much, what for. Whoever pays signs."),
            "members": _("Numbers of the members"),
        },
    }


def _steps(house: House) -> list[str]:
    """How to go on."""
    _ = house.words.say
    return [
        _("The terminal does not work? Go on with this sheet."),
        _("Write each booking on a line, or have a voucher filled in."),
        _("When the terminal works again, enter all numbers there under “Pile”. Each is booked once."),
    ]


def _help(house: House) -> list[Fact]:
    _, visit = house.words.say, house.visit
    told = [(_("Who"), visit.person), (_("Phone"), visit.phone), (_("Where"), visit.address)]
    return [Fact(label, value) for label, value in told if value]


def _waiting(house: House, desk: Desk) -> str | None:
    """How many bookings are safe in the terminal and nowhere else yet."""
    counts = desk.ledger.outbox.counts()
    waiting = sum(counts[state] for state in OPEN)
    told = house.words.count(
        "{n} booking waits in the terminal to be sent. It is not lost.",
        "{n} bookings wait in the terminal to be sent. They are not lost.",
        waiting,
    )
    return told if waiting else None


def _members(house: House, desk: Desk) -> tuple[list[str], str | None]:
    """Members who may be named in print, by name, without balances (R35); a sentence in place of too many."""
    _ = house.words.say
    named = [member for member in desk.ledger.people.all() if member.print]
    if len(named) > MEMBERS_MAX:
        return [], _("The numbers stand in the list of members.")
    names = [f"{member.short}, {member.number}" for member in named]
    return names, _("Only members who may be named in print stand here.") if names else None
