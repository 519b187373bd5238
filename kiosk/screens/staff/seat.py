"""Seats at an event: which one, how many, and how that is told before it is booked."""

from collections.abc import Sequence

from kiosk.booking import Proposal
from kiosk.facts import Fact
from kiosk.house import House
from kiosk.papers.booking_facts import facts_of
from kiosk.screens.builder import Action
from kiosk.screens.keypad import Keypad
from kiosk.screens.page import Page
from kiosk.screens.staff.amount import Figure
from kiosk.screens.staff.drafts import backward, first_page, mend, onward
from kiosk.screens.staff.entry import Entry, propose
from kiosk.screens.staff.pick_member import Finder, Hit, named
from kiosk.screens.staff.purpose import item_hit, items
from kiosk.screens.steps import Step, Swap
from sync.ledger.records import Job, Seat
from sync.ledger.rules import NotBooked
from sync.records import Kind

QUICK = ("1", "2", "3", "4")


def seat_page(house: House) -> Page:
    """The first page of a new registration."""
    return first_page(house, "seat")


def event_page(house: House, entry: Entry, problem: str = "") -> Page:
    """Ask for the event."""
    return PickItem(entry, Kind.EVENT, house.words.say("Which event?"), problem)


class PickItem(Finder):
    """What a seat or job booking is about, from today on; it can be searched."""

    def __init__(self, entry: Entry, kind: Kind, title: str, problem: str = "") -> None:
        super().__init__("item", title, problem)
        self._entry, self._kind = entry, kind

    def hits(self, house: House, at: int, most: int) -> Sequence[Hit]:
        return [item_hit(house, item) for item in items(house, self._kind, self.text, at, most)]

    def nothing(self, house: House) -> str:
        _ = house.words.say
        if not self.text.strip():
            return _("Nothing is published here that could be booked.")
        return _("Nothing was found for “{text}”. Try fewer letters.").format(text=self.text.strip())

    def pick(self, house: House, key: str) -> Step:
        self._entry.item = key
        return onward(house, self._entry, "item")

    def leave(self, house: House) -> Step:
        return backward(house, self._entry, "item")


class Seats(Figure):
    """How many seats."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        super().__init__("seats", Keypad(2, text=str(entry.seats or "")), problem)
        self._entry = entry

    def title(self, house: House) -> str:
        return house.words.say("Seats")

    def quick(self, house: House) -> Sequence[Action]:
        return [(number, number) for number in QUICK]

    def take(self, house: House) -> Step:
        self._entry.seats = int(self.pad.text or "0")
        try:
            propose(house, self._entry)
        except NotBooked as error:
            return Swap(mend(house, self._entry, error))
        return onward(house, self._entry, "seats")

    def leave(self, house: House) -> Step:
        return backward(house, self._entry, "seats")


def seat_facts(house: House, proposal: Proposal, what: Seat | Job) -> list[Fact]:
    """Who comes where, with how many; or who takes which job."""
    words = house.words
    _ = words.say
    member = next(iter(proposal.members.values()), None)
    who = named(member) if member else what.name
    told = [(_("Who"), who), *((fact.label, fact.value.replace("\n", ", ")) for fact in facts_of(words, what))]
    return [*told, *([(_("Contact"), what.contact)] if what.contact else [])]
