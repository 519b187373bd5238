"""`kiosk staff`: who may sign in."""

from pathlib import Path

from kiosk.commands.signing import new_pin, signed_in, spoken
from kiosk.output import put, put_json
from kiosk.refusals import ring_words
from kiosk.session import DONE, Session, warn
from sync.ledger.keyring import too_easy
from sync.ledger.keyring_errors import PinTooEasy
from sync.letters.intake import take_in


def add(session: Session, name: str, new_pin_file: Path | None) -> int:
    """Another staff member with a PIN of their own; the first one needs nobody's PIN."""
    with spoken(session):
        first = session.desk.new
    if first:
        pin = new_pin(session, new_pin_file)
        with spoken(session):
            session.desk.enrol_first(name, pin)
            if session.house.letters:
                take_in(session.desk.ledger, session.house.letters)  # from now on residents may leave letters
    else:
        with signed_in(session) as desk:
            pin = new_pin(session, new_pin_file)
            desk.add_staff(name, pin)
    warn(session.words.say("{name} belongs to the staff now.").format(name=name))
    _advise(session, pin)
    return DONE


def list_(session: Session, *, as_json: bool) -> int:
    """A name a line, in the order of their coming."""
    with spoken(session):
        names = session.desk.names
    for name in names:
        if as_json:
            put_json({"name": name})
        else:
            put(name)
    return DONE


def remove(session: Session, name: str) -> int:
    """Someone leaves; their PIN opens nothing any more."""
    with signed_in(session) as desk:
        desk.remove_staff(name)
    warn(session.words.say("{name} no longer belongs to the staff.").format(name=name))
    return DONE


def change_pin(session: Session, name: str, new_pin_file: Path | None) -> int:
    """Another PIN for oneself, or for a colleague who forgot theirs."""
    with signed_in(session) as desk:
        pin = new_pin(session, new_pin_file)
        desk.change_pin(pin, name)
    warn(session.words.say("The new PIN of {name} counts from now on.").format(name=name))
    _advise(session, pin)
    return DONE


def _advise(session: Session, pin: str) -> None:
    """What is easy to guess is refused on the screen; whoever writes it to a file means it."""
    if too_easy(pin):
        warn(ring_words(session.words, PinTooEasy()))
