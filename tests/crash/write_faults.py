"""Fault (b): the n-th write or sync of a short day fails, is never done, or is the last thing that happens.

One town is built, and copied for every n. The day books, takes back, delivers and closes, so that every kind of
transaction and the folding of the journal into the file are met. After it the terminal is killed and starts anew on a
sound disk.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec

from tests.crash.checker import findings
from tests.crash.kills import deliver_all
from tests.crash.nursery import Life, Nursery
from tests.crash.script import Deed
from tests.crash.strace import traced
from tests.crash.told import Told
from tests.crash.town import DEED, Town
from tests.peers.cyclos_bank import Bank


def _payment(number: int) -> Deed:
    return ("payment", "1001", "1002", "2.5", f"{DEED} {number}", f"Z{number}")


OPENED: Deed = ("pages",)
"""How the day begins, before anything fails: the screen is on."""
DAY: tuple[Deed, ...] = (
    *(_payment(1), _payment(2), ("storno", "1"), ("deliver",), ("storno", "2"), _payment(3)),
    *(("deliver",), OPENED, ("rest",), _payment(4)),
)

SEEN = "seiten 2 1"
"""What an actor says of the public pages when they are whole and say how old they are."""


class Fault(msgspec.Struct, frozen=True):
    """What happens to which call of the kernel."""

    call: str
    effect: str
    """As strace writes it."""
    lasting: bool = False
    """From the n-th on, not only that one."""


FAULTS = (
    *(Fault(call, "error=EIO") for call in ("pwrite64", "fsync", "ftruncate", "write")),
    *(Fault(call, "signal=KILL") for call in ("pwrite64", "fsync", "unlink", "write")),
    *(Fault(call, error, True) for call in ("pwrite64", "write") for error in ("error=ENOSPC", "error=EROFS")),
    *(Fault("pwrite64", "error=ENOSPC"), Fault("fsync", "error=EIO", True)),
)
"""An error once or a kill at that very call; a disk that stays full, falls to read-only, or never syncs again."""


class Broken(msgspec.Struct, frozen=True):
    """What came of one n."""

    met: bool
    """Whether there was an n-th call."""
    found: tuple[str, ...]
    told: Told


class Workshop:
    """Runs the day with a fault in it, again and again."""

    def __init__(self, nursery: Nursery, bank: Bank, base: Town, folder: Path) -> None:
        self._nursery, self._bank, self._base, self._folder = nursery, bank, base, folder

    def enumerate(self, fault: Fault, step: int = 1, first: int = 1) -> Iterator[Broken]:
        """For n = `first`, `first + step` and so on, as long as there is an n-th call."""
        for n in count(first, step):
            broken = self.run(fault, n)
            if not broken.met:
                return
            yield broken

    def run(self, fault: Fault, n: int) -> Broken:
        """The day with this fault at the n-th call; then a sound disk, and the last delivery."""
        self._bank.books.payments.clear()
        town, told, log = self._base.copy(self._folder / "town"), Told(), self._folder / "strace"
        when = f"{n}+" if fault.lasting else f"{n}"
        words = ("-e", f"trace={fault.call}", "-e", f"inject={fault.call}:{fault.effect}:when={when}")
        with self._nursery.born(town) as life:
            life.do(OPENED)
            with traced(life, log, *words):
                dead = live_through(life, told)
        met = dead or "INJECTED" in log.read_text()
        stopped = [] if dead or SEEN in told.said else ["I7 the public pages stopped"]
        with self._nursery.born(town) as life:
            deliver_all(life, told)
            life.end()
        found = [*stopped, *findings(town, told, self._bank)]
        return Broken(met, tuple(f"{fault.call} {fault.effect} {when}: {one}" for one in found), told)


def live_through(life: Life, told: Told) -> bool:
    """The whole day, or as much as the fault lets it; answers whether it died of it."""
    with suppress(BrokenPipeError):
        for deed in DAY:
            told.hear(deed, life.do(deed))
            if life.dead:
                return True
    life.kill()
    return False
