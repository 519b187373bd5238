"""A pull of 10,000 items into the replica, beside a plain loop; and a pull with nothing changed."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.connect import connect
from sync import search
from sync.clock import SystemClock
from sync.engine import Engine
from sync.engine_events import PlatformDone
from sync.records import Item, Source
from sync.replica_rows import KINDS, content, order
from tests.bench.pulling import calendar
from tests.bench.table import Figure, Row
from tests.bench.town import BATCH, PLATFORM, STREAM, ZONE, citizens, fill

_ITEM = (
    "INSERT INTO item (number, id, platform, stream, remote, kind, rank, until, first_day, last_day, hash, hidden)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)"
)
_LABEL = (
    "INSERT OR IGNORE INTO label (kind, name, rank, number, until, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_RECORD = "INSERT INTO record (number, content) VALUES (?, ?)"
_WORD = "INSERT INTO vocabulary (number, word) VALUES (?, ?)"
_PARTS = "INSERT INTO vocabulary_parts (rowid, words) VALUES (?, ?)"
_TITLE = "INSERT INTO title_words (rowid, words) VALUES (?, ?)"
_WORDS = "INSERT INTO all_words (rowid, words) VALUES (?, ?)"
_STATEMENTS = (_ITEM, _RECORD, _LABEL, _WORD, _PARTS, _TITLE, _WORDS)
_COUNTERS = (
    "CREATE TABLE written (rows INTEGER)",
    *(
        f"CREATE TRIGGER {table}_{change} AFTER {change} ON {table} BEGIN INSERT INTO written VALUES (1); END"
        for table in ("item", "record", "label")
        for change in ("INSERT", "UPDATE", "DELETE")
    ),
)


def stores(folder: Path, count: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of both ways, in turn, each into an empty file."""
    items = citizens(count)
    prepared = list(_prepared(items))
    taken: dict[str, list[float]] = {"replica": [], "plain": []}
    for round_ in range(rounds):
        path = folder / f"stored-{round_}.db"
        taken["replica"].append(_timed(path, partial(fill, path, items)))
        taken["plain"].append(_timed(path, partial(_plain, path, prepared)))
    return taken


def _timed(path: Path, store: Callable[[], None]) -> float:
    fill(path, [])
    began = time.perf_counter()
    store()
    taken = time.perf_counter() - began
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    return taken * 1000


def _prepared(items: Sequence[Item]) -> Iterator[dict[str, list[tuple[object, ...]]]]:
    """Rows by statement, batch by batch: dates, JSON and words are worked out before the clock starts."""
    known: set[str] = set()
    learnt = 0
    for at in range(0, len(items), BATCH):
        batch: dict[str, list[tuple[object, ...]]] = {line: [] for line in _STATEMENTS}
        for number, item in enumerate(items[at : at + BATCH], at + 1):
            kind, (rank, *rest) = KINDS.index(item.kind), msgspec.structs.astuple(order(item, 0, ZoneInfo(ZONE)))
            title, found = search.indexed(item)
            new = [word for word in found - known if search.endings(word) != word]
            known |= found
            batch[_ITEM].append((number, f"a{number}", PLATFORM, STREAM, item.remote, kind, rank, *rest))
            batch[_RECORD].append((number, content(item, f"a{number}", PLATFORM, "2026-01-01")))
            batch[_LABEL] += [(kind, name, rank, number, *rest) for name in item.categories]
            words = list(enumerate(new, learnt + 1))
            learnt += len(words)
            batch[_WORD] += words
            batch[_PARTS] += [(place, search.endings(word)) for place, word in words]
            batch[_TITLE].append((number, " ".join(map(search.endings, title))))
            batch[_WORDS].append((number, " ".join(found)))
        yield batch


def _plain(path: Path, prepared: Sequence[Mapping[str, Sequence[tuple[object, ...]]]]) -> None:
    """The least that fills the same tables and the same index: no hashes, no look whether an item is known."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = NORMAL")
    for batch in prepared:
        db.execute("BEGIN")
        for line, rows in batch.items():
            db.executemany(line, rows)
        db.execute("COMMIT")
    db.close()


def unchanged(folder: Path, count: int) -> tuple[PlatformDone, int]:
    """A second pull of the same calendar: how it ended, and how many rows of items it wrote."""
    path = folder / "unchanged.db"
    clock = SystemClock()
    with calendar(count, "same") as url:
        source = Source(name=PLATFORM, kind="ical", url=url)
        engine = Engine(path, {PLATFORM: partial(connect, source, clock)}, clock, ZONE)
        list(engine.run())
        db = sqlite3.connect(path)
        for line in _COUNTERS:
            db.execute(line)
        done = next(event for event in engine.run() if isinstance(event, PlatformDone))
        (written,) = db.execute("SELECT count(*) FROM written").fetchone()
        db.close()
    return done, written


def rows(taken: dict[str, list[float]], again: tuple[PlatformDone, int]) -> Iterator[Row]:
    """The figures; the ratio is that of the speeds."""
    replica, plain = Figure.of(taken["replica"]), Figure.of(taken["plain"])
    yield Row(
        measured="pull: 10,000 decoded items into the replica",
        figure=replica,
        ratio=plain.p50 / replica.p50,
        limit=0.5,
        at_least=True,
        to_reach="speed ≥ 0.5 plain loop",
    )
    yield Row(measured="  a plain executemany loop: same tables, index and batches, rows prepared before", figure=plain)
    done, written = again
    told = f"{written} rows, {done.requests} request, {done.not_modified} conditional and not modified"
    yield Row(
        measured="pull with nothing changed: item rows written",
        figure=told,
        ratio=float(written),
        limit=0.0,
        to_reach="none",
    )
