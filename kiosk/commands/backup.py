"""`kiosk backup`: a sealed copy of everything in a folder of a stick, read back before it counts (R37)."""

from pathlib import Path

from kiosk.backup_room import backup_of, belongings
from kiosk.backup_words import why_words
from kiosk.commands.signing import known, signed_in
from kiosk.output import put
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.steward import Steward
from sync.backup.errors import BackupError, Why


def backup(session: Session, folder: Path, *, damaged: bool) -> int:
    """Prints file and ledger hash once the file was read back from the stick; `damaged`: copies whatever is there."""
    say = session.words.say
    if not folder.is_dir():
        raise Stop(WRONG, say("{path} is no folder. Name the folder of the stick.").format(path=folder))
    what = belongings(session.place, session.settings)
    with known(session) if damaged else signed_in(session) as desk:
        _elsewhere(session, folder)
        maker = backup_of(what, session.clock, Steward())
        warn(say("The backup is written and read back. Please leave the stick in …"))
        try:
            copy = maker.to(folder, desk.data_key, damaged=damaged)
        except BackupError as error:
            hint = [say("Run: kiosk recovery new")] if error.why is Why.NO_WORDS else []
            raise Stop(OPEN, why_words(session.words, error), *hint) from error
    put(f"{folder / copy.file} {copy.ledger_hash or '-'}")
    if damaged:
        warn(say("This is a copy of damaged bookings. It cannot be restored; keep it for somebody who knows how."))
        return OPEN
    return DONE


def _elsewhere(session: Session, folder: Path) -> None:
    """A backup beside the bookings is lost with them, and would still count as the last good one."""
    say, data = session.words.say, session.place.data
    if folder.resolve().is_relative_to(data.resolve()):
        raise Stop(WRONG, say("This is the folder of the bookings themselves. Name the folder of a stick."))
    if data.is_dir() and folder.stat().st_dev == data.stat().st_dev:
        warn(say("This folder is on the card of the bookings. When it fails, this backup is lost too. Take a stick."))
