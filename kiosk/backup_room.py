"""Backups of this terminal: what belongs to them, the stick read anew before it counts, and which sticks are known."""

from importlib.metadata import version
from pathlib import Path

from kiosk.place import Place
from kiosk.settings import Settings
from kiosk.steward import Deed, Steward, StewardTrouble
from kiosk.sticks import Stick
from sync.backup.backup import Backup
from sync.backup.belongings import Belongings
from sync.backup.read_back import drop_cache
from sync.backup.restored import READY, finish
from sync.backup.stick import is_marked
from sync.clock import BootClock
from sync.errors import Unstorable

REMOUNT_S = 150.0
"""Patience with the steward, seconds: it lets a slow stick write for two minutes."""


def belongings(place: Place, settings: Settings) -> Belongings:
    """What a backup of this terminal holds."""
    return Belongings(
        folder=place.staff(demo=settings.demo),
        data=place.data,
        settings=place.settings,
        terminal=settings.terminal,
        program=version("quartierskiosk"),
        zone=settings.zone,
        keep=settings.backup.keep,
        demo=settings.demo,
    )


def backup_of(what: Belongings, clock: BootClock, steward: Steward) -> Backup:
    """What makes backups here."""

    def settle(path: Path) -> Path:
        """Have the stick mounted anew; where nobody can, the system is asked to forget what it knows of the file."""
        try:
            answer = steward.ask(Deed.REMOUNT, {"folder": str(path.parent)}, patience_s=REMOUNT_S)
        except StewardTrouble:
            return drop_cache(path)
        return Path(answer.facts["folder"], path.name) if answer.done else drop_cache(path)

    return Backup(what, clock, settle)


def known(sticks: list[Stick]) -> list[Stick]:
    """Sticks on which a backup was made before: no other one is written to by night."""
    return [stick for stick in sticks if is_marked(stick.folder)]


def finish_restore(place: Place) -> None:
    """What a power cut left to do of a restore; nothing where there was none. Raises OSError."""
    if not (place.data / READY).is_dir():
        return
    try:
        finish(place.data, place.settings)
    except Unstorable as error:
        raise OSError(5, str(error.reason)) from error
