"""Bookings as cards: what, who, when and how far; a tap opens the booking."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.page import Builder, Page, fitting
from kiosk.screens.sheet import message
from kiosk.screens.staff.booking_rows import people, when_entered
from kiosk.screens.staff.deeds import LISTED, Deed, Deeds, show_band, stands_for
from kiosk.screens.staff.outgoing import OutgoingPage, receipt_words
from kiosk.screens.steps import Open, Stay, Step
from kiosk.verdicts import state_words, what_words
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
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


class BookingsPage(Page):
    """A list of bookings, paged, and what can be done with the list."""

    staff = True
    banded = False
    """Whether large grids have a band of deeds above the cards."""

    def title(self, house: House) -> str:
        """What the list is."""
        raise NotImplementedError

    def nothing(self, house: House) -> str:
        """What an empty list says."""
        raise NotImplementedError

    def found(self, house: House, at: int, most: int) -> list[Outgoing]:
        """At most so many of them, from number `at` on."""
        raise NotImplementedError

    def total(self, house: House) -> int:
        """How many there are."""
        raise NotImplementedError

    def second(self, house: House, outgoing: Outgoing) -> str:
        """What stands on a card below the booking, where there is room: who."""
        return " → ".join(who for _, who in people(house, outgoing.booking))

    def deeds(self, house: House) -> list[Deed]:
        """What can be done with the list."""
        return []

    def do(self, house: House, action: str) -> Step:
        """Where a deed leads to."""
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        build, deeds, total = Builder(house, frame, self.name), self.deeds(house), self.total(house)
        room = _room(frame, self.banded)
        places = frame.bands(room)
        self.at = max(0, min(self.at, total - 1)) // len(places) * len(places)
        build.way_back()
        for outgoing, place in zip(self.found(house, self.at, len(places)), places, strict=False):
            build.buttons.append(self._card(house, outgoing, place))
        if not total:
            message(build, frame.reading if frame.small else room, [self.nothing(house)])
        build.title(*self._titles(house, len(places), total), reading=not total)
        if deeds and not frame.small:
            show_band(build, frame.body._replace(h=BUTTON_H), deeds)
        actions = stands_for(house, deeds)
        build.controls(earlier=self.at > 0, further=self.at + len(places) < total, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.startswith("booking:"):
            return Open(OutgoingPage(int(action.removeprefix("booking:"))))
        if action == LISTED:
            return Open(Deeds(self.title(house), self.deeds, self.do))
        if any(action == deed.action for deed in self.deeds(house)):
            return self.do(house, action)
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(_room(frame, self.banded)))

    def _titles(self, house: House, step: int, total: int) -> list[str]:
        n_, title = house.words.number, self.title(house)
        pages = -(-total // step)
        return [f"{title} {n_(self.at // step + 1)}/{n_(pages)}", title] if pages > 1 else [title]

    def _card(self, house: House, outgoing: Outgoing, place: Rect) -> Button:
        """Number, state and time in one bold row, then what, then who where there is room."""
        width = inner_width(place)
        lines = [_head(house, outgoing, width), *wrap(what_words(house.words, outgoing.booking.what), width)]
        second = wrap(self.second(house, outgoing), width)
        if len(lines) < place.h:
            lines.extend(wrap(" ".join(second), width, limit=place.h - len(lines)))
        action = f"booking:{outgoing.booking.receipt}"
        edge = EDGES[outgoing.sending.state]
        return Button(place, action, tuple(lines[: place.h]), Look.CARD, align="left", edge=edge)


def _head(house: House, outgoing: Outgoing, width: int) -> str:
    """`Beleg 17, wartet, 20. November, 10:05 Uhr`, in fewer and fewer words."""
    receipt = outgoing.booking.receipt
    state, when = state_words(house.words, outgoing.sending.state), when_entered(house, outgoing.booking, short=True)
    named = receipt_words(house.words, receipt)
    return fitting([f"{named}, {state}, {when}", f"{named}, {state}", f"{receipt}, {state}", f"{receipt}"], width)


def _room(frame: Frame, banded: bool) -> Rect:
    if frame.small or not banded:
        return frame.main
    body = frame.body
    return body._replace(y=body.y + BUTTON_H + 1, h=body.h - BUTTON_H - 1)
