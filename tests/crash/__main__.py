"""`make crash`: the whole harness, every fault at every place, and the table of what became of it.

`python -m tests.crash [--kills N] [--seed S]`; exit 1 when anything was found.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash import strace
from tests.crash.campaign import Outcome, kill_again_and_again
from tests.crash.full_disk import crowded
from tests.crash.network import Case, Line, broken_cases, look_up_cases, status_cases
from tests.crash.nursery import Nursery
from tests.crash.power_cuts import WHOLE, Recording
from tests.crash.town import build
from tests.crash.write_faults import FAULTS, Workshop
from tests.peers.cyclos_bank import Bank
from tests.sync.clocks import FakeClock

THROWS = 3
"""How often the dice decide what of a torn write arrived."""
ROOMS = range(0, 60_000, 512)
"""Bytes that are still free, for a disk that fills up."""


def write_faults(nursery: Nursery, folder: Path) -> Outcome:
    """Every n of every kind."""
    outcome = Outcome()
    with Bank() as bank:
        workshop = Workshop(nursery, bank, build(folder / "base", bank), folder)
        for fault in FAULTS:
            for broken in workshop.enumerate(fault):
                outcome.counts["write faults"] += 1
                outcome.counts["shown as gebucht"] += len(broken.told.booked)
                outcome.findings += broken.found
    return outcome


def power_cuts(nursery: Nursery, folder: Path, seed: int) -> Outcome:
    """Every call of a day."""
    outcome, image = Outcome(), folder / "image"
    image.mkdir()
    with Bank() as bank:
        recording = Recording(nursery, build(folder / "town", bank), folder / "log")
    for throw in range(seed, seed + THROWS):
        for number, found in recording.cuts(image, throw):
            outcome.counts["power cuts"] += 1
            outcome.findings += [f"power cut after call {number}, seed {throw}: {one}" for one in found]
    for number, found in recording.lying(image):
        outcome.counts["lying syncs"] += 1
        outcome.counts["lying syncs that lost something"] += any(one.startswith("I4") for one in found)
        outcome.findings += [f"lying sync {number}: {one}" for one in found if one.startswith(WHOLE)]
    return outcome


def full_disks(nursery: Nursery, folder: Path) -> Outcome:
    """Every room."""
    outcome = Outcome()
    with Bank() as bank:
        base = build(folder / "base", bank)
        for room in ROOMS:
            bank.books.payments.clear()
            told, found = crowded(nursery, bank, base.copy(folder / "town"), room)
            outcome.counts.update({"full disks": 1, "refused there": len(told.denied)})
            outcome.findings += [f"{room} bytes free: {one}" for one in found]
    return outcome


def network_faults(folder: Path) -> Outcome:
    """Every case."""
    outcome = Outcome()
    for number, cases in enumerate((status_cases(), broken_cases(), look_up_cases())):
        clock = FakeClock()
        with Bank(now=clock.now) as bank:
            (folder / f"{number}").mkdir()
            line = Line(folder / f"{number}", bank, clock)
            outcome.findings += _through(line, cases, outcome.counts)
            line.close()
    return outcome


def _through(line: Line, cases: Iterator[Case], counts: Counter[str]) -> Iterator[str]:
    for case in cases:
        counts["network faults, one by one"] += 1
        yield from line.run(case)


def main() -> int:
    """Run all parts, print what each found; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with Nursery() as nursery:
        parts: dict[str, Callable[[Path], Outcome]] = {
            "kill -9": lambda _: kill_again_and_again(nursery, chosen.kills, chosen.seed),
            "full disk": lambda folder: full_disks(nursery, folder),
            "network": network_faults,
        }
        if reason := strace.missing():
            print(f"without write faults and power cuts: {reason}")
        else:
            parts["write faults"] = lambda folder: write_faults(nursery, folder)
            parts["power cuts"] = lambda folder: power_cuts(nursery, folder, chosen.seed)
        wrong = [finding for name, part in parts.items() for finding in _told(name, part, chosen.seed)]
    return 1 if wrong else 0


def _told(name: str, part: Callable[[Path], Outcome], seed: int) -> list[str]:
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        outcome = part(Path(folder))
    print(f"{name} (seed {seed}, {time.monotonic() - started:.0f} s)")
    for what, number in outcome.counts.items():
        print(f"  {what:<34} {number:>7,}")
    print(f"  {'findings':<34} {len(outcome.findings):>7,}", flush=True)
    for finding in outcome.findings[:20]:
        print(f"    {finding}")
    return outcome.findings


if __name__ == "__main__":
    sys.exit(main())
