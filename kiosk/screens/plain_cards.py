"""Cards with one text each, for choices that are no items."""

from collections.abc import Sequence

from kiosk.frame import TEXT_W
from kiosk.screens.builder import Action, Builder
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap

CHOICES_MOST = 7
"""At once (A22)."""


def plain_card(key: str, text: str, place: Rect, edge: Look = Look.NOTICE) -> Button:
    """A card with one text, in bold; its action is `pick:KEY`."""
    lines = wrap(text, min(TEXT_W, inner_width(place)), limit=place.h)
    return Button(place, f"pick:{key}", tuple(lines), Look.CARD, align="left", strong=len(lines), edge=edge)


def lay_choices(build: Builder, choices: Sequence[Action], at: int) -> int:
    """Keys and texts as cards below each other, and the paging; answers the first choice that is shown."""
    frame = build.frame
    places = frame.bands(frame.main, most=min(CHOICES_MOST, len(choices)))
    at = max(0, min(at, len(choices) - len(places)))
    for place, (key, text) in zip(places, choices[at:], strict=False):
        build.buttons.append(plain_card(key, text, place))
    build.controls(earlier=at > 0, further=at + len(places) < len(choices))
    return at
