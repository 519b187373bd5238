"""How a batch changes the replica, and how little it writes."""

import string
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.connectors.base import Batch
from sync.records import Item, Kind, StoredItem
from sync.replica import Pulled, Replica, Stored
from sync.replica_rows import longest_id
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import item


def all_of(replica: Replica, clock: FakeClock) -> list[StoredItem]:
    return list(replica.items(None, None, clock.now()))


def test_an_item_comes_back_as_it_was_stored(replica: Replica, clock: FakeClock) -> None:
    full = Item(
        remote="a",
        kind=Kind.EVENT,
        title="Suppe & [/] Brot",
        text="Eins.\n\nZwei 😀",
        starts="2026-11-24T14:30:00+01:00",
        ends="2026-11-24T16:00:00+01:00",
        cancelled=True,
        place="Hof",
        price="5 €",
        categories=("Essen", "Treff"),
        contact="Ayşe K.",
        url="https://a.example/",
        image="https://a.example/i.png",
        published="2026-11-01T00:00:00+01:00",
        changed="2026-11-02T00:00:00+01:00",
        revision="7",
    )
    replica.store("portal", "posts", Batch(items=[full]), clock.now())
    (stored,) = all_of(replica, clock)
    assert {name: getattr(stored, name) for name in Item.__struct_fields__ if name != "revision"} == {
        name: getattr(full, name) for name in Item.__struct_fields__ if name != "revision"
    }
    assert (stored.platform, stored.pulled) == ("portal", "2026-11-20T10:00:00+01:00")
    assert replica.item(stored.id) == stored


def test_a_batch_is_counted_by_what_it_did(replica: Replica, clock: FakeClock) -> None:
    assert replica.store("portal", "posts", Batch(items=[item(1), item(2), item(3)]), clock.now()) == Stored(new=3)
    again = Batch(items=[item(1), item(2, title="Anders"), item(4)], seen=["post:3"])
    assert replica.store("portal", "posts", again, clock.now()) == Stored(new=1, changed=1, unchanged=2)


def test_a_pull_with_nothing_changed_writes_no_row(path: Path, replica: Replica, clock: FakeClock) -> None:
    items = [item(number, text="Wort", categories=("A",), revision="1") for number in range(50)]
    replica.store("portal", "posts", Batch(items=items), clock.now())
    with Replica.open(path, BERLIN) as other:
        before = other.generation()
        clock.later(hours=2)
        stored = replica.store(
            "portal", "posts", Batch(items=items[:25], seen=[i.remote for i in items[25:]]), clock.now()
        )
        assert stored == Stored(unchanged=50)
        assert other.generation() == before


def test_a_changed_item_keeps_its_id_and_gets_a_new_time(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, categories=("Alt",))]), clock.now())
    (old,) = all_of(replica, clock)
    clock.later(hours=1)
    replica.store("portal", "posts", Batch(items=[item(1, title="Neu", categories=("Frisch",))]), clock.now())
    (new,) = all_of(replica, clock)
    assert (new.id, new.title) == (old.id, "Neu")
    assert new.pulled == "2026-11-20T11:00:00+01:00"
    assert replica.categories(Kind.NOTICE, clock.now()) == [("Frisch", 1)]
    assert [hit.id for hit in replica.search("neu", clock.now(), 0, 9)] == [old.id]
    assert replica.search("Aushang", clock.now(), 0, 9) == []


def test_a_new_revision_is_stored_and_is_no_change(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, revision="a")]), clock.now())
    assert replica.store("portal", "posts", Batch(items=[item(1, revision="b")]), clock.now()) == Stored(unchanged=1)
    assert dict(replica.known("portal", "posts")) == {"post:1": "b"}


def test_what_the_platform_calls_gone_is_deleted_at_once(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, categories=("A",)), item(2)]), clock.now())
    assert replica.store("portal", "posts", Batch(gone=["post:1", "post:9"]), clock.now()) == Stored(gone=1)
    assert [found.remote for found in all_of(replica, clock)] == ["post:2"]
    assert replica.categories(Kind.NOTICE, clock.now()) == []
    assert "post:1" not in replica.known("portal", "posts")


def test_the_last_of_two_items_with_one_identity_counts(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, title="A"), item(1, title="B")]), clock.now())
    assert [found.title for found in all_of(replica, clock)] == ["B"]


def test_two_streams_may_use_the_same_remote_id(replica: Replica, clock: FakeClock) -> None:
    for stream in ("posts", "jobs"):
        replica.store("portal", stream, Batch(items=[item(1)]), clock.now())
    assert len({found.id for found in all_of(replica, clock)}) == 2


def end(replica: Replica, clock: FakeClock, *items: Item) -> None:
    """One complete pull of the stream."""
    replica.begin("portal", clock.now())
    replica.store("portal", "posts", Batch(items=items), clock.now())
    replica.end_stream("portal", "posts", Pulled("q"), clock.now(), complete=True)
    replica.settle("portal", ["posts"], clock.now())


