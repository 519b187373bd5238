from datetime import UTC, date, datetime

import msgspec
import pytest

from sync.connectors.base import Batch
from sync.connectors.memory import MemoryConnector
from sync.errors import Reason, Unreachable
from sync.records import Item, Kind, Source
from tests.connectors.contract import ConnectorContract

SOURCE = Source(name="memory", kind="memory", url="memory:test")


class FixedClock:
    """A clock that stands still."""

    trusted = True

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return 0.0


class Drawer:
    """A platform of four notices in a list."""

    timezone = "Europe/Berlin"

    def __init__(self) -> None:
        self.items = [Item(remote=f"notice:{n}", kind=Kind.NOTICE, title=f"Aushang {n}") for n in range(4)]
        self.open = True

    def connect(self) -> MemoryConnector:
        return MemoryConnector(SOURCE, FixedClock(datetime(2026, 11, 24, tzinfo=UTC)), self.look)

    def look(self, today: date) -> list[Item]:
        if not self.open:
            raise Unreachable(Reason.NO_NETWORK)
        return self.items

    def asked(self) -> int:
        return 0

    def change_one(self) -> None:
        self.items[1] = msgspec.structs.replace(self.items[1], title="Neuer Aushang")

    def remove_one(self) -> None:
        del self.items[0]

    def break_one(self) -> None:
        self.items[2] = msgspec.structs.replace(self.items[2], remote=self.items[1].remote)

    def make_unreachable(self) -> None:
        self.open = False


class TestMemory(ConnectorContract):
    @pytest.fixture
    def platform(self) -> Drawer:
        return Drawer()


def test_content_is_made_for_the_local_day_of_the_centre() -> None:
    asked: list[date] = []

    def items(today: date) -> list[Item]:
        asked.append(today)
        return []

    clock = FixedClock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    list(MemoryConnector(SOURCE, clock, items).streams()[0].pull(None, {}))
    assert asked == [date(2026, 11, 25)]


def test_a_plain_list_keeps_its_order() -> None:
    items = [Item(remote=remote, kind=Kind.JOB, title=remote) for remote in "cab"]
    clock = FixedClock(datetime(2026, 11, 24, tzinfo=UTC))
    batch = next(iter(MemoryConnector(SOURCE, clock, items).streams()[0].pull(None, {})))
    assert isinstance(batch, Batch)
    assert list(batch.items) == items
