"""The way to one platform in one round: proved before the first booking, and anew after each that failed."""

from collections.abc import Callable, Generator
from contextlib import ExitStack

import msgspec

from sync.couriers.base import Courier
from sync.deliver_events import DeliveryEvent, Moved, Quiet
from sync.deliver_step import OFFLINE, Carrier, Failed
from sync.errors import AccessRevoked, Reason, SyncError, Unanswered, Unstorable
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.records import Outgoing, Sending, State
from sync.records import Source

FAILURES_MAX = 3
"""Bookings in a row that may fail before the platform is left alone: one poisoned booking must not stop the others."""


class Trouble(msgspec.Struct, frozen=True):
    """Why a platform is left alone, as the ledger keeps it under `trouble:PLATFORM` for staff."""

    reason: str
    facts: dict[str, str]
    since_ms: int


class Door:
    """Opened with the first booking; nothing is asked of a platform for which nothing waits."""

    def __init__(self, ledger: Ledger, source: Source, connect: Callable[[Source], Courier], stack: ExitStack) -> None:
        self.source = source
        self.shut: SyncError | None = None
        """Why no further booking is brought in this round."""
        self._ledger, self._connect, self._stack = ledger, connect, stack
        self._courier: Courier | None = None
        self._proved = False
        self._failures = 0
        self.failed = self.served = False
        """Whether any booking got no usable answer in this round, and whether any got one."""

    @property
    def used(self) -> bool:
        """Whether anything was asked of the platform."""
        return self._courier is not None

    def carry(self, outgoing: Outgoing) -> Generator[DeliveryEvent, None, Sending]:
        """Take a booking as far as it gets; returns how far that is. Raises `Unstorable`, `Damaged`."""
        before, receipt = outgoing.sending, outgoing.booking.receipt
        error = self.shut or self._try(outgoing)
        after = self._ledger.outbox.sending(receipt)
        if after.rounds > before.rounds or error:
            self._proved = False
        self.failed, self.served = self.failed or error is not None, self.served or error is None
        if self.shut is None and error:
            yield from self._failed(error)
        if after != before:
            yield _moved(outgoing, after)
        return after

    def _try(self, outgoing: Outgoing) -> SyncError | None:
        """One step of one booking; the platform's trouble is returned, the terminal's own is raised."""
        try:
            carrier = self._carrier()
            if not self._proved:
                self._greet(carrier, outgoing)
            after = carrier.carry(outgoing)
        except (Unstorable, Damaged):
            raise
        except Failed as failed:
            self._failures += 1
            return failed.error
        except SyncError as error:
            self._failures = FAILURES_MAX
            return error
        lost = after.state is State.UNCERTAIN and after.rounds > outgoing.sending.rounds
        self._failures = self._failures + 1 if lost else 0
        return Unanswered(Reason.CUT) if self._failures >= FAILURES_MAX else None

    def _greet(self, carrier: Carrier, outgoing: Outgoing) -> None:
        """Prove who we are; raises what came instead, which counts for an uncertain booking."""
        assert self._courier is not None
        try:
            self._courier.greet()
        except AccessRevoked:
            raise
        except SyncError as error:
            carrier.unclear(outgoing, error)
            raise
        self._proved = True
        self._ledger.kept.drop(self._trouble)

    def _failed(self, error: SyncError) -> Generator[DeliveryEvent, None, None]:
        """Leave the platform alone for this round, if one more try makes no sense."""
        if self._failures < FAILURES_MAX and error.reason not in OFFLINE:
            return
        self.shut = error
        before = self._ledger.kept.get(self._trouble)
        if before is None or msgspec.json.decode(before, type=Trouble).reason != error.reason:
            now_ms = int(self._ledger.clock.now().timestamp() * 1000)
            self._ledger.kept.put(self._trouble, msgspec.json.encode(Trouble(error.reason, error.facts, now_ms)))
        yield Quiet(platform=self.source.name, reason=error.reason, facts=error.facts)

    @property
    def _trouble(self) -> str:
        return f"trouble:{self.source.name}"

    def _carrier(self) -> Carrier:
        if self._courier is None:
            self._courier = self._connect(self.source)
            self._stack.callback(self._courier.close)
        return Carrier(self._ledger, self._courier, self.source)


def _moved(outgoing: Outgoing, after: Sending) -> Moved:
    booking = outgoing.booking
    return Moved(
        receipt=booking.receipt,
        reference=booking.reference,
        platform=booking.platform,
        state=after.state,
        reason=after.reason,
        detail=after.detail,
    )
