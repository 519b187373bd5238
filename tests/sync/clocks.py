"""A clock that the test moves."""

from datetime import UTC, datetime, timedelta

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
