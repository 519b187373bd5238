"""Rounds over scripted platforms: what is stored and what is reported."""

from pathlib import Path

import msgspec

from sync.connectors.base import Batch, Ending
from sync.engine import Engine
from sync.engine_events import PlatformDone, Progress, RoundDone, Started
from sync.errors import AccessRevoked, Reason, Unreachable
from sync.records import Kind
from tests.sync.clocks import FakeClock
from tests.sync.rounds import DOWN, engine_of, many, round_of, status, titles
from tests.sync.script import ScriptedPlatform, ScriptedStream, item


def test_a_round_reports_each_step_and_ends_with_its_sum(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.says(Batch(items=[item(1)], skipped=2), Batch(items=[item(2)]), Ending(complete=True))
    portal.tally.requests = 3
    assert list(engine.run()) == [
        Started("portal"),
        Progress("portal", "posts", new=1, changed=0, unchanged=0, skipped=2),
        Progress("portal", "posts", new=2, changed=0, unchanged=0, skipped=2),
        PlatformDone(platform="portal", state="ok", complete=True, new=2, skipped=2, requests=3),
        RoundDone(ran=True, platforms=1, whole=True, seconds=0.0),
    ]
    state = status(path, clock)
    assert (state.state, state.complete, state.skipped, state.problem) == ("ok", True, 2, None)
    assert state.last_good == state.last_try == clock.now()
    assert state.counts == dict.fromkeys(Kind, 0) | {Kind.NOTICE: 2}
    assert portal.closed == 1


def test_events_are_tagged_for_the_command_line() -> None:
    done = PlatformDone(platform="portal", state="ok", complete=True)
    assert msgspec.json.encode(done).startswith(
        b'{"event":"platform","platform":"portal","state":"ok","complete":true,'
    )


def test_r6_trouble_keeps_the_old_content_and_names_itself(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(item(1))
    round_of(engine)
    good = clock.now()
    clock.later(hours=3)
    portal.posts.fails(DOWN)
    done = round_of(engine)["portal"]
    assert (done.state, done.complete) == ("failed", False)
    state = status(path, clock)
    assert state.problem
    assert (state.problem.error, state.problem.reason) == ("Unreachable", Reason.REFUSED)
    assert state.problem.facts == {"host": "portal.example"}
    assert (state.state, state.last_good, state.last_try) == ("failed", good, clock.now())
    assert titles(path, clock) == {"Aushang 1"}


def test_r4_a_pull_that_breaks_off_keeps_what_came_and_moves_no_cursor(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(3), cursor="one")
    round_of(engine)
    portal.posts.fails(Unreachable(Reason.CUT), Batch(items=[item(0, title="Neu")]))
    assert round_of(engine)["portal"].state == "partial"
    portal.posts.has(*many(3), cursor="two")
    round_of(engine)
    assert portal.posts.cursors == [None, "one", "one"]
    assert len(titles(path, clock)) == 3


def test_a_pull_without_an_ending_is_not_whole(engine: Engine, portal: ScriptedPlatform) -> None:
    portal.posts.says(Batch(items=[item(1)]))
    done = round_of(engine)["portal"]
    assert done.state == "partial"
    assert done.problem
    assert done.problem.reason is Reason.CUT


def test_trouble_in_one_stream_leaves_the_others_alone(path: Path, clock: FakeClock) -> None:
    portal = ScriptedPlatform("posts", "events", "jobs")
    posts, events, jobs = portal.offered
    posts.has(item(1))
    events.fails(DOWN)
    jobs.has(item(2, kind=Kind.JOB))
    done = round_of(engine_of(path, clock, portal=portal))["portal"]
    assert (done.state, done.new, done.complete) == ("partial", 2, False)


def test_trouble_with_one_platform_leaves_the_others_alone(path: Path, clock: FakeClock) -> None:
    broken, fine = ScriptedPlatform(), ScriptedPlatform()
    broken.refusal = AccessRevoked(Reason.KEY_REFUSED)
    fine.posts.has(item(1))
    done = round_of(engine_of(path, clock, portal=broken, ring=fine))
    assert [one.state for one in done.values()] == ["failed", "ok"]
    assert broken.closed == 1


def test_an_unchanged_platform_is_a_good_pull_that_writes_no_item(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(*many(20), skipped=1)
    round_of(engine)
    clock.later(minutes=30)
    portal.posts.is_unchanged()
    done = round_of(engine)["portal"]
    assert (done.state, done.complete, done.gone, done.unchanged) == ("ok", True, 0, 20)
    assert (status(path, clock).last_good, status(path, clock).skipped) == (clock.now(), 1)
    assert len(titles(path, clock)) == 20


def test_a_platform_that_was_never_read_whole_is_not_complete(engine: Engine, portal: ScriptedPlatform) -> None:
    portal.posts.says(Batch(items=[item(1)]), Ending(complete=False))
    done = round_of(engine)["portal"]
    assert (done.state, done.complete) == ("ok", False)


def test_a_stream_is_told_what_is_known(engine: Engine, portal: ScriptedPlatform) -> None:
    portal.posts.has(item(1, revision="7"))
    round_of(engine)
    round_of(engine)
    assert portal.posts.knew == [{}, {"post:1": "7"}]


def test_a_permanent_redirect_is_remembered(
    engine: Engine, portal: ScriptedPlatform, clock: FakeClock, path: Path
) -> None:
    portal.posts.has(item(1))
    portal.tally.moved_to = "https://new.example/"
    round_of(engine)
    assert status(path, clock).moved_to == "https://new.example/"


def test_a_scripted_stream_is_a_stream() -> None:
    stream = ScriptedStream("posts")
    stream.has(item(1))
    assert [type(step) for step in stream.pull(None, {})] == [Batch, Ending]
