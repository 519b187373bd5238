"""`kiosk secret set`: the key that books, in the ledger, or the one that only reads, in a file of mode 0600."""

import sys
from getpass import getpass
from pathlib import Path

from kiosk.notices import cause_of
from kiosk.platform_settings import NAME
from kiosk.secrets import secret_path
from kiosk.session import DONE, WRONG, Session, Stop, warn
from sync.errors import Unstorable
from sync.ledger.whole_files import write_whole


def set_secret(session: Session, name: str, file: Path | None, *, read_only: bool) -> int:
    """Store `user:password` or a token; asked without echo, or the first line of a file.

    A key that can write needs a PIN and lies in the ledger; one that only reads serves unattended.
    """
    _ = session.words.say
    if not NAME.fullmatch(name):
        raise Stop(WRONG, _("{name} is no name of a platform.").format(name=name))
    if read_only:
        _to_file(session, name, _given(session, file))
    else:
        _to_ledger(session, name, file)
    warn(_("The key of {name} is stored.").format(name=name))
    if name not in _names(session):
        warn(_("The settings have no platform {name} yet.").format(name=name))
    return DONE


def _to_ledger(session: Session, name: str, file: Path | None) -> None:
    from kiosk.commands.signing import signed_in
    from kiosk.posting import secret_name

    with signed_in(session) as desk:
        secret = _given(session, file)
        with desk.ledger.change():
            desk.ledger.kept.put(secret_name(name), secret.encode())
            desk.ledger.journal.note("key set", staff=desk.me, facts=name)


def _to_file(session: Session, name: str, secret: str) -> None:
    _ = session.words.say
    session.prepare()
    path = secret_path(session.place.secrets, name)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.parent.chmod(0o700)
        write_whole(path, f"{secret}\n".encode())
    except (OSError, Unstorable) as error:
        cause = cause_of(session.words, error.__cause__ if isinstance(error, Unstorable) else error)
        sentence = _("The key cannot be written to {path}: {cause}.")
        raise Stop(WRONG, sentence.format(path=path, cause=cause)) from error


def _names(session: Session) -> list[str]:
    """The platforms of the settings; none while these cannot be read, for the new key may be what they lack."""
    try:
        return [source.name for source in session.settings.platforms]
    except Stop:
        return []


def _given(session: Session, file: Path | None) -> str:
    secret = _first_line(session, file)
    if not secret:
        raise Stop(WRONG, session.words.say("The key is empty; nothing was changed."))
    return secret


def _first_line(session: Session, file: Path | None) -> str:
    try:
        if file:
            return file.read_text("utf-8-sig").partition("\n")[0].strip()
        if sys.stdin is None:
            return ""
        if sys.stdin.isatty():
            return getpass(session.words.say("Key: ")).strip()
        return sys.stdin.buffer.readline().decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise Stop(
            WRONG, session.words.say("The key cannot be read from {path}.").format(path=file or "stdin")
        ) from error
