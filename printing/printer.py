"""One printer: ask, send, have it confirmed, and say no more than what is known."""

import time
from collections.abc import Callable

import msgspec

from printing.ask import Conversation
from printing.encode import HEADER_FILL, flush
from printing.errors import DeviceTrouble, Trouble
from printing.profile import Profile
from printing.status import CONFIRM, Status
from printing.wire import Device, Patience, Wire

ONCE_SILENT = 5
"""A printer that did not answer the last time gets this fraction of the time to answer: most of them never will."""

MISSED_MAX = 2
"""Jobs before which a printer that answers other questions gave no such answer: the first time it may be at work."""


class Printed(msgspec.Struct, frozen=True):
    """All bytes were taken. `confirmed`: the printer said that it worked through them."""

    confirmed: bool
    notes: tuple[Trouble, ...] = ()
    """PAPER_NEAR_END, for staff."""


class NotStarted(msgspec.Struct, frozen=True):
    """No byte of the job left: nothing will come out, trying again is safe."""

    trouble: Trouble


class Unconfirmed(msgspec.Struct, frozen=True):
    """Some or all bytes left and the end is not known: ask a person, never send again unasked."""

    trouble: Trouble


Outcome = Printed | NotStarted | Unconfirmed


class Printer:
    """Owned by one thread. The device is opened for each job and closed after it."""

    def __init__(
        self,
        device: Device,
        profile: Profile,
        patience: Patience | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._profile = profile
        self._patience = patience or Patience()
        self._monotonic = monotonic
        self._read_s = self._patience.read_s
        self._torn = False
        self._confirms = True
        self._met = False
        self._caught_up = False
        """Whether the last job was confirmed: then no answer of an earlier one is still to come."""
        self._missed = 0

    def print(self, job: bytes) -> Outcome:
        """Send one whole job; never raises for what a printer does, and returns within the times of Patience."""
        try:
            wire = self._device.open(self._patience)
        except DeviceTrouble as error:
            return NotStarted(error.trouble)
        try:
            return self._print_over(wire, job)
        finally:
            wire.close()

    def status(self) -> Status:
        """Only ask. What cannot be asked is unknown; what cannot be reached is unknown with its trouble."""
        try:
            wire = self._device.open(self._patience)
        except DeviceTrouble as error:
            return Status(trouble=error.trouble)
        try:
            return self._asked(self._conversation(wire))
        finally:
            wire.close()

    def _print_over(self, wire: Wire, job: bytes) -> Outcome:
        talk = self._conversation(wire)
        try:
            before = self._met_with(wire, talk)
            if before.trouble:
                return NotStarted(before.trouble)
            wait = before.known and self._confirms and self._heard_all(talk)
        except DeviceTrouble as error:
            return NotStarted(error.trouble)
        self._caught_up = False
        lead = flush(self._profile) if self._torn else b""
        try:
            wire.send(lead + job + (CONFIRM if wait else b""))
        except DeviceTrouble as error:
            self._torn = self._torn or error.sent > 0
            return Unconfirmed(error.trouble) if error.sent > len(lead) else NotStarted(error.trouble)
        try:
            confirmed = self._ended(wire, talk, wait)
        except DeviceTrouble as error:
            self._torn = error.trouble in (Trouble.CUT_OFF, Trouble.STUCK) or _dropped(wire)
            return Unconfirmed(error.trouble)
        self._torn = False
        return Printed(confirmed, (Trouble.PAPER_NEAR_END,) if before.near_end else ())

    def _met_with(self, wire: Wire, talk: Conversation) -> Status:
        """Its status. After a torn job it may still wait for the end of a picture, and at the first meeting too: a
        process before us may have been sending one when it died. Fill that, and where it is silent ask once more."""
        if not self._asks or (self._met and not self._torn):
            return self._asked(talk)
        wire.send(HEADER_FILL)
        status = self._asked(talk)
        if not (status.known or status.trouble):
            wire.send(flush(self._profile))
            status = self._asked(talk)
        self._met = True
        return status

    def _heard_all(self, talk: Conversation) -> bool:
        """Whether the next answer behind a cut can only be this job's; who never gives one is not waited for again."""
        if self._caught_up:
            return True
        heard = talk.caught_up(self._patience.read_s)
        self._missed = 0 if heard else self._missed + 1
        self._confirms = self._missed < MISSED_MAX
        return heard

    @property
    def _asks(self) -> bool:
        """Whether it is worth asking."""
        return self._device.answers and self._profile.answers

    def _ended(self, wire: Wire, talk: Conversation, wait: bool) -> bool:
        """Whether the printer confirmed the end; one that never does is not waited for again."""
        if wait:
            self._confirms = talk.confirmed()
        if wait and self._confirms:
            self._caught_up = True
            return True
        wire.finish()
        return False

    def _asked(self, talk: Conversation) -> Status:
        if not self._asks:
            return Status()
        try:
            status = talk.status(self._read_s)
        except DeviceTrouble as error:
            return Status(trouble=error.trouble)
        self._read_s = self._patience.read_s / (1 if status.known else ONCE_SILENT)
        return status

    def _conversation(self, wire: Wire) -> Conversation:
        return Conversation(wire, self._patience, self._monotonic)


def _dropped(wire: Wire) -> bool:
    """Whether the system still held something of a job that is given up: it must not come out with the next roll."""
    try:
        wire.finish()
    except DeviceTrouble:
        return True
    return False
