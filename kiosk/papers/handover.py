"""The handover binder ("Übergabe-Mappe"): all that whoever looks after the terminal next must know, as of today."""

from datetime import UTC

import msgspec

from kiosk.check.backup import backup
from kiosk.check.binder import binder as binder_finding
from kiosk.check.finding import Finding, State
from kiosk.check.people import active
from kiosk.check.readings.backups import backups
from kiosk.check.readings.books import books
from kiosk.check.readings.handed import HANDOVER, Handed, state_mark
from kiosk.check.readings.hours import hours
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Binder, binder, made_of
from kiosk.papers.handover_jobs import daily_life
from kiosk.papers.handover_people import people
from kiosk.papers.handover_repair import repair
from kiosk.papers.handover_signing import signing_over
from kiosk.papers.handover_things import things
from kiosk.papers.made import Made, Paper, Wishes
from sync.backup.recovery import Recovery


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """As of now; nothing can be wished for. Raises `SyncError`, `KeyRingError`."""
    file = house.words.say("handover-binder")
    made = made_of(handover_of(house, desk), Paper.HANDOVER, file, issue_of(desk))
    shelf = binder_finding(house.words, books(desk), hours(desk.clock, house.now()))
    return msgspec.structs.replace(made, rows=(*_alarm(shelf), *made.rows))


def issue_of(desk: Desk) -> bytes:
    """What is kept of one that is printed now: the self-check tells when it is out of date."""
    return msgspec.json.encode(Handed(desk.clock.now().astimezone(UTC), state_mark(desk.settings, desk.names)))


def handover_of(house: House, desk: Desk) -> Binder:
    """All that stands in it, one sheet a topic. Raises `SyncError`, `KeyRingError`."""
    _ = house.words.say
    sheets = (*people(house, desk), *things(house, desk), *daily_life(house), *repair(house), signing_over(house, desk))
    notes = (
        _("This binder tells how the terminal goes on when somebody else looks after it."),
        _("Put it where the next person looks first. It holds no PIN and no password."),
        _("The program does not know everything. Please fill in the empty lines by hand."),
        _("Print the binder anew when settings or staff change. The self-check reminds you."),
    )
    return binder(house, _("Handover binder"), sheets, notes, _cover_warnings(house, desk))


def outdated(desk: Desk) -> bool:
    """Whether the binder on the shelf was never printed, or tells of other settings or staff. Raises `KeyRingError`."""
    handed = desk.ledger.kept.told(HANDOVER, Handed)
    return handed is None or handed.mark != state_mark(desk.settings, desk.names)


def one_alone(house: House, desk: Desk) -> bool:
    """Whether everything hangs on one person; it reads the whole journal. Raises `SyncError`, `KeyRingError`."""
    return active(house.words, books(desk), hours(desk.clock, house.now())).state is State.WATCH


def _cover_warnings(house: House, desk: Desk) -> tuple[str, ...]:
    """What the next person cannot do without and is not there."""
    words, at = house.words, hours(desk.clock, house.now())
    told = [*_alarm(active(words, books(desk), at)), *_alarm(backup(words, backups(desk.folder), at, needed=True))]
    if not Recovery(desk.folder).ready:
        told.append(words.say("There are no recovery words yet, so no backup can be opened. Make them today."))
    return tuple(told)


def _alarm(found: Finding) -> list[str]:
    return [found.sentence, *([found.todo] if found.todo else [])] if found.state in (State.BAD, State.WATCH) else []
