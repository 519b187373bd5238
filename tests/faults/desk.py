"""Whole bookings at a printer that fails, and a terminal whose own power goes: the ledger beside the paper."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import msgspec

from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import IN_DOUBT, NEVER_LEFT, RECEIPTS, OnPaper, Side
from tests.crash.nursery import Life, Nursery
from tests.crash.town import STAFF, Town, build
from tests.faults.desk_paper import PAYMENT, Slip, lying, paper_of, read
from tests.faults.emulator import Emulator, EmulatorNursery, free_ports
from tests.faults.faults import cable, nothing, off, printer_fault, unplugged
from tests.faults.relay import Cable, Plan
from tests.faults.street import Told
from tests.faults.tcp_relay import TcpRelay
from tests.faults.trial import Corner, Seen
from tests.peers.cyclos_bank import Bank

HANDS = 6
SIZE = 4_800
"""Bytes of both receipts, a few more."""
POWER_CUT = "terminal's power cut"

FAULTS: dict[str, Callable[[Corner], Cable]] = {
    "none": nothing,
    "paper-out": printer_fault("paper-out"),
    "cover-open": printer_fault("cover-open"),
    "power off": off,
    "cable pulled": cable(Cable.TORN),
    "refused": unplugged,
}


class Try(msgspec.Struct, frozen=True):
    """A booking, and what goes wrong after so many bytes of its receipts; None: before."""

    fault: str
    after: int | None = None

    @property
    def moment(self) -> str:
        """As the table says it."""
        return "before" if self.after is None else "while printing"


def tries(every: int) -> Iterator[Try]:
    """Each fault before and at each `every`th byte; some cannot happen later."""
    yield from (Try(fault) for fault in FAULTS if fault != "cable pulled")
    for fault in ("paper-out", "cover-open", "power off", "cable pulled"):
        yield from (Try(fault, after) for after in range(0, SIZE, every * 4))
    yield from (Try(POWER_CUT, after) for after in range(0, SIZE, every))


def bookings(folder: Path, every: int) -> Iterator[Told]:
    """A payment for each of them, on towns of their own."""
    with ExitStack() as stack:
        bank = stack.enter_context(Bank())
        base = build(folder / "base", bank)
        printers = stack.enter_context(EmulatorNursery())
        nursery = stack.enter_context(Nursery("tests.faults.desk_actor"))
        counters: SimpleQueue[Counter] = SimpleQueue()
        for hand in range(HANDS):
            emulator = stack.enter_context(Emulator(printers, folder / f"printer{hand}"))
            relay = stack.enter_context(TcpRelay(free_ports()[0], emulator.port))
            counters.put(Counter(nursery, base, folder / f"town{hand}", emulator, relay))
        with ThreadPoolExecutor(HANDS) as pool:
            yield from pool.map(lambda one: _with(counters, one), tries(every))


def _with(counters: "SimpleQueue[Counter]", one: Try) -> Told:
    counter = counters.get()
    try:
        return counter.serve(one)
    finally:
        counters.put(counter)


class Counter:
    """A terminal with its printer."""

    def __init__(self, nursery: Nursery, base: Town, folder: Path, emulator: Emulator, relay: TcpRelay) -> None:
        self._nursery, self._base, self._folder = nursery, base, folder
        self._corner = Corner(emulator, relay)

    def serve(self, one: Try) -> Told:
        """Book, let it go wrong, mend it, answer, print what is missing; what is wrong after each step."""
        town = self._base.copy(self._folder)
        device = f"file://{town.paper}"
        town.settings.write_text(town.settings.read_text("utf-8").replace(device, self._corner.cable.url), "utf-8")
        self._corner.emulator.tear_off()
        self._corner.cable.plan(None)
        with self._nursery.born(town) as life:
            self._prepare(one, life)
            life.do(PAYMENT)
        brought, then = self._corner.cable.brought, self._slips()
        self._corner.mend()
        later = self._slips()
        with town.ledger() as ledger:
            first, *more = _sides(ledger)
            wrong = [*_booked(ledger), *untrue((first, *more), later)]
            _answer(ledger, later)
        with self._nursery.born(town) as life:
            life.do(("missing", str(first.receipt)))
        at_last = self._slips()
        with town.ledger() as ledger:
            wrong += [*_booked(ledger), *_end(ledger, at_last)]
        state = " + ".join(side.state.value for side in (first, *more))
        seen = Seen(state, None, brought, paper_of(then), paper_of(later), paper_of(at_last), len(RECEIPTS))
        return Told("desk", one.fault, one.moment, one.after, seen, tuple(wrong))

    def _prepare(self, one: Try, life: Life) -> None:
        if one.after is None:
            FAULTS[one.fault](self._corner)
        elif one.fault == POWER_CUT:
            self._corner.cable.plan(Plan(one.after, lambda: _cut(life)))
        else:
            self._corner.cable.plan(Plan(one.after, lambda: FAULTS[one.fault](self._corner)))

    def _slips(self) -> list[Slip]:
        return [slip for strip in self._corner.strips() for slip in read(strip)]


def _cut(life: Life) -> Cable:
    """The terminal's own power goes: nothing more leaves it."""
    os.kill(life.pid, signal.SIGKILL)
    return Cable.TORN


def _sides(ledger: Ledger) -> list[Side]:
    (outgoing,) = ledger.all()
    return ledger.printouts.sides(outgoing.booking.receipt, RECEIPTS)


def _booked(ledger: Ledger) -> Iterator[str]:
    """One payment was entered."""
    if (count := len(list(ledger.all()))) != 1:
        yield f"booked {count} times"


def untrue(sides: Iterable[Side], slips: list[Slip]) -> Iterator[str]:
    """What the ledger says of a slip beside what lies there."""
    for side in sides:
        there = lying(slips, side.side)
        if side.state in NEVER_LEFT and there:
            yield f"slip {side.side} is {side.state}, and lies there"
        if side.state in (OnPaper.PRINTED, OnPaper.TAKEN) and not any(slip.whole for slip in there):
            yield f"slip {side.side} is {side.state}, and does not lie there"


def _answer(ledger: Ledger, slips: list[Slip]) -> None:
    """Staff are asked about what is in doubt, and look."""
    for one in ledger.printouts.doubtful():
        there = any(slip.whole for slip in lying(slips, one.side))
        ledger.printouts.answer(one.number, OnPaper.CAME_OUT if there else OnPaper.MISSING, STAFF)


def _end(ledger: Ledger, slips: list[Slip]) -> Iterator[str]:
    """Everybody holds a receipt, nobody two that say they are the first, and nothing is in doubt any more."""
    for side in _sides(ledger):
        whole = [slip.copy for slip in lying(slips, side.side) if slip.whole]
        if not whole:
            yield f"nobody ever held slip {side.side}"
        if max(whole.count(False), whole.count(True)) > 1:
            yield f"slip {side.side} printed twice"
        if side.state in IN_DOUBT:
            yield f"slip {side.side} is still in doubt"
