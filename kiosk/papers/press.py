"""Which paper is composed where, and what is remembered of one that is really printed."""

from importlib import import_module
from typing import Protocol, cast

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.made import Made, Paper, Wishes


class Composer(Protocol):
    """What each module of this room that is called like a paper offers as `compose`."""

    def __call__(self, house: House, desk: Desk, wishes: Wishes) -> Made: ...


def make(paper: Paper, house: House, desk: Desk, wishes: Wishes) -> Made:
    """Compose a paper; somebody must be signed in at the desk. Raises `NotMade`, `SyncError`, `NotBooked`.

    A preview of newspaper or statement uses up no issue and no period: that is for `printed`.
    """
    module = import_module(f"kiosk.papers.{paper.value}")  # the typesetter and its helpers: only when wanted
    return cast(Composer, module.compose)(house, desk, wishes)


def printed(made: Made, desk: Desk) -> None:
    """The paper goes to people: the next one tells what is new since this one. Raises `Unstorable`."""
    if made.issue is not None:
        desk.ledger.kept.put(made.paper.value, made.issue)
