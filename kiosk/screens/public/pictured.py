"""An item's picture on its page: beside the text where there is room and colour for it, in words everywhere."""

from typing import NamedTuple

import msgspec

from kiosk.facts import Fact
from kiosk.house import House
from kiosk.screens.sheet import Row
from kiosk.widgets.picture import LEAST, half_cells, pixels, size_within
from kiosk.widgets.view import Look, Picture, Rect, Text, View
from kiosk.widgets.wrap import plain, wrap
from sync.records import Item

ROOM_W = 50
"""Columns of a sheet on which text and picture stand side by side: the text keeps 27 or more."""
GAP = 3
"""Columns between text and picture."""


class Hanging(NamedTuple):
    """A picture at the right of a sheet's first page, and its words, where these fit below it."""

    picture: Picture
    caption: tuple[str, ...] = ()

    @property
    def reach(self) -> int:
        """Rows that it takes, and one more that keeps the text below at a distance."""
        return self.picture.rect.h + len(self.caption) + 1


def hanging(house: House, item: Item, inside: Rect) -> Hanging | None:
    """Two fifths of the sheet's width at most; None where there is no picture, no room, or not enough colours."""
    raw = house.replica.picture(item.image) if house.pictures and item.image and inside.w >= ROOM_W else None
    small = pixels(raw) if raw else None
    if small is None:
        return None
    wide, tall = size_within(small, inside.w * 2 // 5, inside.h)
    if wide < LEAST[0] or tall < LEAST[1]:
        return None
    picture = Picture(Rect(inside.right - wide, inside.y, wide, tall), half_cells(small, wide, tall))
    caption = tuple(wrap(": ".join(filter(None, (house.words.say("Picture"), described(item)))), wide))
    return Hanging(picture, caption if tall + len(caption) <= inside.h else ())


def described(item: Item) -> str | None:
    """What the picture shows; None where the platform does not say it or only repeats the title."""
    return item.image_alt if item.image and item.image_alt != item.title else None


def picture_facts(house: House, item: Item, hung: Hanging | None) -> list[Fact]:
    """The picture's words, where they do not stand below it."""
    words = described(item)
    return [(house.words.say("Picture"), words)] if words and not (hung and hung.caption) else []


def width_beside(inside: Rect, hung: Hanging | None) -> int:
    """Columns for text at the left of the picture; all of them without one."""
    return inside.w - hung.picture.rect.w - GAP if hung else inside.w


def text_rows(text: str, above: int, inside: Rect, hung: Hanging | None, lang: str | None) -> list[Row]:
    """A text below `above` rows: narrow as far down as the picture reaches, then over the full width."""
    if hung is None:
        return [Row(""), *(Row(line, lang=lang) for line in wrap(text, inside.w))]
    text, narrow = plain(text), width_beside(inside, hung)
    beside = wrap(text, narrow)[: max(0, min(inside.h, hung.reach) - above - 1)]
    while beside and not beside[-1]:
        beside.pop()
    rest = _after(text, "".join(beside))
    under = wrap(rest, inside.w) if rest else []
    return [
        Row(""),
        *(Row(line, lang=lang, width=narrow) for line in beside),
        *(Row(line, lang=lang) for line in under),
    ]


def hang(view: View, hung: Hanging | None) -> View:
    """The page with the picture and what stands below it."""
    if hung is None:
        return view
    rect = hung.picture.rect
    below = (Text(rect.x, rect.bottom + at, rect.w, line, Look.SHEET) for at, line in enumerate(hung.caption))
    return msgspec.structs.replace(view, texts=(*view.texts, *below), pictures=(hung.picture,))


def _after(text: str, read: str) -> str:
    """What is left of a text behind its beginning, whose blanks have become line ends; a new paragraph stays one."""
    left = sum(not letter.isspace() for letter in read)
    at = 0
    while left:
        left -= not text[at].isspace()
        at += 1
    return text[at:].lstrip(" ").removeprefix("\n") if at else text
