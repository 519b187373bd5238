"""What the workers tell the screen."""

from dataclasses import dataclass

from textual.message import Message

from printing.printer import Outcome


@dataclass
class SlipDone(Message):
    """The print worker is through with a slip."""

    item: str
    outcome: Outcome


@dataclass
class WorkerCrashed(Message):
    """A worker met an error that nobody foresaw; it is in the log, and the worker goes on."""

    worker: str


@dataclass
class BookingMoved(Message):
    """A booking got further on its way."""

    receipt: int


@dataclass
class LedgerDamaged(Message):
    """The ledger is not what was written: from now on nothing may be booked."""
