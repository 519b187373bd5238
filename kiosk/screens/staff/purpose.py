"""What a payment is for: an offer or request of the neighbourhood, one's own words, or just help."""

from collections.abc import Sequence
from functools import partial

import msgspec

from kiosk.house import House
from kiosk.screens.plain_cards import plain_card
from kiosk.screens.public.cards import card
from kiosk.screens.staff.drafts import backward, onward
from kiosk.screens.staff.entry import Entry
from kiosk.screens.staff.pick_member import Finder, Hit
from kiosk.screens.steps import Stay, Step
from kiosk.widgets.view import Button, Rect
from sync.records import Kind, StoredItem
from sync.replica import Listing

OWN, USUAL = "own!", "usual!"
"""Keys of the first card; no item has such an id."""


class Purpose(Finder):
    """The first card takes the words that were typed, or the usual ones; the others are published items."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        super().__init__("purpose", house.words.say("What for?"), problem)
        self._entry = entry
        self.text = entry.purpose or ""

    def hits(self, house: House, at: int, most: int) -> Sequence[Hit]:
        end = at + most
        found = [item for kind in (Kind.OFFER, Kind.REQUEST) for item in items(house, kind, self.text, 0, end)]
        key, text = (OWN, own_words(self.text)) if self.text.strip() else (USUAL, _usual(house))
        first = Hit(key, "", partial(plain_card, key, text))
        return [first, *(item_hit(house, item) for item in found)][at:end]

    def nothing(self, house: House) -> str:
        return _usual(house)

    def clear(self, house: House) -> str | None:
        return f"pick:{OWN}" if self.text.strip() else None

    def pick(self, house: House, key: str) -> Step:
        entry = self._entry
        item = house.replica.item(key)
        if key in (OWN, USUAL):
            entry.purpose, entry.offer = own_words(self.text) or _usual(house), None
        elif item:
            entry.purpose, entry.offer = item.title, item.id
        else:
            return Stay()
        return onward(house, entry, "purpose")

    def leave(self, house: House) -> Step:
        return backward(house, self._entry, "purpose")


def items(house: House, kind: Kind, text: str, at: int, most: int) -> list[StoredItem]:
    """A piece of what is published of a kind, from now on; with text what holds it."""
    if text.strip():
        return house.replica.search(text, house.now(), at, most, kind)
    return house.replica.page(Listing(kind), house.now(), at, most)


def item_hit(house: House, item: StoredItem) -> Hit:
    """An item that can be picked."""

    def button(place: Rect) -> Button:
        return msgspec.structs.replace(card(house, item, place), action=f"pick:{item.id}")

    return Hit(item.id, item.title, button)


def own_words(text: str) -> str:
    """Typed words; the keys of the screen have small letters alone, so the first one is made a capital."""
    text = text.strip()
    return text[:1].upper() + text[1:]


def _usual(house: House) -> str:
    return house.words.say("Help in the neighbourhood")
