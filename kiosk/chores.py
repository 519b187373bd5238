"""Work of staff that takes longer than a tap: it is done in a thread of its own, with connections of its own."""

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.house import House
from kiosk.messages import ChoreDone
from kiosk.notices import crashed, platform_trouble
from kiosk.refusals import refusal_words
from kiosk.screens.steps import Chore
from kiosk.workers import CHORE, Post, guarded
from sync.errors import SyncError
from sync.ledger.rules import NotBooked
from sync.replica import Replica

if TYPE_CHECKING:
    from kiosk.desk import Desk


def start(house: House, chore: Chore, post: Post) -> None:
    """Begin a chore; `ChoreDone` comes when it is through, whatever breaks."""
    threading.Thread(target=_run, args=(house, chore, post), name=CHORE, daemon=True).start()


def _run(house: House, chore: Chore, post: Post) -> None:
    """The page that waits is told even of what nobody foresaw; the log has it."""
    answer: object = crashed(house.words)

    def work() -> None:
        nonlocal answer
        answer = _done(house, chore)

    guarded(CHORE, work, post)
    post(ChoreDone(chore, answer))


def _desk(house: House, replica: Replica) -> "AbstractContextManager[Desk]":
    """The thread's own; while the ledger is closed, as at the first start, the one there is."""
    assert house.desk is not None
    return house.desk.beside(replica) if house.desk.open else nullcontext(house.desk)


def _done(house: House, chore: Chore) -> object:
    """What rules refuse and what ledger or replica cannot do becomes a sentence."""
    try:
        with Replica.for_reading(house.replica.path, house.zone.key) as replica, _desk(house, replica) as desk:
            return chore.work(replace(house, replica=replica, desk=desk))
    except SyncError as error:
        return platform_trouble(house.words, error.reason, error.facts)
    except NotBooked as error:
        return refusal_words(house.words, error)
