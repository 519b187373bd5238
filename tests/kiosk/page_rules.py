"""Rules that every page keeps on every grid, as checks of one view."""

import re
from collections import Counter
from itertools import chain, combinations, product

from rich.cells import cell_len

from kiosk.frame import BUTTON_H, BUTTON_W
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import plain
from tests.kiosk.pages import Shown

KEY_W = 4
"""Columns of a key: 20 mm on 28x8 (accessibility 2.3)."""
WORDS = {
    "de": (
        *("Veranstaltungen", "Angebote", "Gesuche", "Jobs", "Aushänge"),
        *("Suchen", "Weiter", "Davor", "Zurück", "Start"),
    ),
    "en": ("Events", "Offers", "Requests", "Jobs", "Notices", "Search", "Next", "Earlier", "Back", "Start"),
}
OF_PLATFORMS = ("item:", "pick:", "today", "day:")
"""Buttons that bear what platforms wrote."""


def texts_fit(shown: Shown) -> None:
    """A2: no text is cut, none leaves the grid."""
    for text in shown.view.texts:
        words = text.text if text.look is Look.CODE else plain(text.text)
        assert cell_len(words) <= text.w, (str(shown), text)
        assert inside(Rect(text.x, text.y, text.w, 1), shown), (str(shown), text)


def labels_fit(shown: Shown) -> None:
    """A2: every button lies on the grid and holds its lines."""
    for button in shown.view.buttons:
        assert inside(button.rect, shown), (str(shown), button)
        assert len(button.lines) <= button.rect.h, (str(shown), button)
        for line in button.lines:
            assert cell_len(plain(line)) <= _label_room(button), (str(shown), button)


def nothing_overlaps(shown: Shown) -> None:
    """A2: no text or button lies over another one."""
    view = shown.view
    texts = [Rect(t.x, t.y, cell_len(t.text) if t.look is not Look.CODE else t.w, 1) for t in view.texts if t.text]
    buttons = [button.rect for button in view.buttons]
    in_a_row = ((one, other) for one, other in combinations(texts, 2) if one.y == other.y)
    for one, other in chain(combinations(buttons, 2), product(buttons, texts), in_a_row):
        assert not _overlap(one, other), (str(shown), one, other)
    if view.sheet:
        assert not any(_overlap(view.sheet, button) for button in buttons), str(shown)


def buttons_are_large(shown: Shown) -> None:
    """A9: three rows and seven columns, four for a key."""
    for button in shown.view.buttons:
        key = button.action.startswith(("key:", "range:"))
        assert button.rect.h >= BUTTON_H, (str(shown), button)
        assert button.rect.w >= (KEY_W if key else BUTTON_W), (str(shown), button)


def buttons_are_apart(shown: Shown) -> None:
    """A9: a cell between any two, or more."""
    for one, other in combinations([button.rect for button in shown.view.buttons], 2):
        across = max(one.x - other.right, other.x - one.right)
        down = max(one.y - other.bottom, other.y - one.bottom)
        assert max(across, down) >= 1, (str(shown), one, other)


def back_and_start_stay(shown: Shown) -> None:
    """A23: the same cells on every page but the start page."""
    back, start = shown.view.button_for("back"), shown.view.button_for("start")
    assert back is not None, str(shown)
    assert start is not None, str(shown)
    assert (back.rect, start.rect) == (shown.frame.slots["back"], shown.frame.slots["start"]), str(shown)


def buttons_differ(shown: Shown) -> None:
    """No two buttons of a page do the same."""
    actions = [button.action for button in shown.view.buttons]
    assert len(actions) == len(set(actions)), str(shown)


EVERY_PAGE = (texts_fit, labels_fit, nothing_overlaps, buttons_are_large, buttons_are_apart, back_and_start_stay)
"""A2, A9, A23: what every page keeps on every grid."""


def ten_words_once(shown: Shown, language: str) -> None:
    """None of the words that people look for stands twice on a page."""
    counted = Counter(own_words(shown.view))
    assert max(counted[word] for word in WORDS[language]) <= 1, (str(shown), counted)


def own_words(view: View) -> list[str]:
    """What the terminal itself says on a page: everything but cards and sheets."""
    texts = [text.text for text in view.texts if text.look in (Look.TITLE, Look.TEXT, Look.QUIET)]
    labels = [line for button in view.buttons if not button.action.startswith(OF_PLATFORMS) for line in button.lines]
    return re.findall(r"\w+", " ".join(texts + labels))


def inside(rect: Rect, shown: Shown) -> bool:
    frame = shown.frame
    return rect.x >= 0 and rect.y >= 0 and rect.right <= frame.cols and rect.bottom <= frame.rows


def _label_room(button: Button) -> int:
    return inner_width(button.rect, margin=button.edge is not None or button.align != "center")


def _overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
