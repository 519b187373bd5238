"""What stands in the way of an update: bookings come first, and no press is stopped for it (R39)."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from kiosk.desk import Desk
from kiosk.house import House
from sync.backup.log import BackupLog, Copy
from sync.ledger.printouts import PressTaken
from sync.update.installed import Installed

BACKUP_DAYS = 7
"""Days that the last good backup may be old. A stick keeps the newest of seven days (R37): what is older than that is
no daily backup any more, and somebody forgot the stick."""
_AT_ONCE_S = 0.1
"""Seconds that the press is waited for: two looks."""


class Obstacle(StrEnum):
    """Why nothing is installed now; each has its sentence in `kiosk/update_words.py`."""

    NOT_OURS = "not_ours"
    """The program that runs was not set up by install.sh."""
    NO_STEWARD = "no_steward"
    ON_TRIAL = "on_trial"
    NO_BACKUP = "no_backup"
    OLD_BACKUP = "old_backup"
    UNSAVED = "unsaved"
    PRINTING = "printing"


class Found(msgspec.Struct, frozen=True):
    """An obstacle, and how many bookings or days it is about."""

    what: Obstacle
    count: int = 0


def obstacle(house: House, desk: Desk, installed: Installed) -> Found | None:
    """The first that is in the way; None: staff may go on. Raises `SyncError`."""
    if not installed.ours:
        return Found(Obstacle.NOT_OURS)
    if not house.steward.present:
        return Found(Obstacle.NO_STEWARD)
    if installed.tried:
        return Found(Obstacle.ON_TRIAL)
    return _unsafe(house, desk) or _printing(desk)


def _unsafe(house: House, desk: Desk) -> Found | None:
    """Bookings that only this card holds would be gone with it, and an update is when cards are worn most."""
    last = BackupLog(desk.folder).last_good()
    if last is None:
        return Found(Obstacle.NO_BACKUP)
    if unsaved := _unsaved(desk, last):
        return Found(Obstacle.UNSAVED, unsaved)
    age = house.clock.now() - last.at
    return Found(Obstacle.OLD_BACKUP, age.days) if age > timedelta(days=BACKUP_DAYS) else None


def _unsaved(desk: Desk, last: Copy) -> int:
    """Bookings that no platform has confirmed and no stick holds.

    The terminal's wall time never runs backwards (R11), so the order of both holds whether or not the day is right.
    """
    at = last.at.replace(microsecond=0)  # stamps are cut to milliseconds: in doubt the stick does not have it
    stamps = (one.booking.stamp.wall_ms for one in desk.ledger.outbox.open())
    return sum(datetime.fromtimestamp(wall_ms / 1000, UTC) >= at for wall_ms in stamps)


def _printing(desk: Desk) -> Found | None:
    try:
        with desk.ledger.printouts.press(_AT_ONCE_S):
            return None
    except PressTaken:
        return Found(Obstacle.PRINTING)
