"""Bookings as cards: what, who, when and how far; a tap opens the booking."""

from collections.abc import Sequence

from kiosk.frame import TEXT_W
from kiosk.house import House
from kiosk.screens.builder import fitting
from kiosk.screens.page import Page
from kiosk.screens.staff.booking_rows import people, when_entered
from kiosk.screens.staff.card_list import CardList
from kiosk.screens.staff.outgoing import OutgoingPage, receipt_words
from kiosk.verdicts import state_words, what_words
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from sync.ledger.records import Outgoing, State

EDGES = {
    State.WAITING: Look.REQUEST,
    State.UNCERTAIN: Look.EVENT,
    State.CONFIRMED: Look.OFFER,
    State.REFUSED: Look.JOB,
    State.CANCELLED: Look.NOTICE,
}
"""State → colour of the card's edge; the word stands on the card too (A7)."""


class BookingsPage(CardList):
    """A list of bookings."""

    opens = "booking:"

    def found(self, house: House, at: int, most: int) -> list[Outgoing]:
        """At most so many of them, from number `at` on."""
        raise NotImplementedError

    def second(self, house: House, outgoing: Outgoing) -> str:
        """What stands on a card below the booking, where there is room: who."""
        return " → ".join(who for _, who in people(house, outgoing.booking))

    def cards(self, house: House, at: int, places: Sequence[Rect]) -> list[Button]:
        found = self.found(house, at, len(places))
        return [self._card(house, outgoing, place) for outgoing, place in zip(found, places, strict=False)]

    def page(self, house: House, key: str) -> Page:
        return OutgoingPage(int(key))

    def _card(self, house: House, outgoing: Outgoing, place: Rect) -> Button:
        """Number, state and time in one bold row, then what, then who where there is room."""
        width = min(TEXT_W, inner_width(place))
        lines = [_head(house, outgoing, width), *wrap(what_words(house.words, outgoing.booking.what), width)]
        second = wrap(self.second(house, outgoing), width)
        if len(lines) < place.h:
            lines.extend(wrap(" ".join(second), width, limit=place.h - len(lines)))
        action = f"{self.opens}{outgoing.booking.receipt}"
        edge = EDGES[outgoing.sending.state]
        return Button(place, action, tuple(lines[: place.h]), Look.CARD, align="left", edge=edge)


def _head(house: House, outgoing: Outgoing, width: int) -> str:
    """`Beleg 17, wartet, 20. November, 10:05 Uhr`, in fewer and fewer words."""
    receipt = outgoing.booking.receipt
    state, when = state_words(house.words, outgoing.sending.state), when_entered(house, outgoing.booking, short=True)
    named = receipt_words(house.words, receipt)
    return fitting([f"{named}, {state}, {when}", f"{named}, {state}", f"{receipt}, {state}", f"{receipt}"], width)
