"""Pictures of items: read after the items, a part in each round, kept as long as an item shows them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync import pictures, replica_pictures
from sync.connectors.base import Batch
from sync.engine import Engine
from sync.engine_events import PicturesDone, RoundDone
from sync.errors import Reason, SyncError, Unreachable, Unstorable
from sync.pictures import Pictures
from sync.records import Item, Kind
from sync.replica import Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import ScriptedPlatform, item


class Album:
    """Pictures by address; a `SyncError` is raised, and what is not there is not found."""

    def __init__(self) -> None:
        self.files: dict[str, bytes | SyncError] = {}
        self.asked: list[str] = []
        self.closed = 0

    def __call__(self) -> "Album":
        return self

    def get(self, url: str) -> bytes:
        self.asked.append(url)
        found = self.files.get(url, Unreachable(Reason.NOT_FOUND))
        if isinstance(found, SyncError):
            raise found
        return found

    def close(self) -> None:
        self.closed += 1


def shrink(file: bytes) -> bytes:
    """The first letters, unless the file is broken."""
    if file.startswith(b"broken"):
        raise ValueError
    return file[:8]


def url(number: int, host: str = "a.example") -> str:
    return f"https://{host}/{number}.jpg"


def pictured(count: int, **fields: object) -> list[Item]:
    return [
        item(at, image=url(at), published=f"2026-11-{10 + at % 10}T09:00:00+01:00", **fields) for at in range(count)
    ]


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def reading(album: Album, clock: FakeClock) -> Pictures:
    return Pictures({"portal": album}, shrink, clock)


def store(replica: Replica, clock: FakeClock, *items: Item) -> None:
    replica.store("portal", "posts", Batch(items=items), clock.now())


def run(reading: Pictures, replica: Replica, *, again: bool = False) -> list[tuple[int, int]]:
    return [(done.fetched, done.failed) for done in reading.run(replica, ["portal"], again=again)]


def test_a_picture_is_read_once_made_small_and_kept(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, item(1, image=url(1)), item(2, image=url(1)), item(3))
    album.files[url(1)] = b"a very large picture"
    assert run(reading, replica) == [(1, 0)]
    assert replica.picture(url(1)) == b"a very l"
    assert run(reading, replica) == []
    assert (album.asked, album.closed) == ([url(1)], 1)


def test_a_new_picture_is_another_generation_so_that_the_page_is_drawn_anew(
    path: Path, replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, item(1, image=url(1)))
    album.files[url(1)] = b"picture"
    with Replica.open(path, BERLIN) as screen:
        before = screen.generation()
        run(reading, replica)
        assert screen.generation() != before
        assert screen.picture(url(1)) == b"picture"
        before = screen.generation()
        run(reading, replica)
        assert screen.generation() == before


def test_r7_a_broken_picture_is_counted_and_the_others_are_read(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, *pictured(4))
    album.files = {url(0): b"good", url(1): b"broken", url(3): b"good"}
    assert run(reading, replica) == [(2, 2)]
    assert [replica.picture(url(at)) for at in range(4)] == [b"good", None, None, b"good"]


def test_r9_a_failed_picture_is_left_alone_for_longer_each_time(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, item(1, image=url(1)))
    asked_after = []
    for minute in range(16 * 60):
        if run(reading, replica):
            asked_after.append(minute)
        clock.later(minutes=1)
    assert asked_after == [0, 60, 180, 420, 900]
    assert run(reading, replica, again=True) == [(0, 1)]


def test_a_clock_that_jumped_back_does_not_hold_a_picture_off_for_years(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, item(1, image=url(1)))
    run(reading, replica)
    clock.wall -= timedelta(days=400)
    album.files[url(1)] = b"good"
    assert run(reading, replica) == [(1, 0)]


def test_a_host_that_is_silent_is_asked_once_a_round(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    store(replica, clock, *pictured(5), item("b", image=url(9, "b.example")))
    album.files = {url(9, "b.example"): b"good"}
    album.files.update((url(at), Unreachable(Reason.SILENT)) for at in range(5))
    assert run(reading, replica) == [(1, 1)]
    assert len(album.asked) == 2


def test_a_round_reads_a_part_and_what_stands_first_in_the_lists_comes_first(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "ROUND_MAX", 2)
    notice = item("n", image=url(90))
    events = [
        item(f"e{day}", kind=Kind.EVENT, starts=f"2026-11-{day}", all_day=True, image=url(day)) for day in (28, 24, 26)
    ]
    store(replica, clock, notice, *events)
    album.files = {url(number): b"good" for number in (24, 26, 28, 90)}
    assert [run(reading, replica) for _ in range(3)] == [[(2, 0)], [(2, 0)], []]
    assert album.asked == [url(24), url(26), url(28), url(90)]


def test_a_round_ends_in_time_and_in_volume(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(replica, clock, *pictured(9))
    album.files = {url(at): b"x" * 10_000_000 for at in range(9)}
    assert run(reading, replica) == [(2, 0)]

    def slow(url: str) -> bytes:
        clock.later(seconds=25)
        return b"good"

    monkeypatch.setattr(album, "get", slow)
    assert run(reading, replica) == [(3, 0)]


def test_no_more_are_kept_than_the_card_bears(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_pictures, "HELD_MAX", 3)
    store(replica, clock, *pictured(5))
    album.files = {url(at): b"good" for at in range(5)}
    assert [run(reading, replica), run(reading, replica)] == [[(3, 0)], []]


def test_a_picture_leaves_with_the_last_item_that_shows_it(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures
) -> None:
    event = item("e", kind=Kind.EVENT, starts="2026-11-21", all_day=True, image=url(7))
    store(replica, clock, item(1, image=url(1)), item(2, image=url(1)), item(3, image=url(3)), event)
    album.files = {url(at): b"good" for at in (1, 3, 7, 8)}
    run(reading, replica)
    replica.store("portal", "posts", Batch(gone=["post:1"]), clock.now())
    store(replica, clock, item(3, image=url(8)))
    clock.later(days=3)
    assert run(reading, replica) == [(1, 0)]
    assert [replica.picture(url(at)) is not None for at in (1, 3, 7, 8)] == [True, False, False, True]


def test_an_unwilling_disk_ends_the_reading_quietly(
    replica: Replica, clock: FakeClock, album: Album, reading: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(replica, clock, *pictured(3))
    album.files = {url(at): b"good" for at in range(3)}

    def refuse(*_: object) -> None:
        raise Unstorable(Reason.DISK_FULL)

    monkeypatch.setattr(replica, "keep_picture", refuse)
    assert run(reading, replica) == []
    assert (len(album.asked), album.closed) == (1, 1)


@pytest.fixture
def rounds(path: Path, portal: ScriptedPlatform, clock: FakeClock, reading: Pictures) -> Engine:
    return Engine(path, {"portal": portal}, clock, BERLIN, jitter=lambda: 1.0, pictures=reading)


def told(engine: Engine) -> Iterator[PicturesDone | RoundDone]:
    return (event for event in engine.run() if isinstance(event, PicturesDone | RoundDone))


def test_a_round_reads_pictures_after_all_items(rounds: Engine, portal: ScriptedPlatform, album: Album) -> None:
    portal.posts.has(item(1, image=url(1)))
    album.files[url(1)] = b"good"
    first, last = told(rounds)
    assert first == PicturesDone(fetched=1, failed=0)
    assert isinstance(last, RoundDone)
    assert last.whole


def test_offline_no_picture_is_asked_for(rounds: Engine, portal: ScriptedPlatform, album: Album) -> None:
    portal.posts.has(item(1, image=url(1)))
    assert PicturesDone(fetched=0, failed=1) in told(rounds)
    portal.posts.fails(Unreachable(Reason.NO_NETWORK))
    assert len(list(told(rounds))) == 1
    assert len(album.asked) == 1


def test_broken_pictures_do_not_make_a_round_less_whole(rounds: Engine, portal: ScriptedPlatform) -> None:
    portal.posts.has(item(1, image=url(1)))
    *_, last = told(rounds)
    assert isinstance(last, RoundDone)
    assert last.whole
