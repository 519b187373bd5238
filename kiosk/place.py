"""Where things lie: the settings file, and the one folder for everything that the program ever writes."""

import errno
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import msgspec

from kiosk.logbook import Discreet, catch_the_rest

LOG_BYTES = 1_000_000
"""Size of the log before it starts anew; one older file is kept. A card must not fill up in ten years."""
TAKES_NOTHING = (errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What a disk says that is full, or may only be read any more."""


class Place(msgspec.Struct, frozen=True):
    """The two paths that global options and environment decide."""

    settings: Path
    data: Path
    settings_named: bool = False
    """Somebody named the settings file: then it must exist, and there is no demo in its stead."""

    @property
    def secrets(self) -> Path:
        """Reading keys of platforms, one file each, mode 0600."""
        return self.data / "secrets"

    @property
    def learned(self) -> Path:
        """What the test print found out about the printer (`kiosk/printer_learned.py`)."""
        return self.data / "printer.toml"

    def staff(self, *, demo: bool) -> Path:
        """The folder of the ledger (`members.db`, encrypted) and of what opens it together with a PIN.

        That is `staff.json` and `device.key`. The demo's people have a folder of their own.
        """
        return self.data / "demo" if demo else self.data

    def replica(self, *, demo: bool) -> Path:
        """The replica; the demo has a file of its own, so that made-up and real items never mix."""
        return self.data / ("demo.db" if demo else "public.db")

    def prepare(self) -> None:
        """Make the data folder; raises OSError."""
        self.data.mkdir(parents=True, exist_ok=True)


def log_to_file(place: Place) -> None:
    """Send the log to a file of bounded size, and nothing to the terminal; raises OSError.

    On a disk that is full or may only be read any more there is no log, and residents read on all the same (R15, R16).
    """
    folder = place.data / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno not in TAKES_NOTHING:
            raise
    handler = RotatingFileHandler(folder / "kiosk.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("kiosk").setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk would print a traceback for every line
    logging.captureWarnings(capture=True)
    catch_the_rest()
