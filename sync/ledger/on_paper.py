"""What is known of each slip of a booking on paper (R20), and whether a slip printed now must say that it is a copy."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

RECEIPTS = (1, 2)
"""Both receipts of a booking, one for each side."""
NOTE = 3
"""The note for the organiser, of bookings that go on paper."""


class OnPaper(StrEnum):
    """What became of a slip; the value stands in JSON and in the journal."""

    PLANNED = "planned"
    """Never sent: no row."""
    SENT = "sent"
    """Noted before the first byte. Left behind by a process that ended, nobody knows."""
    PRINTED = "printed"
    """The printer said that it worked through it."""
    TAKEN = "taken"
    """All bytes were taken by a printer that cannot say more: as good as printed."""
    NOT_STARTED = "not_started"
    """No byte left."""
    UNCONFIRMED = "unconfirmed"
    """Bytes left, and the end is not known."""
    CAME_OUT = "came_out"
    """Staff have seen it."""
    MISSING = "missing"
    """Staff looked, and it is not there, or not whole."""


IN_DOUBT = (OnPaper.SENT, OnPaper.UNCONFIRMED)
"""Only a person can say what became of these."""
NEVER_LEFT = (OnPaper.PLANNED, OnPaper.NOT_STARTED)
"""Of these nothing can be on paper."""
MISSED = (*NEVER_LEFT, OnPaper.MISSING)
"""These are still to be printed."""


class Printout(msgspec.Struct, frozen=True, kw_only=True):
    """One time that one slip was sent."""

    number: int
    receipt: int
    side: int
    """Which slip of the booking: one of `RECEIPTS`, or `NOTE`."""
    copy: bool
    """Whether it says that it is a copy."""
    state: OnPaper
    trouble: str | None = None
    """Why it did not start or is in doubt: a `printing.errors.Trouble`."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One slip of a booking, over all the times that it was sent."""

    receipt: int
    side: int
    state: OnPaper = OnPaper.PLANNED
    trouble: str | None = None
    number: int | None = None
    """The printout that `state` is of; None while it is planned."""
    copies: int = 0
    """Copies of which a byte left."""


def must_be_copy(states: Iterable[OnPaper], *, before_trail: bool = False) -> bool:
    """Whether a slip that was sent with these outcomes must say COPY when it is printed now.

    Only what certainly never left is printed as the original. `before_trail`: it may have been printed while nobody
    noted it, as before a restored backup.
    """
    return before_trail or any(state not in NEVER_LEFT for state in states)


def side_of(receipt: int, side: int, printouts: Iterable[Printout]) -> Side:
    """What all printouts of one slip, oldest first, say together.

    The last one counts of which a byte may have left: that a further copy did not start changes nothing on paper.
    """
    every = list(printouts)
    left = [one for one in every if one.state is not OnPaper.NOT_STARTED]
    if not every:
        return Side(receipt=receipt, side=side)
    last = (left or every)[-1]
    copies = sum(one.copy for one in left)
    return Side(receipt=receipt, side=side, state=last.state, trouble=last.trouble, number=last.number, copies=copies)
