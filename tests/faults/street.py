"""Several printers at once, each with its cable and the same receipt, so that a thousand tries take minutes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol

import msgspec

from kiosk.papers.receipt import receipts
from printing.encode import encode
from printing.layout import layout
from printing.slip import Slip
from sync.replica import Replica
from tests.faults.cases import Case, Fault, Moment, cases
from tests.faults.emulator import Emulator, EmulatorNursery
from tests.faults.paper import HEAD, Slips
from tests.faults.relay import Relay
from tests.faults.trial import PROFILE, Job, Lab, MakePrinter, Seen, lies
from tests.kiosk.booked import MEMBERS, PAYMENT, booking
from tests.kiosk.pages import BERLIN, house_of
from tests.sync.clocks import FakeClock


class Lay(Protocol):
    """Lays a cable to a printer, in a folder of its own."""

    def __call__(self, emulator: Emulator, folder: Path) -> AbstractContextManager[Relay]: ...


class Way(msgspec.Struct, frozen=True):
    """How the program reaches a printer, and what can go wrong with it."""

    name: str
    lay: Lay
    make: MakePrinter
    faults: tuple[Fault, ...]
    answers: bool = True
    """Whether this way leads back."""
    spooled: bool = False
    """Whether somebody else takes the job from the program, and hands it on."""
    every: int | None = None
    """Of the places in the middle of a receipt; None: as each fault wants."""
    printers: int | None = None
    """At most so many at once."""


class Told(msgspec.Struct, frozen=True):
    """One try, and what is wrong with it."""

    way: str
    fault: str
    moment: str
    after: int | None
    """Bytes of the job that got through before it."""
    seen: Seen
    wrong: tuple[str, ...]


class Street:
    """Some printers of one way."""

    def __init__(self, way: Way, labs: Sequence[Lab]) -> None:
        self._way = way
        self._labs: SimpleQueue[Lab] = SimpleQueue()
        self._hands = len(labs)
        for lab in labs:
            self._labs.put(lab)
        self.job = labs[0].job

    def tell(self, every: int | None = None) -> Iterator[Told]:
        """All cases of the way; of the places in the middle each `every`th, or as many as each fault wants."""
        wanted = cases(self._way.faults, self.job.original, every)
        pool = ThreadPoolExecutor(self._hands)
        try:
            yield from pool.map(self._try, wanted)
        finally:
            pool.shutdown(cancel_futures=True)

    def _try(self, case: Case) -> Told:
        lab = self._labs.get()
        try:
            seen = lab.run(case.prepare, self._way.make, case.fault.url, anew=case.fault.anew)
        finally:
            self._labs.put(lab)
        missed = case.fault.expected[case.moment].missed(seen)
        wrong = (*lies(seen, answers=self._answers(case), spooled=self._way.spooled), *missed)
        return Told(self._way.name, case.fault.name, case.moment.value, case.after, seen, wrong)

    def _answers(self, case: Case) -> bool:
        return self._way.answers and not (case.fault.mute and case.moment is Moment.BEFORE)


@contextmanager
def street(way: Way, folder: Path, count: int) -> Iterator[Street]:
    """So many printers with all that belongs to them."""
    job = receipt(folder)
    with EmulatorNursery() as nursery, ExitStack() as stack:
        emulators = [stack.enter_context(Emulator(nursery, folder / str(number))) for number in range(count)]
        slips, *_ = [_undisturbed(one, job) for one in emulators]
        cables = [stack.enter_context(way.lay(one, folder / str(at))) for at, one in enumerate(emulators)]
        yield Street(way, [Lab(one, cable, job, slips) for one, cable in zip(emulators, cables, strict=True)])


def receipt(folder: Path) -> Job:
    """A payment's receipt for the payer, and its copy."""
    original, again = receipt_slips(folder)
    return Job(job_of(original), job_of(again))


def receipt_slips(folder: Path) -> tuple[Slip, Slip]:
    """The same as slips."""
    with Replica.open(folder / "public.db", BERLIN) as replica:
        house = house_of(replica, FakeClock(), centre=HEAD)
        both = (receipts(house, booking(PAYMENT), MEMBERS, "Frau Büro", copy=copy)[0] for copy in (False, True))
        original, again = both
    return original, again


def job_of(slip: Slip) -> bytes:
    """As the program sends it."""
    return encode(layout(slip, PROFILE), PROFILE)


def _undisturbed(emulator: Emulator, job: Job) -> Slips:
    texts = []
    for data in (job.original, job.copy):
        emulator.feed(data)
        texts += emulator.paper()
        emulator.tear_off()
    return Slips(*texts)
