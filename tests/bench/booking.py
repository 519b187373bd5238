"""The commit of one booking, all of it, beside a bare synced commit of the same library."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import msgspec

from sync.clock import SystemClock
from sync.ledger.file import connect
from sync.ledger.ledger import Ledger
from sync.ledger.records import Booking, Payment
from tests.bench.table import Figure, Row


class Commits(msgspec.Struct):
    """Milliseconds of each commit, one of each in turn."""

    ledger: list[float] = []
    bare: list[float] = []


def commits(folder: Path, count: int, starts: int) -> Commits:
    """`count` of each after each of `starts` starts, on the disk of `folder`. A start begins an empty journal, which
    grows up to some 1,000 pages and is written over from then on: that is quicker for whoever gets there."""
    taken = Commits()
    folder.mkdir()
    for start in range(starts):
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(folder / "members.db", bytes(32), SystemClock()))
            bare = stack.enter_context(closing(_Bare(folder / "bare.db")))
            for at in range(start * count, start * count + count):
                taken.ledger.append(_timed(partial(_book, ledger, at)))
                row = _bytes(ledger.by_receipt(at + 1).booking)
                taken.bare.append(_timed(partial(bare.commit, row)))
    return taken


class _Bare:
    """The same library, key, journal and sync; one table, one row a commit."""

    def __init__(self, path: Path) -> None:
        self._db = connect(path, bytes(32))
        self._db.execute("CREATE TABLE IF NOT EXISTS plain (number INTEGER PRIMARY KEY, content BLOB)")
        self.close = self._db.close

    def commit(self, content: bytes) -> None:
        """One row, on the disk when this returns."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO plain (content) VALUES (?)", (content,))
        self._db.execute("COMMIT")


def _book(ledger: Ledger, at: int) -> None:
    what = Payment(
        payer=str(1000 + at % 200), payee=str(17 + at % 100), amount=250, unit="Stunden", text="Garten umgraben"
    )
    ledger.book(what, staff="Frau Büro", platform="tauschring", paper=str(at))


def _bytes(booking: Booking) -> bytes:
    """What a booking is made of, its link of the journal's chain included."""
    return msgspec.json.encode(booking) + bytes(64)


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def rows(straight: Commits, fresh: Commits) -> Iterator[Row]:
    """Many in a row, and the first ones after a start, while the journal file still grows: ours seven times as fast."""
    for title, taken, limit in (("in a row", straight, 1.5), ("the first after a start", fresh, None)):
        ledger, bare = Figure.of(taken.ledger), Figure.of(taken.bare)
        yield Row(
            measured=f"commit of one booking, {title}",
            figure=_micro(ledger),
            bare=_micro(bare),
            ratio=ledger.p50 / bare.p50,
            limit=limit,
            to_reach="median ≤ 1.5 bare synced commit" if limit else "",
        )
        yield Row(measured="  the same, p95", figure="", ratio=ledger.p95 / bare.p95)


def _micro(figure: Figure) -> Figure:
    return Figure(figure.p50 * 1000, figure.p95 * 1000, figure.count, "µs")
