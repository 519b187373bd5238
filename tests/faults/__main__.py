"""`make faults`: every fault at every moment on every way to a printer, and the table of what became of it.

`python -m tests.faults [--every N] [--only WAY]`; exit 1 when a row is wrong.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.codes import codes
from tests.faults.desk import bookings
from tests.faults.emulator import INSTALLED
from tests.faults.street import Told, Way, street
from tests.faults.table import summary, table
from tests.faults.ways import WAYS

DESK = "desk"
"""Whole bookings, beside the ways to a printer."""
POWER_EVERY = 13
"""The terminal's power goes at each so many-th byte: every time it is started twice more."""
NOTE = """\
On paper: 1 an original, K a copy, t a torn strip, - nothing. Then: when the program has spoken; mended: before anyone
did anything; answered: after staff tried again, or looked and asked for a copy. Double: slips too many.
"""
PRINTERS = 16
"""At once: most tries wait for what never comes."""


def main() -> int:
    """Try, print, judge; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--every", type=int, help="try each N-th place in the middle of a receipt only")
    parser.add_argument("--only", choices=[*(way.name for way in WAYS), DESK], help="one way to the printer")
    chosen = parser.parse_args()
    if not INSTALLED:
        print("emupos is not installed (tests/peers/emupos.sh install DIR)", file=sys.stderr)
        return 1
    ways = [way for way in WAYS if chosen.only in (None, way.name)]
    told: list[Told] = []
    for way in ways:
        told += _shown(list(_tried(way, chosen.every)))
    if chosen.only in (None, DESK):
        told += _shown(_booked(chosen.every or POWER_EVERY))
    print(f"{summary(told)}\n{NOTE}")
    unread = _unread() if chosen.only is None else 0
    return 1 if unread or any(one.wrong for one in told) else 0


def _shown(told: list[Told]) -> list[Told]:
    """Each way's part of the table as soon as it is known."""
    print(f"{table(told)}\n", flush=True)
    return told


def _tried(way: Way, every: int | None) -> Iterator[Told]:
    started = time.monotonic()
    with TemporaryDirectory() as folder, street(way, Path(folder), way.printers or PRINTERS) as printers:
        yield from printers.tell(every or way.every)
    print(f"{way.name}: {time.monotonic() - started:.0f} s", file=sys.stderr)


def _unread() -> int:
    """How many slips have a code that zbarimg does not read from the printed picture."""
    if shutil.which("zbarimg") is None:
        print("Without the codes: zbarimg is not installed (Debian: zbar-tools).")
        return 0
    with TemporaryDirectory() as folder:
        read = list(codes(Path(folder)))
    unread = [one for one in read if one.unread]
    print(f"{sum(one.codes for one in read)} codes on {len(read)} printed slips, {len(unread)} of them not read.")
    for one in unread:
        print(f"    {one.slip}, {one.fault}: {'; '.join(one.unread)}")
    return len(unread)


def _booked(every: int) -> list[Told]:
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        told = list(bookings(Path(folder), every))
    print(f"{DESK}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    return told


if __name__ == "__main__":
    sys.exit(main())
