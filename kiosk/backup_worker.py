"""The thread that makes the nightly backup, and makes up for a missed night as soon as a known stick is there (R37)."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from kiosk.backup_room import backup_of, known
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.sticks import Stick, sticks
from kiosk.workers import Post, guarded
from sync.backup.backup import clear_away
from sync.backup.errors import NotGood, Why
from sync.backup.log import BackupLog
from sync.clock import BootClock, Trust
from sync.errors import SyncError

log = logging.getLogger("kiosk.backup")
BACKING_UP = "backup"
"""The thread, as the log and `WorkerCrashed` name it."""
LOOK_S = 60.0
"""Seconds between two looks whether it is time and a stick is there."""
AGAIN_S = 3600.0
"""Seconds before another try after one that was not good: a worn stick must not be written to all night."""
SETTLED_S = 3600.0
"""Powered seconds after which a terminal that does not know the time makes its first backup of a run."""
DAY_S = 86_400.0
"""Powered seconds from one to the next while nobody knows the time; nothing is deleted meanwhile, and a stick of 16 GB
holds thousands."""


class Nights:
    """When a backup is due: by the centre's clock, or by powered time where nobody trusts that clock (R11)."""

    def __init__(self, desk: Desk, clock: BootClock) -> None:
        self._desk, self._clock = desk, clock
        self._began, self._tried = clock.monotonic(), float("-inf")

    def due(self) -> bool:
        """Whether one is to be made now. What a clock that went wrong dated into the future was made no last night."""
        at, now = self._desk.settings.backup.at, self._clock.monotonic()
        if at is None or now - self._tried < AGAIN_S:
            return False
        copy = BackupLog(self._desk.folder).last_good()
        if self._clock.trust is Trust.UNTRUSTED:
            return now - self._began >= SETTLED_S and now - self._tried >= DAY_S
        return copy is None or not self._last_night() <= copy.at <= self._clock.now()

    def tried(self, *, busy: bool) -> None:
        """A stick was there. `busy`: the ledger was in use, so that the next look may try again."""
        if not busy:
            self._tried = self._clock.monotonic()

    def _last_night(self) -> datetime:
        """The hour of the backup that passed last."""
        settings = self._desk.settings
        here = self._clock.now().astimezone(settings.zone)
        at = settings.backup.at
        assert at is not None
        tonight = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
        return tonight if tonight <= here else tonight - timedelta(days=1)


class BackupWorker:
    """Looks once a minute; never touches a stick on which no backup was made before."""

    def __init__(self, house: House, desk: Desk, post: Post, plugged: Callable[[], list[Stick]] = sticks) -> None:
        self._house, self._desk, self._post, self._plugged = house, desk, post, plugged
        self._nights = Nights(desk, desk.clock)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=BACKING_UP, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """No further one. What is being written may be cut off: it then counts for nothing."""
        self._stop.set()

    def look(self) -> None:
        """One look: back up to every known stick that is there, if it is time."""
        if self._desk.belongings is None or self._desk.damaged or not self._nights.due():
            return
        there, busy = known(self._plugged()), False
        for stick in there:
            busy = self._one(stick) is Why.LEDGER_BUSY or busy
        if there:
            self._nights.tried(busy=busy)

    def clear_away(self) -> None:
        """What the plug cut off serves nobody, and its copy still holds whom the ledger has erased meanwhile (R31)."""
        try:
            clear_away(self._desk.folder)
        except SyncError as error:
            log.warning("what is left of a backup cannot be cleared away: %s", error.reason)

    def _run(self) -> None:
        guarded(BACKING_UP, self.clear_away, self._post)
        while not self._stop.wait(LOOK_S):
            guarded(BACKING_UP, self.look, self._post)

    def _one(self, stick: Stick) -> Why | None:
        """Why it is not good; None where it is."""
        assert self._desk.belongings is not None
        maker = backup_of(self._desk.belongings, self._desk.clock, self._house.steward)
        try:
            copy = maker.to(stick.folder, self._desk.data_key)
        except NotGood as error:
            log.error("the backup is not good: %s", error.why)
            return error.why
        except SyncError as error:
            log.error("the backup cannot be noted: %s", error.reason)
            return Why.DISK
        log.info("backup to %s is good: %s bytes", copy.stick, copy.bytes)
        return None


@contextmanager
def nightly(house: House, desk: Desk, post: Post) -> Iterator[None]:
    """Backups by night until the terminal ends."""
    worker = BackupWorker(house, desk, post)
    worker.start()
    try:
        yield
    finally:
        worker.stop()
