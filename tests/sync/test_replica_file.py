"""The file itself: made once, shared by threads and processes, replaced when it is damaged."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync import schema
from sync.connectors.base import Batch
from sync.errors import Reason, Unstorable
from sync.records import Kind
from sync.replica import Listing, Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item

CHILD = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
with Replica.open(Path(sys.argv[1]), "{BERLIN}") as replica:
    for title in sys.stdin:
        batch = Batch(items=[Item(remote="a", kind=Kind.NOTICE, title=title.strip())])
        replica.store("portal", "posts", batch, datetime.now(UTC))
        print("stored", flush=True)
"""

NOTICES = Listing(Kind.NOTICE)


@pytest.fixture
def child(path: Path) -> Iterator[Callable[[str], None]]:
    """Another process with the same replica; called with a title, it stores an item and comes back."""
    Replica.open(path, BERLIN).close()
    command = [sys.executable, "-c", CHILD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def store(title: str) -> None:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{title}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "stored\n"

        yield store
        process.stdin.close()
        process.wait(timeout=20)


def test_the_generation_differs_after_another_process_stored(
    path: Path, child: Callable[[str], None], clock: FakeClock
) -> None:
    with Replica.open(path, BERLIN) as replica:
        before = replica.generation()
        assert replica.generation() == before
        child("Eins")
        assert replica.generation() != before
        assert [found.title for found in replica.page(NOTICES, clock.now(), 0, 9)] == ["Eins"]
        child("Zwei")
        assert replica.counts(clock.now())[Kind.NOTICE] == 1
        assert [found.title for found in replica.page(NOTICES, clock.now(), 0, 9)] == ["Zwei"]
        assert replica.search("eins", clock.now(), 0, 9) == []


def test_the_generation_differs_after_an_own_change(replica: Replica, clock: FakeClock) -> None:
    before = replica.generation()
    replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
    assert replica.generation() != before


def test_opening_a_replica_again_does_not_load_what_makes_one(path: Path) -> None:
    Replica.open(path, BERLIN).close()
    code = (
        "import sys; from pathlib import Path; from sync.replica import Replica;"
        f"Replica.open(Path({str(path)!r}), {BERLIN!r}).close();"
        "assert not {'sqlite_utils', 'httpx', 'icalendar'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)


def test_folder_and_file_are_made_and_no_draft_is_left(tmp_path: Path) -> None:
    with Replica.open(tmp_path / "a" / "b" / "public.db", BERLIN) as replica:
        assert not replica.replaced
    assert [found.name for found in (tmp_path / "a" / "b").iterdir()] == ["public.db"]


def test_r13_the_file_is_in_wal_mode(path: Path, replica: Replica) -> None:
    assert replica.path == path
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("wreck", ["text", "other", "later", "header"])
def test_a_file_that_is_no_replica_is_set_aside(path: Path, wreck: str, clock: FakeClock) -> None:
    _wreck(path, wreck)
    with Replica.open(path, BERLIN) as replica:
        assert replica.replaced
        assert replica.counts(clock.now()) == dict.fromkeys(Kind, 0)
    assert _aside(path) == 1
    with Replica.open(path, BERLIN) as replica:
        assert not replica.replaced


def _wreck(path: Path, wreck: str) -> None:
    if wreck == "text":
        path.write_text("Das ist keine Datenbank, sondern ein Brief. " * 100)
        return
    with closing(sqlite3.connect(path)) as db:
        version = schema.VERSION + 1 if wreck == "later" else schema.VERSION
        db.execute("CREATE TABLE letters (id)")
        db.execute(f"PRAGMA user_version = {version}")
    if wreck == "header":
        path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def test_r13_damage_found_while_reading_makes_the_replica_anew(path: Path, clock: FakeClock) -> None:
    _filled_and_broken(path, clock)
    with Replica.open(path, BERLIN) as replica, Replica.open(path, BERLIN) as other:
        assert not replica.replaced
        assert list(replica.items(None, None, clock.now())) == []
        assert replica.replaced
        other.generation()
        other.store("portal", "posts", Batch(items=[item(1)]), clock.now())
        assert [found.title for found in replica.page(NOTICES, clock.now(), 0, 9)] == ["Aushang 1"]
    with Replica.open(path, BERLIN) as replica:
        assert replica.sound()
        assert replica.count(NOTICES, clock.now()) == 1
    assert _aside(path) == 1


def test_only_the_last_damaged_file_is_kept(path: Path) -> None:
    for _ in range(3):
        Replica.open(path, BERLIN).close()
        path.write_text("Brief " * 1000)
        Replica.open(path, BERLIN).close()
    assert _aside(path) == 1


def _aside(path: Path) -> int:
    """Damaged files kept; the journals of such a file go with it."""
    return sum(not found.name.endswith(("-wal", "-shm")) for found in path.parent.glob("public.db.damaged-*"))


def test_r13_damage_found_while_storing_says_so_and_leaves_a_new_file(path: Path, clock: FakeClock) -> None:
    _filled_and_broken(path, clock)
    with Replica.open(path, BERLIN) as replica:
        with pytest.raises(Unstorable) as caught:
            replica.store("portal", "posts", Batch(gone=[f"post:{at}" for at in range(400)]), clock.now())
        assert caught.value.reason is Reason.DISK
        assert replica.replaced
        replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
        assert replica.count(NOTICES, clock.now()) == 1


def test_r13_the_whole_file_can_be_checked(path: Path, clock: FakeClock) -> None:
    with Replica.open(path, BERLIN) as replica:
        assert replica.sound()
    _filled_and_broken(path, clock)
    with Replica.open(path, BERLIN) as replica:
        assert not replica.sound()


def _filled_and_broken(path: Path, clock: FakeClock) -> None:
    """A replica that can be opened, with its second half overwritten."""
    with Replica.open(path, BERLIN) as replica:
        shown = [item(at, text=f"Wort{at} " * 200) for at in range(400)]
        replica.store("portal", "posts", Batch(items=shown), clock.now())
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = path.read_bytes()
    half = len(raw) // 8192 * 4096
    path.write_bytes(raw[:half] + b"\xff" * (len(raw) - half))


def test_a_file_deleted_under_the_terminal_is_made_again(path: Path, replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
    before = replica.generation()
    for found in path.parent.glob("public.db*"):
        found.unlink()
    assert replica.generation() != before
    assert replica.counts(clock.now())[Kind.NOTICE] == 0
    assert path.exists()
