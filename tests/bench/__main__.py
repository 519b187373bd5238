"""`python -m tests.bench [--quick]`: measure everything, print one table."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tests.bench import (
    booking,
    delivering,
    desk,
    memory,
    newspaper,
    paper_bytes,
    paper_taps,
    pulling,
    searching,
    start,
    storing,
    taps,
)
from tests.bench.table import Row, table
from tests.bench.terminal import COLS, ROWS, Tap
from tests.bench.town import Town, build

TRIES = 3
"""How often a part is measured when bare itself scatters: something else was running."""


NOTE = """\
Median and 95th percentile. A page is whole with its last byte before 25 ms of silence, settled with the last
byte that changed its text; searches and taps during pulls count by the later one, bare beside them by settled.
Commits go to the disk of TMPDIR: where that lies in memory a sync costs nothing, and their ratio says nothing.
"""


class Size(msgspec.Struct, frozen=True):
    """How often each thing is measured."""

    sizes: tuple[int, ...] = (100, 10_000, 100_000)
    starts: int = 50
    walks: int = 60
    words: int = 6
    stores: int = 50
    pulled: int = 50
    before: int = 50
    taps: int = 2000
    commits: int = 500
    starts_of_20: int = 25
    bookings: int = 20
    delivered: int = 500
    deliveries: int = 5
    slips: int = 30
    newspapers: int = 5


QUICK = Size(
    sizes=(100, 10_000),
    starts=5,
    walks=8,
    words=1,
    stores=5,
    pulled=15,
    before=5,
    taps=100,
    commits=200,
    starts_of_20=5,
    bookings=3,
    delivered=100,
    deliveries=2,
    slips=5,
    newspapers=2,
)


def main() -> None:
    """Measure part by part; what goes on is told on stderr."""
    size = QUICK if "--quick" in sys.argv[1:] else Size()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        rows = list(_rows(Path(folder), size))
    print(f"Through a pseudo-terminal of {COLS}x{ROWS} cells; guard and repeat times set to 0; {size.walks * 5} taps.")
    print(NOTE)
    print(table(rows))
    missed = [row.measured.strip() for row in rows if row.reached is False]
    print("\nEverything was reached." if not missed else f"\nNot reached: {'; '.join(missed)}.")


def _rows(folder: Path, size: Size) -> Iterator[Row]:
    _tell("making towns")
    towns = {count: build(folder / str(count), count) for count in size.sizes}
    largest = max(towns)
    yield from _told("starts", lambda: start.starts(folder, towns, size.starts))
    yield from _told("taps", lambda: taps.rows(_calm(lambda: taps.taps(towns, size.walks))))
    yield from _told(
        "search", lambda: searching.rows(_calm(lambda: searching.searches(towns[largest], size.words)), largest)
    )
    yield from _told("taps during pulls", lambda: pulling.rows(pulling.pulls(folder, 10_000, size.pulled)))
    yield from _told("memory", lambda: _memory(towns[largest], largest, size))
    yield from _told("storing", lambda: _storing(folder, size))
    yield from _told("booking", lambda: _booking(folder, size))
    yield from _told("tap that books", lambda: desk.rows(desk.bookings(folder / "desk", size.bookings)))
    yield from _told("delivering", lambda: _delivering(folder, size))
    yield from _told("paper", lambda: _paper(folder, size))


def _memory(town: Town, count: int, size: Size) -> Iterator[Row]:
    return memory.rows(memory.memory(town, size.before, size.taps), count, size.taps)


def _storing(folder: Path, size: Size) -> Iterator[Row]:
    return storing.rows(storing.stores(folder, 10_000, size.stores), storing.unchanged(folder, 10_000))


def _booking(folder: Path, size: Size) -> Iterator[Row]:
    straight = booking.commits(folder / "straight", size.commits, 1)
    return booking.rows(straight, booking.commits(folder / "fresh", 20, size.starts_of_20))


def _delivering(folder: Path, size: Size) -> Iterator[Row]:
    taken = delivering.deliveries(folder, size.delivered, size.deliveries)
    return delivering.rows(taken, size.delivered)


def _paper(folder: Path, size: Size) -> Iterator[Row]:
    yield from paper_taps.rows(paper_taps.prints(folder / "slips", size.slips))
    yield from paper_bytes.rows(folder / "receipts")
    yield from newspaper.rows(folder / "newspapers", 500, size.newspapers)


def _told(name: str, measure: Callable[[], Iterator[Row]]) -> Sequence[Row]:
    _tell(name)
    return list(measure())


def _calm(measure: Callable[[], dict[str, list[Tap]]]) -> Mapping[str, list[Tap]]:
    """The first measurement in which bare does not scatter, else the last one."""
    for _ in range(TRIES):
        taken = measure()
        if not taps.busy(taken):
            return taken
        _tell("the machine is busy with something else; once more")
    return taken


def _tell(what: str) -> None:
    sys.stderr.write(f"{what} ...\n")


if __name__ == "__main__":
    main()
