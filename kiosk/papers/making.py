"""Which paper is composed where, and what is remembered of one that is really printed."""

from collections.abc import Callable

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.made import Made, Paper, Wishes

Composer = Callable[[House, Desk, Wishes], Made]
"""What each module of a paper offers as `compose`."""


def make(paper: Paper, house: House, desk: Desk, wishes: Wishes) -> Made:
    """Compose a paper; somebody must be signed in at the desk. Raises `NotMade`, `SyncError`, `NotBooked`.

    A preview of newspaper or statement uses up no issue and no period: that is for `printed`.
    """
    return _composer(paper)(house, desk, wishes)


def printed(made: Made, desk: Desk) -> None:
    """The paper goes to people: the next one tells what is new since this one. Raises `Unstorable`."""
    if made.issue is not None:
        desk.ledger.kept.put(made.paper.value, made.issue)


def _composer(paper: Paper) -> Composer:
    """The typesetter and its helpers are loaded only when a paper is wanted."""
    match paper:
        case Paper.NEWSPAPER:
            from kiosk.papers.newspaper import compose as newspaper

            return newspaper
        case Paper.STATEMENT:
            from kiosk.papers.statement import compose as statement

            return statement
        case Paper.VOUCHERS:
            from kiosk.papers.vouchers import compose as vouchers

            return vouchers
        case Paper.EMERGENCY:
            from kiosk.papers.emergency import compose as emergency

            return emergency
        case Paper.DISTRIBUTION:
            from kiosk.papers.distribution import compose as distribution

            return distribution
        case Paper.CHECK:
            from kiosk.papers.check_sheet import compose as check_sheet

            return check_sheet
        case Paper.EXPORT:
            from kiosk.papers.export import compose as export

            return export
        case Paper.HANDOVER:
            from kiosk.papers.handover import compose as handover

            return handover
        case Paper.PRIVACY:
            from kiosk.papers.privacy import compose as privacy

            return privacy
