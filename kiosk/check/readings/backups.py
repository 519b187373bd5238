"""What the log of the backups tells."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from sync.backup.log import BackupLog
from sync.errors import SyncError

IN_USE = timedelta(days=60)
"""A stick on which no backup was made for so long is lost, or lies in a drawer."""


class Backups(msgspec.Struct, frozen=True):
    """What counts of it."""

    last_good: datetime | None = None
    """UTC."""
    last_failed: bool = False
    """Whether the newest try was not good."""
    sticks: int = 0
    """On how many sticks good ones were made lately."""


def backups(folder: Path) -> Backups | None:
    """None where the log cannot be read. Lately: seen from the last good one, for the clock may be wrong by now."""
    try:
        log = BackupLog(folder)
        copies, last = log.read(), log.last_good()
    except SyncError:
        return None
    lately = [copy for copy in copies if copy.good and last and copy.at >= last.at - IN_USE]
    failed = bool(copies) and not copies[-1].good
    return Backups(last.at if last else None, failed, len({copy.stick_id for copy in lately}))
