"""Why a backup is not good, or cannot be restored; the sentences for people stand in `kiosk/backup_words.py`.

BackupError
├── NotGood        no good backup came of it; older ones on the stick are as they were
└── NotRestored    nothing was restored, and nothing was changed
"""

import errno
from enum import StrEnum

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Why(StrEnum):
    """One reason; the value stands in `backups.json`."""

    NO_WORDS = "no_words"
    """Nobody has made recovery words here yet: nothing could open the backup."""
    NO_LEDGER = "no_ledger"
    """There are no staff and no bookings yet: nothing to keep."""
    STICK_GONE = "stick_gone"
    """It cannot be written or read: pulled out, read-only, or worn out."""
    STICK_FULL = "stick_full"
    DIFFERENT = "different"
    """What was read back is not what was written: a stick that lies about its size, or forgets."""
    LEDGER_DAMAGED = "ledger_damaged"
    LEDGER_BUSY = "ledger_busy"
    """Another program has the ledger open and this one does not know its key: the files may not be copied now."""
    DISK = "disk"
    """The terminal's own card refuses."""
    RUNNING = "running"
    """Another backup is being written at this moment."""
    NO_BACKUP = "no_backup"
    """The file is no backup of a kiosk."""
    SPOILED = "spoiled"
    """It was a backup, and bits of it are lost."""
    WRONG_WORDS = "wrong_words"
    TOO_NEW = "too_new"
    """A later program wrote it."""
    NOT_BLANK = "not_blank"
    """There are bookings or staff on this terminal: a restore never overwrites."""


class BackupError(Exception):
    """`why`, and facts for its sentence."""

    def __init__(self, why: Why, **facts: object) -> None:
        self.why, self.facts = why, {name: str(value) for name, value in facts.items()}
        super().__init__(why)


class NotGood(BackupError):
    """No good backup."""


class NotRestored(BackupError):
    """Nothing was restored."""


def stick_trouble(error: OSError) -> NotGood:
    """What the stick's system said."""
    return NotGood(Why.STICK_FULL if error.errno in _FULL else Why.STICK_GONE)
