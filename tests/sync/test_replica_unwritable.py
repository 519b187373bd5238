"""A card that is full, or that may only be read any more, takes no page from residents (R15, R16)."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from sync.connectors.base import Batch
from sync.errors import Reason, Unstorable
from sync.records import Kind
from sync.replica import Listing, Replica
from tests.crash.full_disk import mounted
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item

Trouble = Callable[[Path], AbstractContextManager[None]]
NOTICES = Listing(Kind.NOTICE)
SMALL_KIB = 1024
"""A replica of a few items takes 160 KiB, its journal as much."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, with the rights to mount it anew for reading only."""
    with mounted(tmp_path / "card", SMALL_KIB) as trouble:
        if trouble:
            pytest.skip(trouble)
        yield tmp_path / "card"


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    remount(disk, "ro")
    try:
        yield
    finally:
        remount(disk, "rw")


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Somebody else takes every byte."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                continue
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink()


def filled(path: Path, clock: FakeClock, *, journal: bool) -> None:
    """A replica with two notices; with `journal` the second one lies only there, as after a power cut."""
    with Replica.open(path, BERLIN) as replica:
        replica.begin("portal", clock.now())
        replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
        replica.conclude("portal", "ok", clock.now(), True, None, None)
    if not journal:
        with Replica.open(path, BERLIN) as replica:
            replica.store("portal", "posts", Batch(items=[item(2)]), clock.now())
        return
    copy = path.with_name("copy.db")
    with Replica.open(path, BERLIN) as replica:
        replica.store("portal", "posts", Batch(items=[item(2)]), clock.now())
        shutil.copyfile(path, copy)
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    os.replace(copy, path)
    os.replace(f"{copy}-wal", f"{path}-wal")
    assert not Path(f"{path}-shm").exists()


def shown(replica: Replica, clock: FakeClock) -> int:
    return len(replica.page(NOTICES, clock.now(), 0, 9))


@pytest.mark.parametrize("journal", [False, True], ids=["folded", "journal"])
@pytest.mark.parametrize("trouble", [read_only, full], ids=["read-only", "full"])
def test_r16_what_was_read_before_is_there_on_a_card_that_takes_nothing(
    disk: Path, clock: FakeClock, trouble: Trouble, journal: bool
) -> None:
    path = disk / "public.db"
    filled(path, clock, journal=journal)
    with trouble(disk):
        with pytest.raises(Unstorable):
            Replica.open(path, BERLIN)
        with Replica.for_reading(path, BERLIN) as replica:
            assert replica.unwritable
            assert shown(replica, clock) == 2
            assert len(replica.search("aushang", clock.now(), 0, 9)) == 2
            assert replica.last_good(["portal"]) == clock.now()
            assert replica.generation() == replica.generation()


@pytest.mark.parametrize("trouble", [read_only, full], ids=["read-only", "full"])
def test_r15_nothing_is_stored_where_it_would_be_lost_with_the_power(
    disk: Path, clock: FakeClock, trouble: Trouble
) -> None:
    path = disk / "public.db"
    filled(path, clock, journal=False)
    with trouble(disk), Replica.for_reading(path, BERLIN) as replica:
        with pytest.raises(Unstorable) as refused:
            replica.store("portal", "posts", Batch(items=[item(3)]), clock.now())
        assert refused.value.reason is Reason.DISK
        assert shown(replica, clock) == 2


@pytest.mark.parametrize("trouble", [read_only, full], ids=["read-only", "full"])
def test_r16_when_the_card_can_be_written_again_a_running_terminal_sees_what_is_stored(
    disk: Path, clock: FakeClock, trouble: Trouble
) -> None:
    path = disk / "public.db"
    filled(path, clock, journal=False)
    with trouble(disk):
        replica = Replica.for_reading(path, BERLIN)
        before = replica.generation()
    with Replica.open(path, BERLIN) as writer:
        writer.store("portal", "posts", Batch(items=[item(3)]), clock.now())
    with replica:
        assert replica.generation() != before
        assert not replica.unwritable
        assert shown(replica, clock) == 3


def test_an_older_programs_replica_is_brought_up_to_date_in_memory(disk: Path, clock: FakeClock) -> None:
    path = disk / "public.db"
    filled(path, clock, journal=False)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA user_version = 1")
        db.execute("DROP TABLE IF EXISTS picture")
        db.commit()
    with read_only(disk), Replica.for_reading(path, BERLIN) as replica:
        assert shown(replica, clock) == 2


def test_r13_a_damaged_file_on_such_a_card_is_a_trouble_of_the_disk_and_stays(disk: Path) -> None:
    path = disk / "public.db"
    path.write_text("Das ist keine Datenbank, sondern ein Brief. " * 100)
    before = path.read_bytes()
    with read_only(disk), pytest.raises(Unstorable) as refused:
        Replica.for_reading(path, BERLIN)
    assert refused.value.reason is Reason.DISK
    assert path.read_bytes() == before


def test_without_a_file_there_is_nothing_to_read(disk: Path) -> None:
    with read_only(disk), pytest.raises(Unstorable):
        Replica.for_reading(disk / "public.db", BERLIN)


def test_r11_no_clock_tells_an_earlier_time_than_the_newest_pull(path: Path, clock: FakeClock) -> None:
    with Replica.open(path, BERLIN) as replica:
        replica.begin("portal", clock.now())
        replica.conclude("portal", "ok", clock.now(), True, None, None)
        early = clock.now()
        clock.later(3600)
        replica.begin("ring", clock.now())
        replica.conclude("ring", "ok", clock.now(), True, None, None)
        assert replica.newest_good(["portal", "ring"]) == clock.now()
        assert replica.newest_good(["portal"]) == early
        assert replica.newest_good(["other"]) is None
