"""What the workers tell the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from printing.printer import Outcome

if TYPE_CHECKING:
    from kiosk.screens.staff.door import Door
    from kiosk.screens.steps import Chore
    from kiosk.slip_words import Held
    from sync.errors import SyncError
    from sync.ledger.keyring import Opened
    from sync.ledger.keyring_errors import KeyRingError


@dataclass
class SlipDone(Message):
    """The print worker is through with a slip, or with several that belong together."""

    item: str
    outcome: "Outcome | Held"
    """Of the last one that was tried."""
    done: int = 0
    """How many came out before that one."""
    of: int = 1
    """How many were to come out."""
    safe: bool = True
    """Whether trying again prints only what did not come out."""
    doubt: int | None = None
    """The printout in the ledger that somebody has to look for."""


@dataclass
class RenewWanted(Message):
    """The program is to end in order and to start anew."""


@dataclass
class WorkerCrashed(Message):
    """A worker met an error that nobody foresaw; it is in the log, and the worker goes on."""

    worker: str


@dataclass
class ChoreDone(Message):
    """A chore of staff is through."""

    chore: "Chore"
    """When the page that asked for it was left, nobody is told."""
    answer: object
    """What its work gave back; a sentence where a rule or a file stood in the way."""


@dataclass
class BookingMoved(Message):
    """A booking got further on its way."""

    receipt: int


@dataclass
class LedgerDamaged(Message):
    """The ledger is not what was written: from now on nothing may be booked."""


@dataclass
class PinChecked(Message):
    """Whether a PIN opens the ledger; exactly one of `opened` and `error` is set. Neither shows the PIN."""

    page: "Door"
    """The page that asked: when it has left the screen, nobody is let in any more."""
    opened: "Opened | None"
    error: "KeyRingError | SyncError | None"
