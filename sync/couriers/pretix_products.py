"""What an event sells through pretix: whether it still does, and which product a seat is booked as."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec


class Event(msgspec.Struct, frozen=True):
    """An event, or one date of a series."""

    name: dict[str, str]
    """By language; a language that the event does not have is refused."""
    date_from: datetime
    date_to: datetime | None = None
    presale_end: datetime | None = None
    live: bool = True
    """The shop is open; dates of a series have `active` instead."""
    active: bool = True
    has_subevents: bool = False
    timezone: str = "UTC"
    id: int | None = None

    def is_closed(self, now: datetime, zone: ZoneInfo) -> bool:
        """As pretix decides: at the end of the sale, else of the event, else of the day on which it begins."""
        if not (self.live and self.active):
            return True
        end = self.presale_end or self.date_to
        return now > end if end else now.astimezone(zone).date() > self.date_from.astimezone(zone).date()


class Variation(msgspec.Struct, frozen=True):
    """One kind of a product (adult, child)."""

    id: int
    active: bool = True


class Product(msgspec.Struct, frozen=True):
    """What pretix calls an item. Names are given by language."""

    id: int
    name: dict[str, str] | str
    internal_name: str | None = None
    active: bool = True
    admission: bool = False
    require_voucher: bool = False
    hide_without_voucher: bool = False
    require_bundling: bool = False
    require_approval: bool = False
    min_per_order: int | None = None
    max_per_order: int | None = None
    variations: Sequence[Variation] = ()

    @property
    def names(self) -> set[str]:
        """All that people may call it."""
        given = self.name.values() if isinstance(self.name, dict) else (self.name,)
        return {name.strip().casefold() for name in (*given, self.internal_name or "")}

    @property
    def is_open(self) -> bool:
        """Whether anyone may have it."""
        return self.active and not (self.require_voucher or self.hide_without_voucher or self.require_bundling)

    @property
    def choices(self) -> Sequence[int | None]:
        """The variations one of which must be named; None for a product without."""
        return [one.id for one in self.variations if one.active] if self.variations else [None]

    def fits(self, seats: int) -> bool:
        """Whether one order may hold so many."""
        return (self.min_per_order or 1) <= seats and (self.max_per_order is None or seats <= self.max_per_order)


class Quota(msgspec.Struct, frozen=True):
    """How many there are of some products; `available_number` None is without end."""

    items: Collection[int] = ()
    variations: Collection[int] = ()
    subevent: int | None = None
    available: bool = True
    available_number: int | None = None

    def counts(self, product: int, variation: int | None) -> bool:
        """Whether a product, in this variation, counts in it."""
        return product in self.items and (variation is None or variation in self.variations)

    def has(self, seats: int) -> bool:
        """Whether so many are left."""
        return self.available and (self.available_number is None or self.available_number >= seats)


def choose(products: Sequence[Product], quotas: Sequence[Quota], name: str | None) -> tuple[Product, int | None] | None:
    """The product of that name, or without a name the first that lets people in; and its first variation, if any.

    Only what counts in one of `quotas` can be sold. Whether some are left decides nothing, or the next
    dearer or cheaper product would be booked in its place.
    """
    for product in products:
        named = product.admission if name is None else name.strip().casefold() in product.names
        for variation in product.choices if product.is_open and named else ():
            if any(quota.counts(product.id, variation) for quota in quotas):
                return product, variation
    return None
