"""A version on trial watches itself: it is kept when all that worked before has worked for a quarter of an hour (R39).

What hangs or crashes is ended from outside, by the watchdog of its unit; the next start then brings the old version
back. What only lost its touch screen, its printer or its ledger ends itself.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.before_update import Before, Ended, Lost, printer_answers, touch_there
from kiosk.house import House
from kiosk.settings import Settings
from kiosk.steward import Answer, Deed, StewardTrouble
from kiosk.update_work import FOLDER
from kiosk.workers import Post, guarded
from sync.errors import SyncError, Unstorable
from sync.replica import Replica
from sync.update.installed import running

log = logging.getLogger("kiosk.update")
PROVED_S = 15 * 60.0 + 20.0
"""Seconds of running before it asks to be kept: balena's 15 minutes, and what a start takes until the first page."""
AGAIN_S = 60.0
"""Between two looks; balena looks once a minute."""
LONGEST_S = 60 * 60.0
"""After so many seconds it gives up: a printer that was switched off over lunch is on again by then."""
QUIET_S = 120.0
"""Seconds without a touch before it ends itself: nobody is sent away in the middle of something."""


class Health:
    """What is looked at, each time anew. `crashed`: this run follows one that failed; `quiet_s`: since a touch."""

    def __init__(self, house: House, settings: Settings, *, crashed: bool, quiet_s: Callable[[], float]) -> None:
        self._house, self._settings, self._crashed, self._quiet_s = house, settings, crashed, quiet_s

    def lost(self, before: Before | None) -> Lost | None:
        """The first thing that worked before and does not; what is not known to have worked is not asked for."""
        desk = self._house.desk
        if self._crashed:
            return Lost.CRASHED
        if desk and desk.damaged:
            return Lost.LEDGER
        if not self._reads():
            return Lost.REPLICA
        if before and before.touch and not touch_there():
            return Lost.TOUCH
        if before and before.printer and not printer_answers(self._settings.printer):
            return Lost.PRINTER
        return None

    @property
    def quiet(self) -> bool:
        """Whether nobody is there."""
        return not self._house.signed_in and self._quiet_s() >= QUIET_S

    def _reads(self) -> bool:
        try:
            with Replica.open(self._house.replica.path, self._house.zone.key) as replica:
                return replica.generation() >= 0
        except SyncError:
            return False


class Probation:
    """One thread; `wait` sleeps until it is to stop, and says whether it is."""

    def __init__(
        self,
        version: str,
        folder: Path,
        house: House,
        health: Health,
        post: Post,
        *,
        wait: Callable[[float], bool] | None = None,
        end: Callable[[], object] = lambda: os.kill(os.getpid(), signal.SIGTERM),
    ) -> None:
        self._version, self._folder, self._house, self._health, self._post = version, folder, house, health, post
        self._stop = threading.Event()
        self._wait, self._end = wait or self._stop.wait, end

    def start(self) -> None:
        """From the first page on."""
        threading.Thread(target=lambda: guarded("update", self.run, self._post), name="update", daemon=True).start()

    def stop(self) -> None:
        """The program ends: nothing is decided any more."""
        self._stop.set()

    def run(self) -> None:
        """Until it is kept, gave up, or the program ends."""
        spent = PROVED_S
        if self._wait(PROVED_S):
            return
        while (lost := self._kept()) is not None:
            if spent >= LONGEST_S and self._health.quiet:
                self._give_up(lost)
                return
            if self._wait(AGAIN_S):
                return
            spent += AGAIN_S

    def _kept(self) -> Lost | None:
        """None once it is kept; the steward keeps a time of its own, and may want another minute."""
        if lost := self._health.lost(Before.read(self._folder)):
            log.warning("version %s on trial: %s does not work", self._version, lost)
            return lost
        answer = self._asked()
        if answer and (answer.done or answer.reason == "not-on-trial"):
            log.info("version %s is kept", self._version)
            return None
        return Lost.STEWARD

    def _asked(self) -> Answer | None:
        try:
            return self._house.steward.ask(Deed.KEEP_UPDATE, {"version": self._version})
        except StewardTrouble:
            return None

    def _give_up(self, lost: Lost) -> None:
        log.error("version %s ends its trial: %s does not work", self._version, lost)
        try:
            Ended(self._version, lost).put(self._folder)
        except Unstorable:
            log.error("why it ended cannot be noted")
        self._end()


def probation_of(
    house: House, settings: Settings, post: Post, *, crashed: bool, quiet_s: Callable[[], float]
) -> Probation:
    """The watch over this version, which is on trial."""
    assert house.desk is not None
    health = Health(house, settings, crashed=crashed, quiet_s=quiet_s)
    return Probation(running(), house.desk.folder / FOLDER, house, health, post)
