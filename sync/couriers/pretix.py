"""Books seats through pretix: one order each, under a key that pretix knows for a day and a code that it gives once."""

from urllib.parse import quote

import msgspec

from sync.clock import Clock
from sync.connectors.http import Answer, Http
from sync.couriers.base import Confirmed, Parcel, Refused, Uncertain, Verdict, Why
from sync.couriers.pretix_offers import Offer, Offers
from sync.couriers.pretix_once import Once
from sync.couriers.pretix_orders import Order, code_of, is_about, message, verdict_of
from sync.couriers.pretix_pages import rows
from sync.couriers.pretix_shop import Shop
from sync.errors import Reason, Rejected, SyncError
from sync.ledger.records import SEEN, Reversal, Seat, What
from sync.records import Source


class PretixCourier:
    """One organiser. `source.url` is theirs in the interface, `secret` a team's token."""

    key_lives_s = 23 * 3600.0
    """An hour less than pretix keeps them."""

    def __init__(self, source: Source, clock: Clock, secret: str | None) -> None:
        self._shop = Shop.of(source)
        self._http = Http(source, clock, headers={"Authorization": f"Token {secret}"} if secret else {})
        self._once = Once(self._http, self._shop.host)
        self._offers = Offers(self._http, self._shop, clock, source.product)

    def greet(self) -> None:
        """Ask for the organiser; raises `AccessRevoked`, `Unreachable`, `Rejected`."""
        self._http.get(self._shop.api).json(dict[str, object])

    def send(self, parcel: Parcel) -> Verdict:
        """One order, or the cancelling of one. Raises `Unreachable` and `AccessRevoked` when nothing was booked."""
        what = parcel.what
        if isinstance(what, Reversal):
            return self._cancel(parcel, what)
        if not isinstance(what, Seat):
            return Refused(Why.INVALID)
        place = self._shop.place(what.url)
        offer = self._offers.of(place, what.starts) if place else Refused(Why.UNKNOWN)
        if isinstance(offer, Refused):
            return offer
        return self._book(parcel, offer, what) if offer.product.fits(what.seats) else Refused(Why.INVALID)

    def look_up(self, parcel: Parcel) -> Confirmed | None:
        """The order with our reference, from all pages; a reversal is known when its order is cancelled.

        Raises `SyncError` for any answer that does not say so for certain.
        """
        orders = self._orders(parcel.what)
        if orders is None:
            raise Rejected(Reason.NOT_FOUND, host=self._shop.host)
        if isinstance(parcel.what, Reversal):
            order = self._reversed(orders, parcel.what)
            return Confirmed(order.code) if order and order.is_canceled else None
        found = self._bearing(orders, parcel.reference)
        return found.confirmed() if found else None

    def close(self) -> None:
        """Give back the connection."""
        self._http.close()

    def _orders(self, what: What) -> str | None:
        """The address of all orders of its event; None for what this organiser does not sell."""
        seat = what.what if isinstance(what, Reversal) else what
        place = self._shop.place(seat.url) if isinstance(seat, Seat) else None
        return f"{self._shop.api}events/{place.event}/orders/" if place else None

    def _order(self, orders: str, code: str) -> Order | None:
        """One order; None when pretix itself says that there is none."""
        answer = self._http.get(f"{orders}{quote(code, safe='')}/", statuses=(200, 404))
        if answer.status == 200:
            return answer.json(Order)
        message(answer)
        return None

    def _bearing(self, orders: str, reference: str) -> Order | None:
        """The order with a reference, from all pages; one that stands before one that is cancelled."""
        found = rows(self._http, orders, Order, ("search", reference))
        return min((one for one in found if one.bears(reference)), key=lambda one: one.is_canceled, default=None)

    def _reversed(self, orders: str, what: Reversal) -> Order | None:
        """The order that is to be cancelled; staff who saw it there did not write its code down."""
        return self._bearing(orders, what.reverses) if what.remote_id == SEEN else self._order(orders, what.remote_id)

    def _book(self, parcel: Parcel, offer: Offer, seat: Seat) -> Verdict:
        orders = f"{self._shop.api}events/{offer.event}/orders/"
        answer = self._once.post(orders, _order(parcel, offer, seat), parcel.key, again=parcel.sent is not None)
        verdict = verdict_of(answer) if isinstance(answer, Answer) else answer
        if not (isinstance(answer, Answer) and isinstance(verdict, Refused) and verdict.why == Why.INVALID):
            return verdict
        if is_about(answer, "code"):
            return self._behind(orders, parcel, verdict)
        sold_out = self._offers.is_sold_out(offer, seat.seats)  # asked, for the words are in any language
        return Refused(Why.SOLD_OUT, verdict.detail) if sold_out else verdict

    def _behind(self, orders: str, parcel: Parcel, refused: Refused) -> Verdict:
        """The code is taken: by an earlier attempt, unless pretix does not like the code itself."""
        try:
            order = self._order(orders, code_of(parcel.key))
        except SyncError as error:
            return Uncertain(str(error.reason))
        return order.confirmed() if order else refused

    def _cancel(self, parcel: Parcel, what: Reversal) -> Verdict:
        orders = self._orders(what)
        order = self._reversed(orders, what) if orders else None
        if order is None or not isinstance(what.what, Seat):
            return Refused(Why.UNKNOWN)
        if order.is_canceled:
            return Confirmed(order.code)
        if len(order.positions) != what.what.seats:
            return Refused(Why.CHANGED)
        url = f"{orders}{quote(order.code, safe='')}/mark_canceled/"
        answer = self._once.post(url, {"send_email": False}, parcel.key, again=parcel.sent is not None)
        verdict = verdict_of(answer) if isinstance(answer, Answer) else answer
        if isinstance(verdict, Confirmed):
            return Confirmed(order.code)
        refused = isinstance(verdict, Refused) and verdict.why == Why.INVALID
        return msgspec.structs.replace(verdict, why=Why.NO_RETURN) if refused else verdict


def _order(parcel: Parcel, offer: Offer, seat: Seat) -> dict[str, object]:
    """The order: a free one is paid at once, another is pending, and pretix writes to nobody."""
    position = {"item": offer.product.id, "variation": offer.variation, "attendee_name": seat.name}
    return {
        "code": code_of(parcel.key),
        **({"locale": "de"} if offer.german else {}),
        "comment": f"{parcel.reference} {seat.text}".strip(),
        "send_email": False,
        "require_approval": offer.product.require_approval,
        "positions": [position | ({"subevent": offer.date} if offer.date else {})] * seat.seats,
    }
