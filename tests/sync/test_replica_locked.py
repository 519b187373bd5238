"""What the replica does while others write, and when the disk refuses."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sync.connectors.base import Batch
from sync.errors import Reason, Unstorable
from sync.records import Kind
from sync.replica import Listing, Pulled, Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item

NOTICES = Listing(Kind.NOTICE)

READS: list[Callable[[Replica, FakeClock], object]] = [
    lambda replica, clock: replica.generation(),
    lambda replica, clock: replica.counts(clock.now()),
    lambda replica, clock: replica.count(NOTICES, clock.now()),
    lambda replica, clock: replica.page(NOTICES, clock.now(), 0, 9)[0],
    lambda replica, clock: replica.search("aushang", clock.now(), 0, 9)[0],
    lambda replica, clock: replica.categories(Kind.NOTICE, clock.now())[0],
    lambda replica, clock: replica.days(date(2026, 1, 1), date(2026, 1, 2), clock.now()) == {},
    lambda replica, clock: next(replica.items(None, None, clock.now())),
    lambda replica, clock: replica.platforms(clock.now())[0],
    lambda replica, clock: len(replica.known("portal", "posts")),
    lambda replica, clock: replica.sound(),
]

WRITES: list[Callable[[Replica, FakeClock], object]] = [
    lambda replica, clock: replica.begin("portal", clock.now()),
    lambda replica, clock: replica.store("portal", "posts", Batch(items=[item(2)]), clock.now()),
    lambda replica, clock: replica.end_stream("portal", "posts", Pulled("q"), clock.now(), complete=True),
    lambda replica, clock: replica.settle("portal", ["posts"], clock.now()),
    lambda replica, clock: replica.retire("portal", ["posts"], clock.now()),
    lambda replica, clock: replica.conclude("portal", "ok", None, True, None, None),
    lambda replica, clock: replica.keep_only([]),
]


@pytest.fixture
def locked(path: Path, clock: FakeClock) -> Iterator[Replica]:
    """A replica that another program holds locked for writing; add your new method to READS or WRITES."""
    with Replica.open(path, BERLIN, busy_s=0.01) as replica:
        replica.begin("portal", clock.now())
        replica.store("portal", "posts", Batch(items=[item(1, categories=("A",))]), clock.now())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM item")
            yield replica
            other.execute("ROLLBACK")


@pytest.mark.parametrize("read", READS)
def test_readers_do_not_wait_for_a_writer(
    locked: Replica, clock: FakeClock, read: Callable[[Replica, FakeClock], object]
) -> None:
    assert read(locked, clock)


@pytest.mark.parametrize("write", WRITES)
def test_a_locked_replica_is_named_as_such(
    locked: Replica, clock: FakeClock, write: Callable[[Replica, FakeClock], object]
) -> None:
    with pytest.raises(Unstorable) as caught:
        write(locked, clock)
    assert caught.value.reason is Reason.LOCKED


def test_r15_a_full_disk_leaves_nothing_half_done(path: Path, replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
    pages = replica._db.execute("PRAGMA page_count").fetchone()[0]
    replica._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Unstorable) as caught:
        replica.store("portal", "posts", Batch(items=[item(at, text="x" * 9000) for at in range(2, 99)]), clock.now())
    assert caught.value.reason is Reason.DISK_FULL
    assert set(replica.known("portal", "posts")) == {"post:1"}
    assert [found.title for found in replica.search("aushang", clock.now(), 0, 9)] == ["Aushang 1"]


def test_r16_a_folder_that_cannot_be_made_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unstorable) as caught:
        Replica.open(tmp_path / "file" / "public.db", BERLIN)
    assert caught.value.reason is Reason.DISK
