"""`[paper]`: the printed newspaper and the printer for A4."""

import msgspec

from kiosk.settings_table import Table
from printing.cups import QUEUE
from sync.text import line

COPIES_MAX = 1000
"""Copies that lie about: more goes to a print shop."""
IMPRINT_MAX = 12
"""Lines of the imprint."""
WEEKS, WEEKS_MAX = 9, 53
"""Weeks of events in the newspaper: two months, until the next or the next but one issue; the replica holds a year."""


class PaperSettings(msgspec.Struct, frozen=True):
    """`[paper]`."""

    title: str = "Marktzeitung"
    imprint: tuple[str, ...] = ()
    """Who is responsible for the newspaper, line by line."""
    copies: int = 10
    """Copies beyond those for members who get paper: to lie about and for the file."""
    event_weeks: int = WEEKS
    """How far ahead the newspaper's events reach."""
    queue: str | None = None
    """The CUPS queue of the printer for A4; None: PDFs are saved only."""


def read_paper_settings(table: Table) -> PaperSettings:
    """Problems are noted in the table."""
    queue = table.text("queue", "", "drucker") or None
    if queue and not QUEUE.fullmatch(queue):
        table.wrong("queue", queue, table.words.say("the name of a printer in CUPS"), "drucker")
    settings = PaperSettings(
        title=line(table.text("title", "Marktzeitung", "Marktzeitung")) or "Marktzeitung",
        imprint=table.texts("imprint", ["Herausgeber: Quartierstreff Riehl"], IMPRINT_MAX),
        copies=table.whole("copies", 10, 0, COPIES_MAX),
        event_weeks=table.whole("event_weeks", WEEKS, 1, WEEKS_MAX),
        queue=queue,
    )
    table.finish()
    return settings
