"""A replica of an older program keeps what it holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils

from sync import schema
from sync.connectors.base import Batch
from sync.records import Kind
from sync.replica import Listing, Pulled, Replica
from sync.replica_store import Stamp, store
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item

URL = "https://a.example/i.png"


def first_version(path: Path) -> sqlite3.Connection:
    """The tables as the first version of the replica had them."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    steps = schema._steps()
    steps.apply(sqlite_utils.Database(db), stop_before="004_pictures")
    db.execute("PRAGMA user_version = 1")
    return db


def fill(path: Path, clock: FakeClock) -> None:
    """Two items, and where their pull ended, as the first version stored them."""
    with closing(first_version(path)) as db, Replica.open(path.with_name("now.db"), BERLIN) as now:
        db.execute("CREATE TEMP TABLE seen (number INTEGER PRIMARY KEY)")
        db.execute("ALTER TABLE item ADD COLUMN image TEXT")
        store(db, Stamp("portal", "posts", clock.now(), now.zone), Batch(items=[item(1, image=URL), item(2)]))
        db.execute("ALTER TABLE item DROP COLUMN image")
        db.execute("INSERT INTO stream VALUES ('portal', 'posts', 'first', 'there', 1795168800, 0)")


def test_items_stay_and_their_pictures_become_known(path: Path, clock: FakeClock) -> None:
    fill(path, clock)
    with Replica.open(path, BERLIN) as replica:
        assert not replica.replaced
        assert replica.count(Listing(Kind.NOTICE), clock.now()) == 2
        assert [one.url for one in replica.wanted_pictures(["portal"], clock.now(), 9)] == [URL]


def test_platforms_are_read_whole_once_more_and_a_loss_is_still_held(path: Path, clock: FakeClock) -> None:
    fill(path, clock)
    with Replica.open(path, BERLIN) as replica:
        assert replica.pulled("portal", "posts") == Pulled(question="first")


def test_two_programs_may_open_the_older_file_at_once(path: Path, clock: FakeClock) -> None:
    fill(path, clock)
    with closing(sqlite3.connect(path, isolation_level=None)) as late:
        assert schema.version(late) == 1
        Replica.open(path, BERLIN).close()
        schema.migrate(late)
        assert schema.version(late) == schema.VERSION
