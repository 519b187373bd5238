"""The outbox in lay words: every booking, newest first, and how far it got."""

from kiosk.house import House
from kiosk.screens.staff.booking_rows import trouble_words
from kiosk.screens.staff.bookings import BookingsPage
from kiosk.screens.staff.deeds import Deed, Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.outgoing import deliver_now
from kiosk.screens.steps import Back, Open, Step
from kiosk.verdicts import state_words
from sync.ledger.records import PAPER, Outgoing, State


class OutboxPage(BookingsPage):
    """All bookings, or those in one state."""

    name = "outbox"
    banded = True

    def __init__(self, state: State | None = None) -> None:
        self.state = state

    def title(self, house: House) -> str:
        outbox = house.words.say("Outbox")
        return f"{outbox}, {state_words(house.words, self.state)}" if self.state else outbox

    def nothing(self, house: House) -> str:
        return (
            house.words.say("There is no such booking.") if self.state else house.words.say("Nothing was booked yet.")
        )

    def found(self, house: House, at: int, most: int) -> list[Outgoing]:
        return desk_of(house).ledger.outbox.latest(at, most, self.state)

    def total(self, house: House) -> int:
        counts = desk_of(house).ledger.outbox.counts()
        return counts[self.state] if self.state else sum(counts.values())

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        now = [Deed("now", _("Send now"))] if _platforms(house) else []
        return [Deed("choose", _("Choose by state")), *now]

    def do(self, house: House, action: str) -> Step:
        if action == "now":
            troubles = [trouble for name in _platforms(house) for trouble in trouble_words(house, name)]
            return deliver_now(house, troubles)
        return Open(Deeds(house.words.say("Which bookings?"), _states, self._pick, "states"))

    def _pick(self, house: House, action: str) -> Step:
        self.state, self.at = next((state for state in State if state == action), None), 0
        return Back()


def _platforms(house: House) -> list[str]:
    """Where something is to be brought, in the order of entry."""
    names = [one.booking.platform for one in desk_of(house).ledger.outbox.open()]
    return [name for name in dict.fromkeys(names) if name != PAPER]


def _states(house: House) -> list[Deed]:
    """Each state with the number of its bookings."""
    counts, n_ = desk_of(house).ledger.outbox.counts(), house.words.number
    each = [Deed(state.value, f"{state_words(house.words, state)} ({n_(counts[state])})") for state in State]
    every = house.words.say("All bookings")
    return [Deed("all", f"{every} ({n_(sum(counts.values()))})"), *each]
