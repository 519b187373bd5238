"""`kiosk staff add --words-file`: somebody new by the words on the envelope, when all PINs are forgotten."""

from pathlib import Path

from kiosk.commands.recovery_words import typed, worded
from kiosk.commands.signing import new_pin, spoken
from kiosk.session import DONE, WRONG, Session, Stop, warn
from sync.backup.recovery import Recovery
from sync.ledger.keyring import KeyRing, Opened


def add_by_words(session: Session, name: str, new_pin_file: Path | None, words_file: Path) -> int:
    """The words open the data key, and so stand for a colleague's PIN; the journal keeps that it was so."""
    say, desk = session.words.say, session.desk
    with spoken(session):
        names = desk.names
    if not names:
        raise Stop(WRONG, say("There is no staff yet. Begin with: kiosk staff add NAME"))
    with worded(session):
        data_key = Recovery(desk.folder).data_key(typed(session, words_file))
    pin = new_pin(session, new_pin_file)
    with spoken(session):
        KeyRing(desk.folder).add(Opened(names[0], data_key), name, pin)
        desk.sign_in(pin, name)
        with desk.ledger.change():
            desk.ledger.journal.note("staff added by words", staff=desk.me)
    warn(say("{name} belongs to the staff now.").format(name=name))
    return DONE
