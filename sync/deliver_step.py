"""One booking, one platform: look up what is uncertain, send what is not there, note each step before it is taken."""

import math
from datetime import UTC, datetime

import msgspec

from sync.couriers.base import Confirmed, Courier, Parcel, Refused, Verdict, Why
from sync.errors import AccessRevoked, Reason, SyncError, Unanswered
from sync.ledger.ledger import Ledger
from sync.ledger.records import Outgoing, Sending, State
from sync.ledger.rules import NotBooked
from sync.records import Source

OFFLINE = frozenset(
    (Reason.NO_NETWORK, Reason.NAME_UNKNOWN, Reason.REFUSED, Reason.CERTIFICATE, Reason.CLOCK, Reason.LOGIN_PAGE)
)
"""The platform itself said nothing: such a round does not count as one of `tries`, however long the net is away."""
MISSED = 2
"""Complete look-ups without it, `look_again_s` apart, before it may be sent again (platforms reference, A.6)."""


class Failed(Exception):
    """This booking got no further, because the platform gave no usable answer; `error` says how."""

    def __init__(self, error: SyncError) -> None:
        self.error = error
        super().__init__(str(error))


class Carrier:
    """Carries bookings to one platform through a courier that has proved who we are."""

    def __init__(self, ledger: Ledger, courier: Courier, source: Source) -> None:
        self._ledger, self._courier, self._source, self._clock = ledger, courier, source, ledger.clock

    def carry(self, outgoing: Outgoing) -> Sending:
        """Take a booking as far as it gets now; every step is durable before the next one is taken.

        Raises `Failed` when the platform must be asked anew who it is before the next booking.
        """
        try:
            if outgoing.sending.state is State.WAITING or self._may_repeat(outgoing.sending):
                return self._send(outgoing)
            return self._resolve(outgoing)
        except NotBooked:  # staff cancelled it at this very moment
            return self._ledger.outbox.sending(outgoing.booking.receipt)

    def _may_repeat(self, sending: Sending) -> bool:
        """Whether the platform itself would recognise the same request."""
        lives_s = self._courier.key_lives_s
        if sending.rounds >= self._source.tries:
            return False
        if lives_s == math.inf:
            return True
        age_s = self._clock.monotonic() - sending.sent_s
        return sending.attempts > 0 and sending.boot == self._clock.boot and 0 <= age_s < lives_s

    def _send(self, outgoing: Outgoing) -> Sending:
        outbox, booking = self._ledger.outbox, outgoing.booking
        parcel = self._parcel(outgoing)
        before = outbox.sending(booking.receipt)
        if before.rounds >= self._source.tries:
            return outbox.refuse(booking.receipt, Why.UNCLEAR)
        outbox.going(booking.receipt)
        try:
            verdict = self._courier.send(parcel)
        except Unanswered as error:
            outbox.doubt(booking.receipt, rounds=before.rounds + 1)
            raise Failed(error) from error
        except SyncError as error:
            answered = error.reason in (Reason.KEY_REFUSED, Reason.BUSY)
            outbox.stayed(booking.receipt, msgspec.structs.replace(before, attempts=before.attempts + answered))
            if isinstance(error, AccessRevoked):
                raise
            raise Failed(error) from error
        return self._settle(booking.receipt, verdict)

    def _settle(self, receipt: int, verdict: Verdict) -> Sending:
        outbox = self._ledger.outbox
        match verdict:
            case Confirmed(remote_id, note, detail):
                return outbox.confirm(receipt, remote_id, note, detail)
            case Refused(why, detail):
                return outbox.refuse(receipt, why, detail)
        return outbox.doubt(receipt)

    def _resolve(self, outgoing: Outgoing) -> Sending:
        """Ask for the reference; two misses that count, `look_again_s` apart, allow to send it again."""
        outbox, receipt = self._ledger.outbox, outgoing.booking.receipt
        sending = self._of_this_boot(outgoing)
        try:
            found = self._courier.look_up(self._parcel(outgoing))
        except AccessRevoked:
            raise
        except SyncError as error:
            self.unclear(outgoing, error)
            raise Failed(error) from error
        if found is not None:
            return self._settle(receipt, found)
        if self._clock.monotonic() - sending.gap_s < self._source.look_again_s:
            return sending
        if sending.missed + 1 < MISSED:
            return outbox.gap(receipt, sending.missed + 1)
        return self._send(outgoing)

    def unclear(self, outgoing: Outgoing, error: SyncError) -> None:
        """The platform gave no usable answer about an uncertain booking; after `tries` of them staff must look (R5)."""
        outbox, receipt = self._ledger.outbox, outgoing.booking.receipt
        if error.reason in OFFLINE or outgoing.sending.state is not State.UNCERTAIN:
            return
        if outbox.doubt(receipt).rounds >= self._source.tries:
            outbox.refuse(receipt, Why.UNCLEAR)

    def _of_this_boot(self, outgoing: Outgoing) -> Sending:
        """Monotonic time of another boot is worth nothing: the gap starts anew, and so do the misses."""
        sending = outgoing.sending
        if sending.gap_boot == self._clock.boot and sending.gap_s <= self._clock.monotonic():
            return sending
        return self._ledger.outbox.gap(outgoing.booking.receipt, 0)

    def _parcel(self, outgoing: Outgoing) -> Parcel:
        booking, sent_ms = outgoing.booking, outgoing.sending.sent_ms
        sent = datetime.fromtimestamp(sent_ms / 1000, UTC) if sent_ms else None
        return Parcel(reference=booking.reference, key=booking.key, what=booking.what, sent=sent)
