"""What a command needs, built once: paths, settings, words, clock and replica."""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.check.readings.machine import Machine
from kiosk.check.watch import Watch
from kiosk.house import House
from kiosk.notices import cause_of, platform_trouble
from kiosk.place import Place
from kiosk.settings import Settings, SettingsError, load
from kiosk.words import Words
from sync.clock import BUILD_FLOOR, BootClock, SystemClock
from sync.errors import Unstorable
from sync.letters.box import LetterBox
from sync.replica import Replica

if TYPE_CHECKING:
    from kiosk.desk import Desk
    from kiosk.settings_writer import SettingsWriter
    from sync.engine import Engine

DONE, WRONG, OPEN, REFUSED, LOCKED = 0, 2, 3, 4, 5
"""Exit codes: done · wrong use or settings · not reached or still open · refused by a rule · PIN."""


class Stop(Exception):
    """A command cannot go on: sentences for stderr, and the exit code."""

    def __init__(self, code: int, *sentences: str) -> None:
        self.code, self.sentences = code, sentences
        super().__init__(*sentences)


@dataclass
class Session:
    """One run of the program. Nothing is opened before it is asked for."""

    place: Place
    demo_asked: bool = False
    pin_file: Path | None = None
    """Whose first line is the PIN; None: it is asked for."""
    staff: str | None = None
    """Who signs in; None: the only one there is."""

    @cached_property
    def demo(self) -> bool:
        """The made-up neighbourhood: asked for, or no settings file at its usual place."""
        return self.demo_asked or not (self.place.settings_named or _is_there(self.place.settings))

    @cached_property
    def settings(self) -> Settings:
        """The settings, checked; raises Stop with all problems."""
        if self.demo:
            from kiosk.demo.neighbourhood import demo_source
            from kiosk.demo.visit import VISIT

            return Settings(demo=True, platforms=(demo_source(),), visit=VISIT)
        try:
            return load(self.place.settings, self.place.secrets, self.place.learned)
        except SettingsError as error:
            raise Stop(WRONG, *error.problems) from error

    @property
    def writer(self) -> "SettingsWriter":
        """What changes the settings."""
        from kiosk.settings_writer import SettingsWriter

        return SettingsWriter(self.place.settings, self.place.secrets, self.place.learned)

    @cached_property
    def words(self) -> Words:
        """Sentences in the centre's language; German while the settings cannot be read."""
        try:
            return Words(self.settings.language)
        except Stop:
            return Words("de")

    @cached_property
    def clock(self) -> BootClock:
        """Wall time that never falls below the newest time in the replica (R11)."""
        return SystemClock(self.replica.newest_good(self._names) or BUILD_FLOOR)

    @cached_property
    def replica(self) -> Replica:
        """The replica, for the thread that asks first; the demo's is filled when its day is not today. Raises Stop."""
        self.prepare()
        timezone = self.settings.timezone
        try:
            replica = Replica.for_reading(self.replica_path, timezone)
            if self.demo:
                self._fill_demo(replica)
        except Unstorable as error:
            raise Stop(OPEN, platform_trouble(self.words, error.reason, error.facts)) from error
        return replica

    @property
    def replica_path(self) -> Path:
        """The file of the replica."""
        return self.place.replica(demo=self.demo)

    def _fill_demo(self, replica: Replica) -> None:
        """The made-up neighbourhood moves with the day: dates are relative to today."""
        zone = self.settings.zone
        last = replica.last_good(self._names)
        if last is None or last.astimezone(zone).date() != datetime.now(zone).date():
            for _ in self.engine().run():
                pass

    def engine(self) -> "Engine":
        """A new sync engine over all platforms that have something to read; it opens its own replica."""
        from kiosk.connect import connect, pictures
        from sync.engine import Engine

        clock = SystemClock()
        connectors = {source.name: partial(connect, source, clock) for source in self.settings.pulled}
        shown = pictures(self.settings.pulled, clock)
        return Engine(self.replica_path, connectors, clock, self.settings.timezone, pictures=shown)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(source.name for source in self.settings.pulled)

    def prepare(self) -> None:
        """Make the data folder and send the log there; raises Stop."""
        from kiosk.backup_room import finish_restore
        from kiosk.place import log_to_file

        try:
            self.place.prepare()
            finish_restore(self.place)
            log_to_file(self.place)
        except OSError as error:
            sentence = self.words.say("The folder {path} cannot be used: {cause}. Name another one with --data.")
            raise Stop(WRONG, sentence.format(path=self.place.data, cause=cause_of(self.words, error))) from error

    @cached_property
    def desk(self) -> "Desk":
        """Staff's side, locked; raises Stop."""
        from kiosk.desk import Desk

        self.prepare()
        return Desk(self.place.staff(demo=self.demo), self.settings, self.clock, lambda: self.replica)

    def close(self) -> None:
        """Give both files back, so that their journals are folded into them."""
        if "desk" in vars(self):
            self.desk.close()
        if "replica" in vars(self):
            self.replica.close()

    @cached_property
    def house(self) -> House:
        """All that pages and papers read."""
        settings = self.settings
        return House(
            replica=self.replica,
            words=self.words,
            clock=self.clock,
            zone=settings.zone,
            centre=settings.centre,
            demo=settings.demo,
            printer=settings.printer.device != "none",
            visit=settings.visit,
            platforms=self._names,
            language=settings.language,
            writer=None if settings.demo else self.writer,
            letters=LetterBox(self.place.staff(demo=settings.demo), self.clock, settings.terminal),
            watch=Watch(Machine(self.place.data.resolve())),
        )


def _is_there(path: Path) -> bool:
    """Whether there is a file, also one that may not be read: that is then a problem, and no reason for the demo."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def warn(*sentences: str) -> None:
    """Sentences for people on stderr, never data; where it cannot be written, nobody hears them."""
    if sys.stderr is None:
        return
    try:
        for sentence in sentences:
            sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
