"""The record of processing activities (Art. 30 GDPR), as far as the settings and the tables of the program tell it."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Head, Part, Sheet, Text, facts, to_fill
from kiosk.papers.columns import in_pieces
from kiosk.papers.handover_people import kind_name
from kiosk.papers.privacy_uses import Use, uses
from kiosk.retention_words import keep_words, kind_words, why_kept
from kiosk.words import Words
from sync.backup.stick import Keep
from sync.ledger.retention import TABLE, Keeping
from sync.records import Source

ON_A_SHEET = 2
"""Uses that fit on one sheet."""


def record(house: House, desk: Desk) -> Iterator[Sheet]:
    """Who is responsible, each use of data, and who receives some. Raises `SyncError`."""
    yield _responsible(house)
    found, _ = list(uses(house, desk)), house.words.say
    parts = -(-len(found) // ON_A_SHEET)
    for part in range(parts):
        title = _("Record of processing, part {n} of {all}").format(n=part + 1, all=parts)
        shown = found[part * ON_A_SHEET : (part + 1) * ON_A_SHEET]
        yield Sheet(title, tuple(one for use in shown for one in _use(house.words, use, desk)))
    yield _receivers(house, desk.settings.platforms)


def _responsible(house: House) -> Sheet:
    _, visit = house.words.say, house.visit
    known = facts((_("Centre"), house.centre), (_("Where"), visit.address), (_("Phone"), visit.phone))
    blanks = (
        _("Responsible (association, town):"),
        _("Represented by:"),
        _("Data protection officer:"),
        _("Authority of our state:"),
        _("In this binder since:"),
        _("Looked through (day, signature):"),
    )
    told = Text((_("Art. 30 GDPR asks for this record. The program fills in what it knows."),))
    return Sheet(_("Who is responsible"), (told, known, Blanks(blanks)))


def _use(words: Words, use: Use, desk: Desk) -> Iterable[Part]:
    _ = words.say
    copies = desk.settings.backup.keep
    lines = [_kept(words, keeping, copies) for keeping in TABLE if keeping.kind in use.kinds]
    grounds = dict.fromkeys(why_kept(words, keeping.ground) for keeping in TABLE if keeping.kind in use.kinds)
    return (
        Head(use.title),
        facts(
            (_("What for"), use.purpose),
            (_("Whose data"), use.persons),
            (_("Which data"), use.data),
            (_("Who receives them"), use.receivers),
            (_("Why it is allowed"), ", ".join(grounds) or _("the organisers published it themselves")),
            (_("How long"), "\n".join(lines) or _("until the site no longer shows it")),
            widths=(2, 5),
        ),
    )


def _kept(words: Words, keeping: Keeping, copies: Keep) -> str:
    return f"{kind_words(words, keeping.kind)}: {keep_words(words, keeping, copies)}"


def _receivers(house: House, platforms: tuple[Source, ...]) -> Sheet:
    words, _ = house.words, house.words.say
    if not platforms:
        none = _("No site is set. Nothing leaves the terminal but paper and encrypted backups.")
        return Sheet(_("Who receives data"), (Text((none,)),))
    told = (
        _("The terminal sends bookings only to these sites, and to nobody else. It counts no visitors."),
        _("Ask each site: in which country do the servers stand, and is there a contract (Art. 28 GDPR)?"),
    )
    headings = (_("Site"), _("What is sent there"), _("Country of the servers"), _("Contract of (day)"))
    rows = [(f"{one.name} ({kind_name(words, one)})\n{_host(one)}", _sent(words, one)) for one in platforms]
    return Sheet(_("Who receives data"), (Text(told), to_fill(headings, rows, (4, 4, 3, 3), 20)))


def _host(source: Source) -> str:
    return in_pieces(urlsplit(source.url).hostname or "")


def _sent(words: Words, source: Source) -> str:
    _ = words.say
    sent = {
        "payment": _("payments: two member numbers, hours, text"),
        "seat": _("seats: name, event, number of seats"),
        "job": _("jobs: name, telephone, job"),
    }
    return "\n".join(sent[one] for one in source.books) or _("nothing: it is only read")
