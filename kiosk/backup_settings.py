"""`[backup]`: when the nightly backup is made, and how many a stick keeps."""

import re
from datetime import time

import msgspec

from kiosk.settings_table import Table
from sync.backup.stick import Keep

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NEVER = "never"


class BackupSettings(msgspec.Struct, frozen=True):
    """`[backup]`."""

    at: time | None = time(3, 0)
    """The centre's time; None: only when somebody asks for it."""
    keep: Keep = Keep()


def read_backup(table: Table) -> BackupSettings:
    """Problems are noted in the table. At most a month of days, a year of weeks and ten years: sticks are small."""
    at = table.text("at", "03:00", "03:00")
    if at != NEVER and not _TIME.fullmatch(at):
        table.wrong("at", at, table.words.say("a time of day, or never"), "03:00")
        at = NEVER
    settings = BackupSettings(
        at=None if at == NEVER else time.fromisoformat(at),
        keep=Keep(
            daily=table.whole("daily", 7, 1, 31),
            weekly=table.whole("weekly", 4, 0, 53),
            monthly=table.whole("monthly", 12, 0, 120),
        ),
    )
    table.finish()
    return settings
