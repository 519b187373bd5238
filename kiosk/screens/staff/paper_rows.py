"""What stands on the page of a paper: its name, how much of it there is, and what will stand on it."""

from kiosk.house import House
from kiosk.paper_run import End
from kiosk.papers.made import Made, Paper
from kiosk.screens.sheet import Row, labelled
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap


def paper_word(house: House, paper: Paper) -> str:
    """The name of a paper."""
    _ = house.words.say
    return {
        Paper.NEWSPAPER: _("Newspaper"),
        Paper.STATEMENT: _("Statements"),
        Paper.VOUCHERS: _("Blank vouchers"),
        Paper.EMERGENCY: _("Emergency sheet"),
        Paper.DISTRIBUTION: _("Distribution list"),
        Paper.CHECK: _("Monthly page"),
        Paper.EXPORT: _("What is stored"),
        Paper.HANDOVER: _("Handover binder"),
        Paper.PRIVACY: _("Privacy binder"),
    }[paper]


def made_rows(house: House, made: Made, width: int) -> list[Row]:
    """A finished paper, for the sheet."""
    _, number = house.words.say, house.words.number
    facts = [(_("Sheets"), number(made.sheets)), (_("Copies"), number(made.copies))]
    head = [Row(line, Look.SHEET_STRONG) for line in wrap(made.title, width)]
    lines = [Row(line) for row in made.rows for line in (wrap(row, width) if row else [""])]
    return [*head, *labelled(facts, width), Row(""), *lines]


def end_words(house: House, end: End) -> str:
    """What became of a job that was printed."""
    _ = house.words.say
    match end:
        case End.TAKEN:
            return _("The printer has everything.")
        case End.HELD:
            return _("The printer stands still. Please look: is there paper, is it switched on?")
        case End.STILL:
            return _("It is still being printed.")
