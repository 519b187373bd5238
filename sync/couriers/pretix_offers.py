"""Finds what a seat at an event is booked as, and asks for it only once in a round."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Clock
from sync.connectors.http import Answer, Http
from sync.couriers.base import Refused, Why
from sync.couriers.pretix_orders import message
from sync.couriers.pretix_pages import rows
from sync.couriers.pretix_products import Event, Product, Quota, choose
from sync.couriers.pretix_shop import Place, Shop


class Offer(msgspec.Struct, frozen=True):
    """What a seat is booked as."""

    event: str
    date: int | None
    """Of a series."""
    product: Product
    variation: int | None
    german: bool
    """The event speaks it, so that the order may."""


class Offers:
    """The events of one organiser; `product` is the name that the settings give, if any."""

    def __init__(self, http: Http, shop: Shop, clock: Clock, product: str | None) -> None:
        self._http, self._shop, self._clock, self._product = http, shop, clock, product
        self._known: dict[tuple[Place, str | None], Offer | Refused] = {}

    def of(self, place: Place, starts: str | None) -> Offer | Refused:
        """The offer for an event, or for the date of a series that begins then; raises what `Http.get` raises."""
        if (place, starts) not in self._known:
            self._known[place, starts] = self._found(place, starts)
        return self._known[place, starts]

    def is_sold_out(self, offer: Offer, seats: int) -> bool:
        """Whether fewer than that are left, asked anew."""
        quotas = self._quotas(offer.event, offer.date, ("with_availability", "true"))
        counted = (quota for quota in quotas if quota.counts(offer.product.id, offer.variation))
        return not all(quota.has(seats) for quota in counted)

    def _base(self, event: str) -> str:
        return f"{self._shop.api}events/{event}/"

    def _quotas(self, event: str, date: int | None, *params: tuple[str, str]) -> list[Quota]:
        found = rows(self._http, f"{self._base(event)}quotas/", Quota, *params)
        return [quota for quota in found if quota.subevent == date]

    def _found(self, place: Place, starts: str | None) -> Offer | Refused:
        answer = self._http.get(self._base(place.event), statuses=(200, 403, 404))
        if answer.status != 200:  # 403 says pretix of an event that is not there, as of one that this key may not see
            return Refused(Why.UNKNOWN, message(answer))
        event = answer.json(Event)
        day = self._date(place, starts) if event.has_subevents else event
        if day is None:
            return Refused(Why.UNKNOWN)
        if day.is_closed(self._now(answer), ZoneInfo(event.timezone)) or not event.live:
            return Refused(Why.CLOSED)
        products = rows(self._http, f"{self._base(place.event)}items/", Product)
        chosen = choose(products, self._quotas(place.event, day.id), self._product)
        return (
            Offer(place.event, day.id, *chosen, "de" in event.name) if chosen else Refused(Why.INVALID, self._product)
        )

    def _date(self, place: Place, starts: str | None) -> Event | None:
        """The date of a series: the one that the address names, else the only one that begins then."""
        url = f"{self._base(place.event)}subevents/"
        if place.date is not None:
            answer = self._http.get(f"{url}{place.date}/", statuses=(200, 404))
            if answer.status == 200:
                return answer.json(Event)
            message(answer)
            return None
        fitting = [date for date in rows(self._http, url, Event) if _begins(date, starts)]
        return fitting[0] if len(fitting) == 1 else None

    def _now(self, answer: Answer) -> datetime:
        """The time of pretix' own clock; the terminal's where it says none."""
        try:
            return parsedate_to_datetime(answer.headers.get("date", "")).astimezone(UTC)
        except ValueError:
            return self._clock.now()


def _begins(date: Event, starts: str | None) -> bool:
    return starts is not None and len(starts) > 10 and datetime.fromisoformat(starts) == date.date_from
