"""The retention table of the privacy binder, from the table by which the program itself takes data away (R32)."""

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Grid, Sheet, Text
from kiosk.papers.booking_facts import whole_day
from kiosk.retention import last_run
from kiosk.retention_words import keep_words, kind_words, why_kept
from sync.ledger.retention import TABLE


def keeping(house: House, desk: Desk) -> Sheet:
    """Every kind, how long and why, and whether the daily run goes."""
    words, _ = house.words, house.words.say
    copies = desk.settings.backup.keep
    rows = tuple(
        (kind_words(words, one.kind), keep_words(words, one, copies), why_kept(words, one.ground)) for one in TABLE
    )
    last = last_run(desk.ledger)
    runs = _("Taken away by the daily run, last on {day}.")
    never = _("The daily run was not agreed to yet: “The device”, “Settings”, “Our house”, “Retention”.")
    told = runs.format(day=whole_day(words, last)) if last else never
    intro = _("Every kind of data has a time. After it the terminal takes the data away.")
    grid = Grid((_("What"), _("How long"), _("Why")), rows, (4, 4, 4))
    return Sheet(_("How long everything is kept"), (Text((intro, told)), grid))
