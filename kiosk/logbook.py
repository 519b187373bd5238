"""What the log may say: no names, no local variables, one line for each trouble."""

import logging
import sys
import threading
from types import TracebackType

log = logging.getLogger("kiosk.logbook")
OURS = frozenset(("kiosk", "sync", "printing"))
"""Loggers whose messages are written with care; those of all others are not repeated."""
FRAMES = 6
"""Innermost calls named for an error: enough to find the line, short enough for one line."""


class Discreet(logging.Formatter):
    """Lines without names: of errors only kind and place, of other libraries' records only where they came from.

    Their messages may quote whatever a platform or a person wrote.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line for each record."""
        error = record.exc_info[1] if record.exc_info else None
        text = _first_line(record)
        line = logging.makeLogRecord(record.__dict__ | {"msg": text, "args": None, "exc_info": None, "exc_text": None})
        line.stack_info = None
        return super().format(line) + (f": {describe(error)}" if error else "")


def _first_line(record: logging.LogRecord) -> str:
    room = record.name.partition(".")[0]
    if room in OURS:
        return record.getMessage().partition("\n")[0]
    if room == "py":  # a warning begins with file, line and kind
        return ": ".join(record.getMessage().split(": ", 2)[:2])
    return f"{record.module}:{record.lineno}"


def describe(error: BaseException) -> str:
    """Kind and place of an error, without its text or local values: those may hold names."""
    return f"{type(error).__name__} at {' > '.join(_places(error.__traceback__)[-FRAMES:])}"


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace:
        path = trace.tb_frame.f_code.co_filename
        places.append(f"{'/'.join(path.split('/')[-2:])}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places


def catch_the_rest() -> None:
    """Errors that end a thread, or come up while something is thrown away, go to the log and not to the screen."""
    threading.excepthook = _log_thread
    sys.unraisablehook = _log_unraisable


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value:
        log.error("a thread ended: %s", describe(failed.exc_value))


def _log_unraisable(failed: "sys.UnraisableHookArgs") -> None:
    if failed.exc_value:
        log.error("while throwing something away: %s", describe(failed.exc_value))
