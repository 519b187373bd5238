"""One try to print a receipt while something goes wrong, what follows, and whether the program told the truth."""

import time
from collections.abc import Callable, Iterator

import msgspec

from printing.devices import open_device
from printing.errors import Trouble
from printing.printer import NotStarted, Outcome, Printed, Printer, Unconfirmed
from printing.profile import Profile, profile_for
from printing.wire import Device, Patience
from tests.faults.emulator import Emulator
from tests.faults.paper import Paper, Slips
from tests.faults.relay import Plan, Relay

PRINTED, TAKEN, NOT_STARTED, UNCONFIRMED = "printed", "taken", "not started", "unconfirmed"
PROFILE = profile_for(80)
HASTY = Patience(write_s=1, read_s=1, look_s=0.1, confirm_s=2)
"""A simulated printer answers within milliseconds, a busy machine within a second: only that is waited for."""

MakePrinter = Callable[[Device], Printer]
"""Behind this device."""


def patient(device: Device) -> Printer:
    """The same where somebody else hands the job on."""
    return Printer(device, PROFILE, Patience(confirm_s=4))


def honest(device: Device) -> Printer:
    """The program's own."""
    return Printer(device, PROFILE, HASTY)


class Job(msgspec.Struct, frozen=True):
    """The bytes of an original and of its copy."""

    original: bytes
    copy: bytes
    profile: Profile = PROFILE


class Seen(msgspec.Struct, frozen=True):
    """What became of one try."""

    state: str
    trouble: Trouble | None
    brought: int
    """Bytes of the job that left the program."""
    then: Paper
    """What lies there when the program has spoken."""
    later: Paper
    """When the fault is mended, before anyone did anything."""
    at_last: Paper
    """When staff answered: tried again, or looked and asked for a copy where nothing whole lay there."""

    slips: int = 1
    """So many were wanted."""

    @property
    def doubled(self) -> int:
        """Slips too many."""
        return max(self.at_last.originals - self.slips, 0) + max(self.at_last.copies - self.slips, 0)


def lies(seen: Seen, *, answers: bool = True, spooled: bool = False) -> Iterator[str]:
    """What may never be, whatever went wrong. `answers`: it can be asked; `spooled`: a queue takes the bytes first."""
    if seen.state == PRINTED and seen.then.originals != 1:
        yield "said printed without paper"
    if seen.state == NOT_STARTED and not (seen.then.blank and seen.later.blank):
        yield "said not started, and paper came out"
    if seen.state == NOT_STARTED and seen.at_last != Paper(originals=1):
        yield "trying again did not give exactly one original"
    if seen.state == UNCONFIRMED and not (seen.brought or spooled):
        yield "said unconfirmed before a byte left"
    if seen.state == TAKEN and answers:
        yield "took no word for an answer from a printer that gives one"
    if seen.doubled:
        yield "printed twice"
    if not seen.at_last.originals + seen.at_last.copies:
        yield "nobody ever held a receipt"


class Corner:
    """A printer and the cable to it."""

    def __init__(self, emulator: Emulator, cable: Relay) -> None:
        self.emulator, self.cable = emulator, cable

    def strips(self) -> list[str]:
        """What lies there now."""
        self.cable.settle()
        return self.emulator.paper()

    def mend(self) -> None:
        """Switch on, plug in, close the cover, put paper in."""
        self.emulator.on()
        self.emulator.clear()
        self.cable.loosen()
        self.cable.plug_in()

    def off(self) -> None:
        """Pull the printer's plug."""
        self.emulator.off()
        self.cable.unplug()

    def pause(self, seconds: float) -> None:
        """Nothing moves for so long."""
        time.sleep(seconds)


class Lab(Corner):
    """A printer, the cable to it, and a receipt."""

    def __init__(self, emulator: Emulator, cable: Relay, job: Job, slips: Slips) -> None:
        super().__init__(emulator, cable)
        self.job, self._slips = job, slips

    def run(
        self,
        prepare: Callable[[Corner], Plan | None],
        make: MakePrinter,
        url: str | None = None,
        *,
        anew: bool = False,
    ) -> Seen:
        """Prepare the fault, print, mend, and do what staff would do. `url`: another address than the printer's;
        `anew`: staff do it at a program that was started anew."""
        if self.cable.left_hanging:
            self.emulator.off()
            self.emulator.on()
            self.cable.left_hanging = False
        self.emulator.tear_off()
        self.cable.plan(prepare(self))
        printer = make(open_device(url) if url else self.cable.device())
        outcome = printer.print(self.job.original)
        state, trouble = told(outcome)
        brought, then = self.cable.brought, self._paper()
        self.mend()
        later = self._paper()
        self._answer(state, later, make(self.cable.device()) if url or anew else printer)
        return Seen(state, trouble, brought, then, later, self._paper())

    def _paper(self) -> Paper:
        return self._slips.read(self.strips())

    def _answer(self, state: str, later: Paper, printer: Printer) -> None:
        """Nothing came out: again. Nobody knows: staff look, and a second print says that it is one."""
        if state == NOT_STARTED:
            printer.print(self.job.original)
        elif state in (UNCONFIRMED, TAKEN) and not later.originals:
            printer.print(self.job.copy)


def told(outcome: Outcome) -> tuple[str, Trouble | None]:
    """An outcome in the words of the table."""
    match outcome:
        case Printed(confirmed):
            return (PRINTED if confirmed else TAKEN), None
        case NotStarted(trouble):
            return NOT_STARTED, trouble
        case Unconfirmed(trouble):
            return UNCONFIRMED, trouble
