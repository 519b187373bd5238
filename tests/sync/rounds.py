"""Engines over scripted platforms, their rounds, and what a visitor then sees."""

from pathlib import Path

from sync.engine import Engine
from sync.engine_events import PlatformDone, RoundDone
from sync.errors import Reason, Unreachable
from sync.records import Item
from sync.replica import PlatformState, Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.script import ScriptedPlatform, item

DOWN = Unreachable(Reason.REFUSED, host="portal.example")


def engine_of(path: Path, clock: FakeClock, **platforms: ScriptedPlatform) -> Engine:
    return Engine(path, platforms, clock, BERLIN, jitter=lambda: 1.0, sleep=lambda s: clock.later(seconds=s))


def round_of(engine: Engine, **options: bool | str | float) -> dict[str, PlatformDone]:
    """One whole round; its outcome by platform."""
    events = list(engine.run(**options))  # type: ignore[arg-type]  # each test passes what `run` takes
    assert isinstance(events[-1], RoundDone)
    return {event.platform: event for event in events if isinstance(event, PlatformDone)}


def titles(path: Path, clock: FakeClock) -> set[str]:
    with Replica.open(path, BERLIN) as replica:
        return {found.title for found in replica.items(None, None, clock.now())}


def status(path: Path, clock: FakeClock) -> PlatformState:
    with Replica.open(path, BERLIN) as replica:
        return next(state for state in replica.platforms(clock.now()) if state.name == "portal")


def many(count: int) -> list[Item]:
    return [item(number) for number in range(count)]