def test_a_missed_item_is_hidden_and_deleted_by_the_second_complete_pull(replica: Replica, clock: FakeClock) -> None:
    end(replica, clock, item(1), item(2, categories=("A",)))
    hidden = next(found for found in all_of(replica, clock) if found.remote == "post:2")
    end(replica, clock, item(1))
    assert [found.remote for found in all_of(replica, clock)] == ["post:1"]
    assert replica.item(hidden.id) is None
    assert replica.categories(Kind.NOTICE, clock.now()) == []
    assert replica.search("Aushang 2", clock.now(), 0, 9) == []
    assert "post:2" in replica.known("portal", "posts")
    end(replica, clock, item(1))
    assert "post:2" not in replica.known("portal", "posts")


def test_a_hidden_item_that_comes_back_keeps_its_id(replica: Replica, clock: FakeClock) -> None:
    end(replica, clock, item(1), item(2, categories=("A",)))
    before = {found.remote: found.id for found in all_of(replica, clock)}
    end(replica, clock, item(1))
    assert replica.store("portal", "posts", Batch(seen=["post:2"]), clock.now()) == Stored(new=1)
    assert {found.remote: found.id for found in all_of(replica, clock)} == before
    assert replica.categories(Kind.NOTICE, clock.now()) == [("A", 1)]
    assert [hit.remote for hit in replica.search("Aushang 2", clock.now(), 0, 9)] == ["post:2"]


def test_new_items_of_a_complete_pull_are_not_missed_by_it(replica: Replica, clock: FakeClock) -> None:
    end(replica, clock, item(1), item(2))
    assert not replica.doubtful("portal", "posts")


def test_an_event_that_left_the_window_is_deleted_without_being_counted(replica: Replica, clock: FakeClock) -> None:
    past = [item(f"e{at}", kind=Kind.EVENT, starts="2026-11-20T08:00:00+01:00") for at in range(20)]
    end(replica, clock, item(1), *past)
    clock.later(days=2)
    replica.begin("portal", clock.now())
    replica.store("portal", "posts", Batch(items=[item(1)]), clock.now())
    replica.end_stream("portal", "posts", Pulled("q"), clock.now(), complete=True)
    assert replica.settle("portal", ["posts"], clock.now()) == (0, False)
    assert set(replica.known("portal", "posts")) == {"post:1"}


def test_content_of_platforms_outside_the_settings_goes(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(1, categories=("A",))]), clock.now())
    assert not replica.keep_only(["portal", "another"])
    assert replica.keep_only(["renamed"])
    assert all_of(replica, clock) == []
    assert replica.platforms(clock.now()) == []
    assert replica.search("Aushang", clock.now(), 0, 9) == []


def test_ids_are_the_same_in_a_replica_that_is_made_again(tmp_path: Path, clock: FakeClock) -> None:
    found = []
    for name in ("one", "two"):
        with Replica.open(tmp_path / name / "public.db", BERLIN) as replica:
            replica.store("portal", "posts", Batch(items=[item(number) for number in range(500)]), clock.now())
            found.append({stored.remote: stored.id for stored in all_of(replica, clock)})
            clock.later(days=1)
    assert found[0] == found[1]


def test_ids_are_short_and_can_be_typed(replica: Replica, clock: FakeClock) -> None:
    replica.store("portal", "posts", Batch(items=[item(number) for number in range(2000)]), clock.now())
    letters = set(string.ascii_lowercase) - set("ilo")
    for stored in all_of(replica, clock):
        assert len(stored.id) == 6
        assert stored.id[0] in letters
        assert set(stored.id) <= letters | set("23456789")


def test_a_colliding_id_grows_by_a_letter(replica: Replica, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.replica_store.longest_id", lambda platform, stream, remote: "abcdefg" + remote[-5:])
    replica.store("portal", "posts", Batch(items=[item(10001), item(10002)]), clock.now())
    replica.store("portal", "posts", Batch(items=[item(10003)]), clock.now())
    assert [len(found.id) for found in all_of(replica, clock)] == [6, 7, 8]


@given(st.text(), st.text(), st.text())
@settings(max_examples=50)
def test_every_identity_has_an_id(platform: str, stream: str, remote: str) -> None:
    assert longest_id(platform, stream, remote) == longest_id(platform, stream, remote)
    assert len(longest_id(platform, stream, remote)) == 12


def test_another_time_zone_is_a_change(path: Path, replica: Replica, clock: FakeClock) -> None:
    event = item(1, kind=Kind.EVENT, starts="2026-11-20", all_day=True)
    replica.store("portal", "posts", Batch(items=[event]), clock.now())
    with Replica.open(path, "Atlantic/Azores") as moved:
        assert moved.store("portal", "posts", Batch(items=[event]), clock.now() + timedelta(hours=1)) == Stored(
            changed=1
        )
