"""`kiosk secret set --read-only`: the key with which a platform is read, in a file of mode 0600."""

import os
import sys
from getpass import getpass
from pathlib import Path

from kiosk.notices import cause_of
from kiosk.platform_settings import NAME
from kiosk.secrets import secret_path
from kiosk.session import DONE, WRONG, Session, Stop, warn


def set_secret(session: Session, name: str, file: Path | None) -> int:
    """Store `user:password` (wordpress) or a token (cyclos); asked without echo, or the first line of a file."""
    _ = session.words.say
    if not NAME.fullmatch(name):
        raise Stop(WRONG, _("{name} is no name of a platform.").format(name=name))
    secret = _given(session, file)
    if not secret:
        raise Stop(WRONG, _("The key is empty; nothing was changed."))
    session.prepare()
    path = secret_path(session.place.secrets, name)
    try:
        _write(path, secret)
    except OSError as error:
        sentence = _("The key cannot be written to {path}: {cause}.")
        raise Stop(WRONG, sentence.format(path=path, cause=cause_of(session.words, error))) from error
    warn(_("The key of {name} is stored.").format(name=name))
    if name not in _names(session):
        warn(_("The settings have no platform {name} yet.").format(name=name))
    return DONE


def _names(session: Session) -> list[str]:
    """The platforms of the settings; none while these cannot be read, for the new key may be what they lack."""
    try:
        return [source.name for source in session.settings.platforms]
    except Stop:
        return []


def _given(session: Session, file: Path | None) -> str:
    try:
        if file:
            return file.read_text("utf-8").partition("\n")[0].strip()
        if sys.stdin is None:
            return ""
        if sys.stdin.isatty():
            return getpass(session.words.say("Key: ")).strip()
        return sys.stdin.buffer.readline().decode("utf-8").strip()
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise Stop(
            WRONG, session.words.say("The key cannot be read from {path}.").format(path=file or "stdin")
        ) from error


def _write(path: Path, secret: str) -> None:
    """Whole or not at all, and never readable by others, not for a moment."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.parent.chmod(0o700)
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        file.write(f"{secret}\n")
        file.flush()
        os.fsync(descriptor)
    new.replace(path)
