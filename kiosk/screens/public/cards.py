"""Items as cards: the same card in lists and search results."""

from kiosk.facts import card_lines, headline
from kiosk.house import House
from kiosk.screens.public.looks import LOOKS
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from sync.records import StoredItem


def card(house: House, item: StoredItem, place: Rect) -> Button:
    """The title, then what fits of the facts; a tap anywhere on it opens the item."""
    width = inner_width(place)
    title = wrap(headline(house.words, item), width, limit=place.h)
    lines = (*title, *_facts(house, item, width, place.h - len(title)))
    edge = LOOKS[item.kind]
    return Button(place, f"item:{item.id}", lines, Look.CARD, align="left", strong=len(title), edge=edge)


def _facts(house: House, item: StoredItem, width: int, room: int) -> list[str]:
    """The longest line of facts that fits below the title; on the smallest cards there may be none."""
    for line in card_lines(house.words, item, house.today, relative=house.clock.trusted):
        rows = wrap(line, width)
        if len(rows) <= room:
            return rows
    return []
