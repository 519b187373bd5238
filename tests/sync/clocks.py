"""A clock that the test moves."""

from datetime import UTC, datetime, timedelta

from sync.clock import Trust

BERLIN = "Europe/Berlin"
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BOOTED_S = 5.0
"""Powered time at which a terminal that was started anew begins to ask."""


class FakeClock:
    """A morning in Berlin; both kinds of time move together, unless the wall clock is set."""

    def __init__(self, wall: datetime = FRIDAY) -> None:
        self.wall = wall
        self.ticks = 1000.0
        self.trusted = True
        self.trust = Trust.NTP
        self.boot = "boot-1"

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks

    def later(self, seconds: float = 0.0, **delta: float) -> None:
        step = timedelta(seconds=seconds, **delta)
        self.wall += step
        self.ticks += step.total_seconds()

    def reboot(self, boot: str) -> None:
        """Another run of the machine: monotonic time starts anew, the wall clock stays."""
        self.boot, self.ticks = boot, BOOTED_S
