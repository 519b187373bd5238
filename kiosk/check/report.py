"""The whole self-check: everything that was read at one moment, and what it means."""

from collections.abc import Iterable

import msgspec

from kiosk.check.backup import backup
from kiosk.check.binder import binder
from kiosk.check.card import card
from kiosk.check.clockwork import clockwork
from kiosk.check.contents import contents
from kiosk.check.device import Device, look
from kiosk.check.finding import WORST_FIRST, Finding
from kiosk.check.network import network
from kiosk.check.paper import paper
from kiosk.check.people import active, staff
from kiosk.check.readings.backups import Backups, backups
from kiosk.check.readings.books import Books, books
from kiosk.check.readings.hours import Hours, hours
from kiosk.check.readings.printing import Answered, ask_printer
from kiosk.check.readings.pulls import Pulls, pulls
from kiosk.check.signing import signing
from kiosk.check.space import space
from kiosk.check.supply import supply
from kiosk.check.waiting import waiting
from kiosk.check.warmth import warmth
from kiosk.check.wearing import wearing
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.settings import PrinterSettings
from kiosk.words import Words
from sync.clock import BootClock
from sync.errors import SyncError
from sync.ledger.keyring_errors import KeyRingError


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """What was read; where nothing could be read there is None."""

    taken_s: float
    """By the monotonic clock."""
    device: Device
    hours: Hours
    pulls: Pulls | None
    backups: Backups | None
    staff: tuple[str, ...] | None
    printer: bool
    """Whether one is set."""
    answered: Answered | None
    books: Books | None


def take(house: House, desk: Desk, device: Device | None, *, printer: PrinterSettings | None, inside: bool) -> Readings:
    """Read everything, each with what went before of it.

    `device`: what is known of the machine since its start; `printer`: to be asked, which takes up to some seconds;
    `inside`: whether the ledger may be read. Belongs to the thread of the house's replica and the desk's ledger.
    """
    clock: BootClock = desk.clock
    now = look(house.watch.machine, clock.boot, clock.monotonic()).after(device) if house.watch else Device()
    return Readings(
        taken_s=clock.monotonic(),
        device=now,
        hours=hours(clock, house.now()),
        pulls=_pulls(house),
        backups=backups(desk.folder),
        staff=_names(desk),
        printer=house.printer,
        answered=ask_printer(printer) if printer else None,
        books=books(desk) if inside else None,
    )


def findings(words: Words, read: Readings) -> list[Finding]:
    """All of them, worst first; of those that stand alike the order is always the same."""
    at, device = read.hours, read.device
    if read.books and read.books.vouched:
        at = msgspec.structs.replace(at, vouched=True)
    return worst_first(
        (
            network(words, device.link, needed=bool(read.pulls and read.pulls.wanted)),
            contents(words, read.pulls, at),
            backup(words, read.backups, at, needed=bool(read.staff)),
            card(words, device.disk, refuses=bool(read.pulls and read.pulls.unwritable)),
            space(words, device.disk),
            wearing(words, device.wear),
            clockwork(words, at),
            paper(words, read.answered, set_up=read.printer),
            warmth(words, device.celsius),
            supply(words, device.power),
            waiting(words, read.books, at),
            staff(words, read.staff),
            active(words, read.books, at),
            signing(words, read.books, at),
            binder(words, read.books, at),
        )
    )


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """In the order of what has to be done first."""
    return sorted(found, key=lambda one: WORST_FIRST.index(one.state))


def _pulls(house: House) -> Pulls | None:
    try:
        return pulls(house)
    except SyncError:
        return None


def _names(desk: Desk) -> tuple[str, ...] | None:
    try:
        return desk.names
    except (SyncError, KeyRingError):
        return None
