from datetime import UTC, date, datetime

import pytest

from sync.connectors.base import Batch
from sync.connectors.memory import MemoryConnector
from sync.records import Item, Kind
from tests.connectors.contract import ConnectorContract
from tests.connectors.drawer import NOON, SOURCE, Drawer, FixedClock


class TestMemory(ConnectorContract):
    @pytest.fixture
    def platform(self) -> Drawer:
        return Drawer([Item(remote=f"notice:{n}", kind=Kind.NOTICE, title=f"Aushang {n}") for n in range(4)])


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
    batch = next(iter(MemoryConnector(SOURCE, FixedClock(NOON), items).streams()[0].pull(None, {})))
    assert isinstance(batch, Batch)
    assert list(batch.items) == items
