"""A clock that the test moves, and a replica in a folder of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.replica import Replica

BERLIN = "Europe/Berlin"


class FakeClock:
    """A Friday morning in Berlin; both kinds of time move together, unless the wall clock is set."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        self.ticks = 1000.0
        self.trusted = True

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks

    def later(self, **delta: float) -> None:
        step = timedelta(**delta)
        self.wall += step
        self.ticks += step.total_seconds()


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
