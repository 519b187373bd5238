"""The monthly page: all findings, what was done, who was active, and a place to sign (R40)."""

from datetime import UTC, date, timedelta

import msgspec

from kiosk.check.finding import Finding
from kiosk.check.readings.books import Printed
from kiosk.check.report import Readings, findings, take
from kiosk.check.titles import SIGNS, state_words, title_of
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.words import Words
from printing.typeset import pdf_and_places
from sync.clock import Trust
from sync.ledger.activity import Done, done_since

PERIOD = timedelta(days=30)
"""What the figures are of."""
GROUP = 8
"""Letters of the check mark that stand together."""


class Line(msgspec.Struct, frozen=True):
    """One finding."""

    sign: str
    title: str
    state: str
    sentence: str
    todo: str


class CheckSheet(msgspec.Struct, frozen=True):
    """All that the template prints."""

    title: str
    lang: str
    date: date
    centre: str
    day: str
    lines: tuple[Line, ...]
    figures_title: str
    figures: tuple[tuple[str, str], ...]
    mark_title: str
    mark: str
    remarks: str
    signature: str
    keep: str
    page: str


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """As of now; the printer is asked. Raises `SyncError`."""
    file = house.words.say("monthly-page")
    data = sheet_of(house, desk)
    made, places = pdf_and_places("check_sheet", data)
    return Made(
        paper=Paper.CHECK,
        name=f"{file}-{house.today}.pdf",
        title=data.title,
        pdf=made,
        sheets=places[-1]["sheets"],
        rows=tuple(f"{line.sign} {line.title}: {line.sentence}" for line in data.lines),
        issue=issue_of(desk),
    )


def issue_of(desk: Desk) -> bytes:
    """What is kept of one that is printed now: the next reminder counts from it."""
    return msgspec.json.encode(Printed(desk.clock.now().astimezone(UTC)))


def sheet_of(house: House, desk: Desk) -> CheckSheet:
    """All that stands on it, as of now. Raises `SyncError`."""
    words, _ = house.words, house.words.say
    device = house.watch.device if house.watch else None
    read = take(house, desk, device, printer=desk.settings.printer if house.printer else None, inside=True)
    done = done_since(desk.ledger, desk.clock.now() - PERIOD)
    return CheckSheet(
        title=_("Monthly page"),
        lang=words.language,
        date=house.today,
        centre=house.centre,
        day=_day(words, read, house.today),
        lines=tuple(_line(words, one) for one in findings(words, read) if one.name != "sheet"),
        figures_title=_("The last {days} days").format(days=words.number(PERIOD.days)),
        figures=_figures(words, done),
        mark_title=_("Check mark of all entries:"),
        mark=_grouped(desk.ledger.journal.root().hex()),
        remarks=_("What was done about it:"),
        signature=_("Day and signature"),
        keep=_("Keep this page in the folder."),
        page=_("Page {page}"),
    )


def _day(words: Words, read: Readings, today: date) -> str:
    """`ungefähr` before it where nobody knows that it is right (R10)."""
    told, at = whole_day(words, today), read.hours
    vouched = read.books is not None and read.books.vouched
    about = at.behind or (at.trust is Trust.UNTRUSTED and not vouched)
    return words.say("about {when}").format(when=told) if about else told


def _line(words: Words, one: Finding) -> Line:
    title, state = title_of(words, one.name), state_words(words, one.state)
    return Line(SIGNS[one.state], title, state, one.sentence, one.todo or "")


def _figures(words: Words, done: Done) -> tuple[tuple[str, str], ...]:
    _, n_ = words.say, words.number
    counted = {
        _("Bookings"): done.bookings,
        _("Wishes and opinions"): done.letters,
        _("Slips printed"): done.slips,
        _("Days closed"): done.closings,
    }
    told = {label: n_(number) for label, number in counted.items()}
    return tuple((label, _("about {when}").format(when=text) if done.about else text) for label, text in told.items())


def _grouped(root: str) -> str:
    return " ".join(root[at : at + GROUP] for at in range(0, len(root), GROUP))
