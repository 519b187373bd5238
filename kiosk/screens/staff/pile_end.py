"""The end of a pile: its figures, which numbers are missing, a slip for the file."""

from kiosk.house import House
from kiosk.papers.pile import missing_words, pile_facts, pile_slip
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.bookings import BookingsPage
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.pile_state import figures, forget
from kiosk.screens.steps import Back, PrintSlips, Several, Step, Swap
from sync.ledger.pile import Begun
from sync.ledger.records import Outgoing


class PileEnd(DeedPage):
    """Until it is ended here, the pile goes on."""

    name = "pile-end"

    def __init__(self, pile: Begun) -> None:
        self._pile = pile

    def title(self, house: House) -> str:
        return house.words.say("Pile")

    def rows(self, house: House, width: int) -> list[Row]:
        pile, label = figures(house, self._pile), house.words.say("Missing numbers")
        facts = [(fact.label, fact.value) for fact in pile_facts(house.words, pile)]
        return labelled([*facts, *((label, numbers) for numbers in missing_words(house.words, pile))], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("finish", _("Finish and print"), _("Finish"))]

    def do(self, house: House, action: str) -> Step:
        _, desk = house.words.say, desk_of(house)
        slips = PrintSlips(f"pile:{self._pile.seq}", (pile_slip(house, figures(house, self._pile), desk.me),))
        forget(house)
        told = Told("pile-ended", _("Pile"), [_("The pile is finished. The next number begins a new one.")], slips)
        return Several((Back(), Swap(told), slips))


class PileBookings(BookingsPage):
    """What was booked of the pile, newest first; from here each can be taken back (A20)."""

    name = "pile-bookings"

    def __init__(self, pile: Begun) -> None:
        self._pile = pile

    def title(self, house: House) -> str:
        return house.words.say("Pile")

    def nothing(self, house: House) -> str:
        return house.words.say("Nothing was booked yet.")

    def found(self, house: House, at: int, most: int) -> list[Outgoing]:
        return list(reversed(figures(house, self._pile).bookings))[at : at + most]

    def total(self, house: House) -> int:
        return len(figures(house, self._pile).bookings)
