"""One round: every request that lies there is taken, carried out and answered, whatever breaks in between."""

import logging
from pathlib import Path

from .answers import Answer, Reason, Refused, lay_down, sweep
from .inbox import Request, Unreadable, take, waiting
from .system import System
from .table import deed

log = logging.getLogger("steward")


def work_off(folder: Path, owner: int, system: System) -> None:
    """Answer the requests of `owner` (a user id) in `folder`. Raises OSError where answers cannot be written."""
    sweep(folder / "answers")
    for name in waiting(folder / "requests"):
        try:
            request = take(folder / "requests", name, owner)
        except Unreadable:
            log.warning("a request that was none")
            lay_down(folder / "answers", name, Answer(done=False, reason=Reason.BAD_FACTS))
            continue
        lay_down(folder / "answers", name, _carried_out(request, system))


def _carried_out(request: Request, system: System) -> Answer:
    """Of what breaks, the log has the kind and the place; its text might hold a passphrase."""
    try:
        answer = deed(request.deed)(request.facts, system)
    except Refused as refused:
        log.warning("%s: not done, %s", _known(request.deed), refused.reason)
        return Answer(done=False, reason=refused.reason)
    except Exception as error:  # noqa: BLE001  # whoever asked waits, and the next request is nobody's fault
        log.error("%s: %s in %s", request.deed, type(error).__name__, _place(error))
        return Answer(done=False, reason=Reason.FAILED)
    log.info("%s: done", request.deed)
    return answer


def _known(word: str) -> str:
    """Nobody writes into the log what they like."""
    return word if word.replace("-", "").isalpha() and word.isascii() and len(word) < 20 else "?"


def _place(error: Exception) -> str:
    """File and line in which it broke."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
