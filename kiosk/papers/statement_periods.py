"""Up to where each member's last account statement went, so that the next one begins there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from kiosk.papers.made import Paper
from sync.ledger.kept import Kept
from sync.ledger.moves import Move
from sync.ledger.records import OPEN, State

KEPT = Paper.STATEMENT.value
"""Under this name they lie in the ledger."""


class Period(msgspec.Struct, frozen=True):
    """What a statement covers: the entries behind a number, or those since a day."""

    first: date | None = None
    """None: all that was ever booked here."""
    behind: int = 0
    """The number of the last entry that an earlier statement told."""
    unsettled: dict[int, bool] = {}
    """Entries that it told before their platform had answered, and whether they counted there."""

    def tells_again(self, move: Move) -> bool:
        """Whether an entry came out otherwise than the statement before said."""
        return self.unsettled.get(move.number, move.counts) != move.counts


class Last(msgspec.Struct, frozen=True):
    """The last statement that was really printed."""

    day: date
    entry: int
    """Of all entries of the ledger the newest at that time."""
    before: Period
    """What it covered, so that it can be made again on its day."""
    unsettled: dict[int, bool] = {}
    """What the next one must tell again where it came out otherwise."""


def period(lasts: Mapping[str, Last], member: str, today: date, since: date | None) -> Period:
    """What today's statement of a member covers."""
    last = lasts.get(member)
    if since or last is None:
        return Period(since)
    return last.before if last.day == today else Period(last.day, last.entry, last.unsettled)


def lasts_of(kept: Kept) -> dict[str, Last]:
    """Member number → the last statement. What cannot be read was written by a later program: then nothing is known."""
    return kept.told(KEPT, dict[str, Last]) or {}


def told_now(
    kept: Kept, periods: Iterable[tuple[str, Period]], moved: Mapping[str, Sequence[Move]], today: date, entry: int
) -> bytes:
    """What is kept once statements of these members are printed."""
    told = {member: Last(today, entry, covered, _unsettled(moved.get(member, ()))) for member, covered in periods}
    return msgspec.json.encode({**lasts_of(kept), **told})


def _unsettled(moved: Sequence[Move]) -> dict[int, bool]:
    return {move.number: move.counts for move in moved if move.state in (*OPEN, State.REFUSED)}
