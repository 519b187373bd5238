"""A platform that lies in memory: the demo neighbourhood, and the stand-in for a platform in tests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sync.clock import Clock
from sync.connectors.base import Batch, Ending, Tally
from sync.records import Item, Source

Items = Sequence[Item] | Callable[[date], Sequence[Item]]
"""The content, or what makes it for a local day."""


class MemoryConnector:
    """One stream of items that the program itself made; nothing is asked of any network.

    `items` is read anew at every pull, so that a list may be changed between two of them, and what
    it raises goes through. An identity that stands there twice is skipped the second time and counted.
    """

    def __init__(self, source: Source, clock: Clock, items: Items) -> None:
        self.tally = Tally()
        self._stream = MemoryStream(source, clock, items)

    def streams(self) -> Sequence["MemoryStream"]:
        return (self._stream,)

    def close(self) -> None:
        """Nothing is held open."""


class MemoryStream:
    """Everything in one batch, complete every time: there is no older version to ask about."""

    name = "memory"

    def __init__(self, source: Source, clock: Clock, items: Items) -> None:
        self.question = f"{source.url} {source.timezone}"
        self._zone = ZoneInfo(source.timezone)
        self._clock = clock
        self._items = items

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        items = self._items(self._clock.now().astimezone(self._zone).date()) if callable(self._items) else self._items
        unique = {item.remote: item for item in reversed(items)}
        yield Batch(items=tuple(reversed(unique.values())), skipped=len(items) - len(unique))
        yield Ending(complete=True)
