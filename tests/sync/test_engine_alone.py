"""One round at a time, killed rounds, damaged files, and platforms that are left alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.connectors.base import Batch, Ending
from sync.engine import Engine
from sync.engine_events import Event, RoundDone, Waiting
from sync.errors import AccessRevoked, Reason, SyncError, Unstorable
from sync.lock import RoundLock
from sync.replica import Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.rounds import DOWN, engine_of, many, round_of, titles
from tests.sync.script import ScriptedPlatform, item


def test_one_platform_may_be_asked_alone(path: Path, clock: FakeClock) -> None:
    one, other = ScriptedPlatform(), ScriptedPlatform()
    one.posts.has(item(1))
    other.posts.has(item(2))
    engine = engine_of(path, clock, portal=one, ring=other)
    assert set(round_of(engine, platform="ring")) == {"ring"}
    assert titles(path, clock) == {"Aushang 2"}


def test_everything_is_read_once_a_day_and_when_asked(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock
) -> None:
    portal.posts.has(item(1), cursor="one")
    for hours, full in ((0, False), (23, False), (0, True), (23, False), (2, False)):
        clock.later(hours=hours)
        portal.posts.says(Batch(items=[item(1)]), Ending(complete=not portal.posts.cursors or full, cursor="one"))
        round_of(engine, full=full)
    assert portal.posts.cursors == [None, "one", None, "one", None]


def test_a_second_command_waits_for_a_running_round(engine: Engine, portal: ScriptedPlatform, path: Path) -> None:
    portal.posts.has(item(1))
    with RoundLock(path.with_name("round.lock")) as running:
        assert running.take()
        events = engine.run()
        assert next(events) == Waiting(600.0)
        (last,) = events
        assert isinstance(last, RoundDone)
        assert not last.ran
        assert last.seconds == pytest.approx(600, abs=1)
    assert round_of(engine)["portal"].state == "ok"


def test_the_worker_skips_while_a_command_runs_a_round(engine: Engine, path: Path) -> None:
    with RoundLock(path.with_name("round.lock")) as running:
        assert running.take()
        assert list(engine.run(respect_hold_off=True)) == [RoundDone(ran=False, platforms=0, whole=False, seconds=0.0)]


def test_a_lock_is_free_when_its_holder_dies(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sync.lock import RoundLock;"
        "lock = RoundLock(Path(sys.argv[1])).__enter__(); print(lock.take(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        with RoundLock(path) as lock:
            assert not lock.take()
            holder.kill()
            holder.wait(timeout=20)
            assert lock.take()


def asked(engine: Engine, every_s: float = 1800.0) -> set[str]:
    return set(round_of(engine, respect_hold_off=True, every_s=every_s))


def test_r9_the_worker_leaves_a_failing_platform_alone_for_longer_and_longer(path: Path, clock: FakeClock) -> None:
    broken, fine = ScriptedPlatform(), ScriptedPlatform()
    broken.posts.fails(DOWN)
    fine.posts.has(item(1))
    engine = engine_of(path, clock, portal=broken, ring=fine)
    assert asked(engine) == {"portal", "ring"}
    for pause in (30, 60, 120):
        assert engine.next_due(1800) == pause
        clock.later(seconds=pause - 1)
        assert asked(engine) == set()
        clock.wall = clock.wall.replace(year=2030)
        assert asked(engine) == set()
        clock.later(seconds=1)
        assert engine.next_due(1800) == 0
        assert asked(engine) == {"portal"}
    assert set(round_of(engine)) == {"portal", "ring"}
    broken.posts.has(item(2))
    clock.later(hours=1)
    assert asked(engine) == {"portal", "ring"}
    assert engine.next_due(1800) == 1800


def test_a_refused_key_is_left_alone_for_an_hour(engine: Engine, portal: ScriptedPlatform) -> None:
    portal.refusal = AccessRevoked(Reason.KEY_REFUSED)
    round_of(engine)
    assert engine.next_due(1800) == 3600


def test_a_refused_key_outweighs_other_trouble(path: Path, clock: FakeClock) -> None:
    portal = ScriptedPlatform("posts", "jobs")
    portal.offered[0].fails(DOWN)
    portal.offered[1].fails(AccessRevoked(Reason.KEY_REFUSED))
    done = round_of(engine_of(path, clock, portal=portal))["portal"]
    assert done.problem
    assert done.problem.error == "AccessRevoked"


def test_r13_a_damaged_replica_is_made_anew_by_the_first_round(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    path.write_text("Das ist ein Brief. " * 500)
    portal.posts.has(item(1))
    assert round_of(engine)["portal"].state == "ok"
    assert titles(path, clock) == {"Aushang 1"}


def test_r13_a_replica_replaced_in_mid_pull_is_not_taken_for_whole(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = iter((1, 1, 2))
    monkeypatch.setattr(Replica, "file", property(lambda self: next(files)))
    portal.posts.says(Batch(items=[item(1)]), Ending(complete=True, cursor="one"))
    done = round_of(engine)["portal"]
    assert done.problem
    assert (done.state, done.problem.error) == ("partial", "Unstorable")


def test_r15_a_disk_that_refuses_ends_the_round_with_a_reason(
    engine: Engine, portal: ScriptedPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise Unstorable(Reason.DISK_FULL)

    portal.posts.has(item(1))
    monkeypatch.setattr(Replica, "store", refuse)
    done = round_of(engine)["portal"]
    assert done.problem
    assert (done.state, done.problem.reason) == ("failed", Reason.DISK_FULL)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SyncError) as caught:
        list(engine_of(tmp_path / "file" / "public.db", clock).run())
    assert caught.value.reason is Reason.DISK


@pytest.mark.parametrize("steps", range(1, 5))
def test_a_round_closed_at_any_step_leaves_all_consistent(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path, steps: int
) -> None:
    portal.posts.has(*many(4), cursor="one")
    round_of(engine)
    pages = [Batch(items=[item(number, title=f"Neu {number}")]) for number in range(2)]
    portal.posts.says(*pages, Ending(complete=True, cursor="two"))
    events = engine.run()
    for _ in range(steps):
        next(events)
    _close(events)
    assert len(titles(path, clock)) == 4 if steps < 4 else 2
    assert portal.closed == (1 if steps == 1 else 2)
    portal.posts.has(*many(4), cursor="three")
    assert round_of(engine)["portal"].state == "ok"
    assert len(titles(path, clock)) == 4


def _close(events: Iterator[Event]) -> None:
    events.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator


def test_a_round_killed_before_its_losses_were_settled_reads_everything_again(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(3), cursor="one")
    round_of(engine)
    with Replica.open(path, BERLIN) as replica:
        replica.begin("portal", clock.now())
        pulled = replica.pulled("portal", "posts")
        replica.end_stream("portal", "posts", pulled, clock.now(), complete=True)
    portal.posts.has(*many(3))
    round_of(engine)
    assert portal.posts.cursors == [None, None]
