"""A client with a key in its hand and a clock that stands, for tests of how platforms are asked."""

import threading
from datetime import UTC, datetime

import pytest

from sync.connectors.http import Http
from sync.errors import SyncError
from sync.records import Source

KEY = "kanarie-7391"


class StillClock:
    """Time stands unless `tick` says how far each look moves it; each look may let a dripping server go on."""

    def __init__(self, tick: float = 0.0, trusted: bool = True) -> None:
        self.trusted = trusted
        self.beat = threading.Semaphore(0)
        self._seconds = 0.0
        self._tick = tick

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 12, tzinfo=UTC)

    def monotonic(self) -> float:
        self._seconds += self._tick
        self.beat.release()
        return self._seconds


def http(url: str, *, clock: StillClock | None = None, timeout_s: float = 5.0, answer_s: float = 120.0) -> Http:
    """A client with a key and a small size limit."""
    source = Source(name="portal", kind="ical", url=url, timeout_s=timeout_s, answer_s=answer_s, max_mb=5.0)
    return Http(source, clock or StillClock(), headers={"Authorization": KEY})


def failure(url: str, timeout_s: float = 5.0) -> SyncError:
    """The error of asking once with a key; it never shows the key."""
    asking = http(url, timeout_s=timeout_s)
    with pytest.raises(SyncError) as caught:
        asking.get(url).json(dict)
    asking.close()
    assert KEY not in f"{caught.value} {caught.value.facts}"
    assert caught.value.facts["host"] == "127.0.0.1"
    return caught.value
