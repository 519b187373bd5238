"""What was set aside ("Klären"): why, and the way to what makes sense now."""

from kiosk.house import House
from kiosk.screens.staff.booking_rows import advice
from kiosk.screens.staff.bookings import BookingsPage
from kiosk.screens.staff.entry import desk_of
from sync.ledger.records import Outgoing, State


class ClarifyPage(BookingsPage):
    """Oldest first: what waits longest is settled first."""

    name = "clarify"

    def title(self, house: House) -> str:
        return house.words.say("Clarify")

    def nothing(self, house: House) -> str:
        return house.words.say("There is nothing to clarify.")

    def found(self, house: House, at: int, most: int) -> list[Outgoing]:
        return desk_of(house).ledger.outbox.refused()[at : at + most]

    def total(self, house: House) -> int:
        return desk_of(house).ledger.outbox.counts()[State.REFUSED]

    def second(self, house: House, outgoing: Outgoing) -> str:
        return " ".join(advice(house, outgoing))
