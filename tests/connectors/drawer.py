"""A platform in a drawer: a list of items that tests change by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec

from sync.connectors.memory import MemoryConnector
from sync.errors import Reason, Unreachable
from sync.records import Item, Source

SOURCE = Source(name="drawer", kind="memory", url="memory:drawer")
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


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
    """The `Platform` of the contract for items that lie in memory."""

    timezone = "Europe/Berlin"

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        self.open = True

    def connect(self) -> MemoryConnector:
        return MemoryConnector(SOURCE, FixedClock(NOON), self.look)

    def look(self, today: date) -> list[Item]:
        if not self.open:
            raise Unreachable(Reason.NO_NETWORK)
        return self.items

    def asked(self) -> int:
        return 0

    def change_one(self) -> None:
        self.items[1] = msgspec.structs.replace(self.items[1], title="Ganz neu")

    def remove_one(self) -> None:
        del self.items[0]

    def break_one(self) -> None:
        self.items[2] = msgspec.structs.replace(self.items[2], remote=self.items[1].remote)

    def make_unreachable(self) -> None:
        self.open = False
