"""A clock that the test moves, a replica in a folder of its own, and an engine over one scripted platform."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.engine import Engine
from sync.replica import Replica
from tests.sync.clocks import BERLIN, FakeClock
from tests.sync.rounds import engine_of
from tests.sync.script import ScriptedPlatform


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "public.db"


@pytest.fixture
def replica(path: Path, clock: FakeClock) -> Iterator[Replica]:
    with Replica.open(path, BERLIN) as opened:
        opened.begin("portal", clock.now())
        yield opened


@pytest.fixture
def portal() -> ScriptedPlatform:
    return ScriptedPlatform("posts")


@pytest.fixture
def engine(path: Path, portal: ScriptedPlatform, clock: FakeClock) -> Engine:
    return engine_of(path, clock, portal=portal)
