"""What a round lets vanish, and what it holds."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.connectors.base import Batch, Ending
from sync.engine import Engine
from sync.records import Kind
from sync.replica import Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.rounds import DOWN, engine_of, many, round_of, status, titles
from tests.sync.script import ScriptedPlatform, item


def test_an_incremental_pull_keeps_a_platform_complete_and_lets_nothing_vanish(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(3), cursor="one")
    round_of(engine)
    portal.posts.says(Batch(items=[item(9)]), Ending(cursor="two"))
    assert round_of(engine)["portal"].complete
    assert len(titles(path, clock)) == 4


def test_another_question_drops_the_cursor_and_explains_the_loss(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20), cursor="one")
    round_of(engine)
    portal.posts.question = "another address"
    portal.posts.has(item("new"), cursor="two")
    done = round_of(engine)["portal"]
    assert portal.posts.cursors == [None, None]
    assert (done.state, done.gone) == ("ok", 20)
    assert titles(path, clock) == {"Aushang new"}


def test_r6_a_large_loss_is_held_and_applied_after_an_hour(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20), cursor="one")
    round_of(engine)
    portal.posts.has(*many(2), cursor="two")
    done = round_of(engine)["portal"]
    assert (done.state, done.gone, done.complete) == ("held", 0, True)
    assert (len(titles(path, clock)), status(path, clock).missed) == (20, 18)
    clock.later(minutes=59)
    assert round_of(engine)["portal"].state == "held"
    clock.later(minutes=1)
    done = round_of(engine)["portal"]
    assert (done.state, done.gone) == ("ok", 18)
    assert len(titles(path, clock)) == 2
    assert portal.posts.cursors == [None, "one", None, None]
    assert status(path, clock).missed == 0


def test_r6_a_held_loss_that_comes_back_is_forgotten(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20))
    round_of(engine)
    portal.posts.has()
    round_of(engine)
    clock.later(hours=2)
    portal.posts.has(*many(20))
    assert round_of(engine)["portal"].state == "ok"
    portal.posts.has()
    assert round_of(engine)["portal"].state == "held"
    assert len(titles(path, clock)) == 20


def test_r6_staff_may_accept_a_held_loss(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20))
    round_of(engine)
    portal.posts.has()
    assert round_of(engine, accept="another")["portal"].state == "held"
    assert round_of(engine, accept="portal")["portal"].state == "ok"
    assert titles(path, clock) == set()


def test_r11_a_held_loss_stays_held_while_the_clock_is_not_trusted(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20))
    round_of(engine)
    clock.trusted = False
    portal.posts.has()
    for _ in range(3):
        clock.later(hours=2)
        assert round_of(engine)["portal"].state == "held"
    clock.trusted = True
    assert round_of(engine)["portal"].state == "held"
    clock.later(hours=1)
    assert round_of(engine)["portal"].state == "ok"
    assert titles(path, clock) == set()


def test_losses_of_all_streams_are_weighed_together(path: Path, clock: FakeClock) -> None:
    portal = ScriptedPlatform("posts", "jobs")
    posts, jobs = portal.offered
    posts.has(*many(90))
    jobs.has(*(item(f"j{at}", kind=Kind.JOB) for at in range(10)))
    engine = engine_of(path, clock, portal=portal)
    round_of(engine)
    jobs.has()
    done = round_of(engine)["portal"]
    assert (done.state, done.gone) == ("ok", 10)


def test_a_stream_that_broke_off_loses_nothing(path: Path, clock: FakeClock) -> None:
    portal = ScriptedPlatform("posts", "jobs")
    posts, jobs = portal.offered
    posts.has(*many(3))
    jobs.has(item("j", kind=Kind.JOB))
    engine = engine_of(path, clock, portal=portal)
    round_of(engine)
    jobs.fails(DOWN)
    posts.has(*many(2))
    assert round_of(engine)["portal"].gone == 1
    assert titles(path, clock) == {"Aushang 0", "Aushang 1", "Aushang j"}


def test_a_stream_no_longer_offered_vanishes_when_all_others_were_whole(path: Path, clock: FakeClock) -> None:
    portal = ScriptedPlatform("posts", "jobs")
    posts, jobs = portal.offered
    posts.has(*many(3))
    jobs.has(item("j", kind=Kind.JOB))
    engine = engine_of(path, clock, portal=portal)
    round_of(engine)
    portal.offered = [posts]
    posts.fails(DOWN)
    round_of(engine)
    assert "Aushang j" in titles(path, clock)
    posts.has(*many(3))
    assert round_of(engine)["portal"].gone == 1
    assert titles(path, clock) == {"Aushang 0", "Aushang 1", "Aushang 2"}


def test_a_renamed_platform_leaves_no_ghosts(path: Path, clock: FakeClock, portal: ScriptedPlatform) -> None:
    portal.posts.has(item(1))
    round_of(engine_of(path, clock, old=portal))
    round_of(engine_of(path, clock, portal=portal))
    with Replica.open(path, BERLIN) as replica:
        assert {found.platform for found in replica.items(None, None, clock.now())} == {"portal"}
        assert [state.name for state in replica.platforms(clock.now())] == ["portal"]


DAYS = st.lists(st.tuples(st.frozensets(st.integers(0, 15)), st.booleans(), st.integers(0, 150)), max_size=8)


@given(DAYS, st.frozensets(st.integers(0, 15)))
@settings(max_examples=40, deadline=None)
def test_r6_after_any_history_two_whole_pulls_show_what_the_platform_has(
    history: list[tuple[frozenset[int], bool, int]], last: frozenset[int]
) -> None:
    clock, portal = FakeClock(), ScriptedPlatform("posts")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "public.db"
        engine = engine_of(path, clock, portal=portal)
        ever: set[str] = set()
        for numbers, whole, minutes in history:
            page = Batch(items=[item(number) for number in numbers])
            portal.posts.says(page, Ending(complete=True) if whole else DOWN)
            before = titles(path, clock)
            round_of(engine)
            ever |= {f"Aushang {number}" for number in numbers}
            assert titles(path, clock) <= ever
            assert whole or before <= titles(path, clock)
            clock.later(minutes=minutes)
        portal.posts.has(*map(item, last))
        round_of(engine)
        clock.later(hours=1)
        assert round_of(engine)["portal"].state == "ok"
        assert titles(path, clock) == {f"Aushang {number}" for number in last}
