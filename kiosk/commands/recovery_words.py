"""Recovery words on the command line, from a file or typed, and a sentence for each way in which they are wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.backup_words import typed_words, why_words
from kiosk.notices import cause_of, platform_trouble
from kiosk.session import LOCKED, OPEN, REFUSED, WRONG, Session, Stop
from sync.backup.errors import BackupError, Why
from sync.backup.words import NotTheWords
from sync.errors import Unstorable

WORDS_MOST = 4000
"""Bytes of a file of words that are read: a wrong file may have no end."""
_CODES = {Why.WRONG_WORDS: LOCKED, Why.NOT_BLANK: REFUSED, Why.NO_BACKUP: WRONG}


def typed(session: Session, file: Path | None) -> str:
    """The words, from a file or from the terminal; they are shown while they are typed. Raises Stop."""
    say = session.words.say
    if file:
        try:
            with file.open("rb") as words:
                return words.read(WORDS_MOST).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            cause = cause_of(session.words, error) if isinstance(error, OSError) else say("it is no text")
            sentence = say("The words cannot be read from {path}: {cause}.")
            raise Stop(WRONG, sentence.format(path=file, cause=cause)) from error
    if sys.stdin is None or not sys.stdin.isatty():
        raise Stop(WRONG, say("The words are needed, and there is no terminal to type them on. Use: --words-file FILE"))
    sys.stderr.write(say("The words on the envelope, in their order: "))
    sys.stderr.flush()
    return sys.stdin.readline()


@contextmanager
def worded(session: Session) -> Iterator[None]:
    """Wrong words end with 5, what the stick, the card or the file cannot do with 3."""
    try:
        yield
    except NotTheWords as error:
        raise Stop(LOCKED, typed_words(session.words, error)) from error
    except BackupError as error:
        raise Stop(_CODES.get(error.why, OPEN), why_words(session.words, error)) from error
    except Unstorable as error:
        raise Stop(OPEN, platform_trouble(session.words, error.reason, error.facts)) from error
