"""How a command ends: every ending becomes an exit code and, where it is not the good one, a sentence."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

import click

from kiosk.notices import cause_of
from kiosk.output import NobodyReads, Unwritable, flush
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.usage import wrong_use
from kiosk.words import Words

log = logging.getLogger("kiosk.ending")


def guarded(command: Callable[[], object], session: Session) -> int:
    """Run a command; expected endings become sentences and codes. An interrupted one is still open (3)."""
    try:
        code = command()
        flush()
    except Stop as stop:
        warn(*stop.sentences)
        return stop.code
    except click.ClickException as error:
        warn(wrong_use(session.words, error))
        return WRONG
    except (click.exceptions.Abort, KeyboardInterrupt):
        warn(session.words.say("Stopped. What was done until now stays."))
        return OPEN
    except NobodyReads:
        return DONE
    except Unwritable as error:
        sentence = session.words.say("The output cannot be written: {cause}.")
        warn(sentence.format(cause=cause_of(session.words, error.error)))
        return OPEN
    return code if isinstance(code, int) else DONE


class Unforeseen:
    """For `sys.excepthook`: a sentence instead of a traceback, kind and place of the error in the log, exit 3."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        with suppress(Stop):
            self._session.prepare()
            log.critical("a command failed", exc_info=error)
        words = Words("de") if "words" not in vars(self._session) else self._session.words
        sentence = words.say("The program had to stop. What happened is in {path}.")
        warn(sentence.format(path=self._session.place.data / "log"))
        with suppress(NobodyReads, Unwritable):
            flush()
        os._exit(OPEN)  # an ordinary end of the interpreter would say 1


def catch_unforeseen(session: Session) -> None:
    """From now on no error ends in a traceback."""
    sys.excepthook = Unforeseen(session)
