"""Sheets of the handover binder about daily life: what to do every week, every month and once a year, to tick off."""

from collections.abc import Iterator
from datetime import date

from kiosk.check.backup import BAD, STICKS, WATCH
from kiosk.check.signing import DUE
from kiosk.dates import month_alone
from kiosk.house import House
from kiosk.papers.binder import Boxes, Grid, Head, Sheet, Text, to_fill

MONTHS = tuple(date(2026, month, 1) for month in range(1, 13))
"""Any year does: only their names are printed."""
WEEKS = 5
"""So many weeks a month can touch."""
SHORT = 3
"""Letters of a month over a narrow column."""


def daily_life(house: House) -> Iterator[Sheet]:
    """The jobs; their figures are those by which the self-check judges."""
    yield _weekly(house)
    yield _monthly(house)
    yield _yearly(house)


def _weekly(house: House) -> Sheet:
    _ = house.words.say
    jobs = (
        _("Change the stick: {sticks} sticks in turn, one of them in another house.").format(
            sticks=house.words.number(STICKS)
        ),
        _("Look at the self-check: “More”, “The device”, “Self-check”."),
        _("Look under “Clarify” on the desk: nothing may be left there."),
        _("Look at the paper of the printer, and lay a new roll ready."),
        _("Wipe the glass with a dry cloth."),
    )
    late = _("After {watch} days without a good backup the self-check warns; after {bad} days it is urgent.").format(
        watch=house.words.number(WATCH.days), bad=house.words.number(BAD.days)
    )
    headings = (_("Month"), *(_("Week {n}").format(n=house.words.number(week)) for week in range(1, WEEKS + 1)))
    rows = [(month_alone(house.words, month),) for month in MONTHS]
    done = Text((late, _("Everything done? Write your initials into the box of the week.")))
    return Sheet(_("Every week"), (Boxes(jobs), done, to_fill(headings, rows, (4, *(2,) * WEEKS), 8)))


def _monthly(house: House) -> Sheet:
    _ = house.words.say
    jobs = (
        _("Print the monthly page, sign it and file it"),
        _("A second person signs in"),
        _("Print the emergency sheet and lay it ready"),
        _("Make a test print"),
        _("Look whether there is an update"),
        _("Look whether this binder still holds"),
    )
    short = [month_alone(house.words, month)[:SHORT] for month in MONTHS]
    rows = [(job, *("",) * len(MONTHS)) for job in jobs]
    told = _("The monthly page is under “Paper”. The self-check reminds you after {days} days.").format(
        days=house.words.number(DUE.days)
    )
    grid = Grid((_("What to do"), *short), tuple(rows), (9, *(2,) * len(MONTHS)), 16)
    return Sheet(
        _("Every month"),
        (
            Text(
                (told, _("Tick the box of the month.")),
            ),
            grid,
        ),
    )


def _yearly(house: House) -> Sheet:
    _ = house.words.say
    drill = (
        _("On the terminal: make a backup. Note the comparison number that the page shows."),
        _("Put a spare card into the terminal, and bring the backup back as this binder says."),
        _("At the end the screen must show the same comparison number. Then put the old card back."),
        _("Look at the flap of the envelope: both signatures must be whole."),
    )
    more = (
        _("Ask who shall still have a PIN. Take everybody else off."),
        _("Look through the privacy binder, and print it anew."),
        _("Look at cables, case and fan. Remove dust."),
    )
    headings = (_("Year"), _("Number on both sides"), _("Day and signature"))
    lines = to_fill(headings, [("",)] * 4, (2, 5, 5), 14)
    parts = (Head(_("The trial with a spare card")), Boxes(drill), Head(_("Besides")), Boxes(more), lines)
    return Sheet(_("Once a year"), parts)
