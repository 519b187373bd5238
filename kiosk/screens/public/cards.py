"""Items as cards, the same in lists and search results."""

from kiosk.facts import card_lines, headline
from kiosk.frame import TEXT_W
from kiosk.house import House
from kiosk.screens.public.looks import LOOKS
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from sync.records import StoredItem


def card(house: House, item: StoredItem, place: Rect) -> Button:
    """The title, then what fits of the facts; a tap anywhere on it opens the item."""
    width = min(TEXT_W, inner_width(place))
    title = wrap(headline(house.words, item), width, limit=place.h)
    lines = (*title, *_facts(house, item, width, place.h - len(title)))
    edge = LOOKS[item.kind]
    return Button(
        place, f"item:{item.id}", lines, Look.CARD, align="left", strong=len(title), edge=edge, lang=house.language
    )


def _facts(house: House, item: StoredItem, width: int, room: int) -> list[str]:
    """As many facts as fit below the title, each in rows of its own, else in one line; there may be none."""
    lines = card_lines(house.words, item, house.today, relative=house.clock.trusted)
    for rows in (wrap(line, width) for line in lines):
        if len(rows) <= room:
            return rows
    return []
