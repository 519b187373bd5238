"""`kiosk restore`: everything back from a backup and the words on the envelope, on a blank terminal (R38)."""

from pathlib import Path

from kiosk.backup_words import reason_words
from kiosk.commands.recovery_words import typed, worded
from kiosk.notices import cause_of
from kiosk.output import put
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop, warn
from sync.backup.errors import Why
from sync.backup.restore import Restored, blank, restore
from sync.clock import SystemClock


def restore_file(session: Session, file: Path, words_file: Path | None) -> int:
    """Prints the ledger hash of what was restored; needs neither settings nor PIN."""
    say = session.words.say
    session.prepare()
    if not file.is_file():
        raise Stop(WRONG, say("There is no backup {path}.").format(path=file))
    if not blank(session.place.data):
        raise Stop(REFUSED, reason_words(session.words, Why.NOT_BLANK))
    words = typed(session, words_file)
    warn(say("The backup is opened and looked through …"))
    try:
        with worded(session):
            restored = restore(file, words, session.place.data, session.place.settings, SystemClock())
    except OSError as error:
        sentence = say("Nothing was restored: {cause}.")
        raise Stop(OPEN, sentence.format(cause=cause_of(session.words, error))) from error
    _tell(session, restored)
    put(restored.ledger_hash)
    return DONE


def _tell(session: Session, restored: Restored) -> None:
    """What is to know before the first sign-in."""
    words = session.words
    told = [words.say("Everything is back. The PINs are those of before.")]
    told.append(words.say("What was not confirmed yet is asked for at the platforms before it is sent again."))
    if restored.erased:
        count = words.count("{n} member was erased again.", "{n} members were erased again.", restored.erased)
        told.append(count)
    if restored.settings_left:
        path = session.place.settings
        sentence = words.say("There are settings here already: {path} stays. Those of the backup are in {other}.")
        told.append(sentence.format(path=path, other=f"{path}.restored"))
    warn(*told)
