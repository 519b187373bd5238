"""A page for readers of writing that runs from right to left: everything stands on the other side (A34)."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from kiosk.widgets.bidi import leftward
from kiosk.widgets.view import Button, Look, Picture, Rect, Text, View

_FLIPPED = {"left": "right", "right": "left"}


def mirrored(view: View) -> View:
    """The page from right to left: "Zurück" and "Start" at the right, what was at the left edge at the right one.

    Keys keep their order among each other, as on every keyboard. Codes, drawings and pictures keep their cells. A
    text in a platform's own language keeps its side of the sheet where it fills it. Mirroring twice gives the page
    back.
    """
    span = _span(button.rect for button in view.buttons if _is_key(button))
    rows = Counter(text.y for text in view.texts if text.text)
    return msgspec.structs.replace(
        view,
        texts=tuple(_text(text, view.cols, alone=rows[text.y] == 1) for text in view.texts),
        buttons=tuple(_button(button, view.cols, span) for button in view.buttons),
        sheet=view.sheet and _turned(view.sheet, view.cols),
        pictures=tuple(Picture(_turned(one.rect, view.cols), one.pixels) for one in view.pictures),
        leftward=not view.leftward,
    )


def _turned(rect: Rect, cols: int) -> Rect:
    return rect._replace(x=cols - rect.right)


def _text(text: Text, cols: int, *, alone: bool) -> Text:
    foreign = text.lang is not None and not leftward(text.text)
    stays = text.look is Look.CODE or (text.look is Look.SHEET and foreign and alone)
    align = text.align if stays else _FLIPPED.get(text.align, text.align)
    return msgspec.structs.replace(text, x=cols - text.x - text.w, align=align)


def _button(button: Button, cols: int, keys: Rect | None) -> Button:
    if keys and _is_key(button):
        moved = button.rect._replace(x=button.rect.x + cols - keys.right - keys.x)
        return msgspec.structs.replace(button, rect=moved)
    return msgspec.structs.replace(
        button, rect=_turned(button.rect, cols), align=_FLIPPED.get(button.align, button.align)
    )


def _is_key(button: Button) -> bool:
    return button.action.startswith(("key:", "range:"))


def _span(rects: Iterable[Rect]) -> Rect | None:
    """From the first to the last column of all."""
    several = list(rects)
    if not several:
        return None
    left = min(rect.x for rect in several)
    return Rect(left, 0, max(rect.right for rect in several) - left, 0)
