"""How commands sign in: the PIN from a file or typed unseen, and a sentence for everything that stands in the way."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from kiosk.desk import Desk
from kiosk.notices import cause_of, platform_trouble
from kiosk.refusals import refusal_words, ring_words
from kiosk.session import LOCKED, OPEN, REFUSED, WRONG, Session, Stop, warn
from sync.errors import SyncError
from sync.ledger.keyring_errors import KeyRingError, RingUnusable, SignInRefused
from sync.ledger.rules import NotBooked

LINE_MAX = 1000
"""Bytes of a PIN file that are read: a wrong file may have no end."""


@contextmanager
def signed_in(session: Session, *, prove: bool = False) -> Iterator[Desk]:
    """Staff's side, open for a command; what refuses or fails within becomes its sentence and exit code (Stop).

    With `prove` the whole ledger is looked through, however long that takes.
    """
    with spoken(session):
        desk = session.desk
        name = _name(session, desk)
        pin = _pin(session)
        try:
            desk.sign_in(pin, name)
        except SignInRefused as error:
            raise Stop(LOCKED, *_stranger(session, desk, name), ring_words(session.words, error)) from error
        desk.prove(always=prove)
        yield desk


@contextmanager
def known(session: Session) -> Iterator[Desk]:
    """Staff's side with the PIN checked and the ledger closed: also for one that cannot be opened any more (Stop)."""
    with spoken(session):
        desk = session.desk
        name = _name(session, desk)
        try:
            desk.check(_pin(session), name)
        except SignInRefused as error:
            raise Stop(LOCKED, *_stranger(session, desk, name), ring_words(session.words, error)) from error
        yield desk


@contextmanager
def spoken(session: Session) -> Iterator[None]:
    """What the rules refuse ends with 4, what the ledger or the key ring cannot do with 3."""
    words = session.words
    try:
        yield
    except NotBooked as error:
        raise Stop(REFUSED, refusal_words(words, error)) from error
    except RingUnusable as error:
        raise Stop(OPEN, ring_words(words, error)) from error
    except KeyRingError as error:
        raise Stop(REFUSED, ring_words(words, error)) from error
    except SyncError as error:
        raise Stop(OPEN, platform_trouble(words, error.reason, error.facts)) from error


def new_pin(session: Session, file: Path | None) -> str:
    """A PIN for somebody new: from a file, or typed twice. Raises Stop."""
    say = session.words.say
    if file:
        return _first_line(session, file)
    pin = _typed(session, say("New PIN: "), "--new-pin-file")
    if _typed(session, say("New PIN again: "), "--new-pin-file") != pin:
        raise Stop(WRONG, say("The two PINs are not the same; nothing was changed."))
    return pin


def _name(session: Session, desk: Desk) -> str | None:
    """Who signs in; raises Stop where that is not said and not clear."""
    say, names = session.words.say, desk.names
    if not names:
        raise Stop(WRONG, say("There is no staff yet. Begin with: kiosk staff add NAME"))
    if session.staff is None and len(names) > 1:
        sentence = say("Who are you? Write one of these before the command: {names}")
        raise Stop(WRONG, sentence.format(names=", ".join(f'--staff "{name}"' for name in names)))
    return session.staff


def _stranger(session: Session, desk: Desk, name: str | None) -> list[str]:
    if name is None or name.casefold() in [known.casefold() for known in desk.names]:
        return []
    return [session.words.say('Nobody of the staff is called "{name}".').format(name=name)]


def _pin(session: Session) -> str:
    if session.pin_file:
        return _first_line(session, session.pin_file)
    return _typed(session, session.words.say("PIN: "), "--pin-file")


def _first_line(session: Session, path: Path) -> str:
    """The first line without its line end; says so when others could read it too. Raises Stop."""
    say = session.words.say
    try:
        with path.open("rb") as file:
            line = file.readline(LINE_MAX).decode("utf-8-sig").rstrip("\r\n")
            status = os.fstat(file.fileno())
    except (OSError, UnicodeDecodeError) as error:
        sentence = say("The PIN cannot be read from {path}: {cause}.")
        raise Stop(WRONG, sentence.format(path=path, cause=_cause(session, error))) from error
    if not line:
        raise Stop(WRONG, say("The first line of {path} is empty. Write the PIN there.").format(path=path))
    if stat.S_ISREG(status.st_mode) and stat.S_IMODE(status.st_mode) & 0o077:
        warn(say("The PIN in {path} can be read by others. Run: chmod 600 {path}").format(path=path))
    return line


def _cause(session: Session, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return session.words.say("it is no text")
    return cause_of(session.words, error)


def _typed(session: Session, prompt: str, option: str) -> str:
    """Asked on the terminal without echo; raises Stop where there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        sentence = session.words.say("A PIN is needed, and there is no terminal to type it on. Use: {option} FILE")
        raise Stop(WRONG, sentence.format(option=option))
    try:
        return getpass(prompt)
    except (EOFError, UnicodeDecodeError):
        return ""
