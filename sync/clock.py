"""Now, and how sure: wall time that never runs backwards below what was already seen (R11), and monotonic time."""

import time
from datetime import UTC, datetime
from typing import Protocol

BUILD_FLOOR = datetime(2026, 11, 1, tzinfo=UTC)
"""No terminal runs this program before it was written; an earlier clock has lost its time."""


class Clock(Protocol):
    """Two kinds of time. Back-off and guards use `monotonic` (R9); only dates use `now`."""

    def now(self) -> datetime:
        """Wall time, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump."""
        ...

    @property
    def trusted(self) -> bool:
        """Whether dates may be acted on: nothing expires and nothing is called "today" when not."""
        ...


class SystemClock:
    """The machine's clock, held above a floor.

    `floor` is the newest wall time that was ever stored; a clock below it has lost its time (a
    Raspberry Pi without battery starts in the past), so `now` answers the floor and is not trusted.
    """

    def __init__(self, floor: datetime = BUILD_FLOOR) -> None:
        self._floor = max(floor, BUILD_FLOOR)

    def now(self) -> datetime:
        return max(datetime.now(UTC), self._floor)

    def monotonic(self) -> float:
        return time.monotonic()

    @property
    def trusted(self) -> bool:
        return datetime.now(UTC) >= self._floor
