"""Reads what an organiser sells through pretix: the public calendar, each event with the address of its shop."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sync.clock import Clock
from sync.connectors.base import Batch, Ending, Tally
from sync.connectors.ical import CalendarStream, IcalConnector
from sync.couriers.pretix_shop import Shop
from sync.records import Item, Source


class PretixConnector:
    """The calendar of the organiser that `source.url` names; it needs no key, so none goes along."""

    def __init__(self, source: Source, clock: Clock) -> None:
        self._shop = Shop.of(source)
        self._calendar = IcalConnector(msgspec.structs.replace(source, url=self._shop.calendar, secret=None), clock)
        self.tally: Tally = self._calendar.tally

    def streams(self) -> Sequence["ShopStream"]:
        """One stream, all events and dates."""
        return tuple(ShopStream(stream, self._shop) for stream in self._calendar.streams())

    def close(self) -> None:
        """Give back the connection."""
        self._calendar.close()


class ShopStream:
    """The calendar's stream; its entries have no URL, and a booking needs to know which event it is for."""

    def __init__(self, calendar: CalendarStream, shop: Shop) -> None:
        self.name = calendar.name
        self.question = calendar.question
        self._calendar = calendar
        self._shop = shop

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """What the calendar says, with addresses; raises what the calendar raises."""
        for part in self._calendar.pull(cursor, known):
            yield part if isinstance(part, Ending) else self._addressed(part)

    def _addressed(self, batch: Batch) -> Batch:
        return msgspec.structs.replace(batch, items=[self._sold(item) for item in batch.items])

    def _sold(self, item: Item) -> Item:
        return msgspec.structs.replace(item, url=self._shop.address(item.remote) or item.url)
