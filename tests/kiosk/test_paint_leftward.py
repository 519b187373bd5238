"""A34 on the glass: what is painted of a page that is read from right to left, and of foreign rows on other pages."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from kiosk.visitor import Theme
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import plain, wrap

CARD = Button(
    Rect(0, 1, 24, 4),
    "item:1",
    ("قهوة عند Frau Müller", "الثلاثاء، 14:30–16:00", "12,50 € (3/5)"),
    Look.CARD,
    "left",
    edge=Look.EVENT,
)
BACK, START = Button(Rect(0, 5, 8, 3), "back", ("رجوع",)), Button(Rect(9, 5, 7, 3), "start", ("بداية",))
PAGE = View("list", 32, 8, (Text(0, 0, 12, "فعاليات 1/88", Look.TITLE), Text(27, 0, 5, "14:30")), (CARD, BACK, START))
ROWS = json.loads(Path(__file__).with_name("leftward_pages.json").read_text())
"""Painted rows, looked at as pictures by a reader: the page, with the keyboard's mark, and in a theme with bars."""


def rows(view: View, focused: str | None = None, theme: Theme = Theme.PAPER) -> list[str]:
    return [strip.text for strip in paint(view, focused, theme=theme)]


def test_a34_a_list_is_painted_from_right_to_left() -> None:
    turned = mirrored(PAGE)
    assert rows(turned) == ROWS["list"]
    assert rows(turned, "item:1") == ROWS["marked"]
    assert rows(turned, theme=Theme.DARK) == ROWS["barred"]


@pytest.mark.parametrize("theme", Theme)
def test_a34_every_painted_row_is_as_wide_as_the_grid(theme: Theme) -> None:
    for view in (PAGE, mirrored(PAGE)):
        assert {cell_len(row) for row in rows(view, "item:1", theme)} == {32}


def test_a34_a_german_page_shows_an_arabic_title_right() -> None:
    view = View("page", 12, 1, (Text(0, 0, 12, "مقهى (3)", lang="ar"),))
    assert rows(view) == ["(3) \ufef0\ufeec\ufed8\ufee3    "]


def test_a34_what_is_too_long_is_cut_where_it_is_read_last() -> None:
    view = mirrored(View("page", 4, 1, (Text(0, 0, 4, "باب 12345"),)))
    assert rows(view) == [" \ufe8f\ufe8e\ufe91"]


def test_a34_a_code_is_painted_as_it_is() -> None:
    view = View("page", 6, 1, (Text(1, 0, 5, "█▀ ▄1", Look.CODE),))
    assert rows(view) == [" █▀ ▄1"]
    assert rows(mirrored(view)) == ["█▀ ▄1 "]


def test_what_parts_two_persian_letters_is_kept_for_their_forms_and_takes_no_cell() -> None:
    assert plain("می\u200cخواهم a\u200cb \u200c") == "می\u200cخواهم ab "
    assert wrap("می\u200cخواهم", 7) == ["می\u200cخواهم"]
    assert rows(View("page", 8, 1, (Text(0, 0, 8, "می\u200cخ"),))) == ["\ufea5\ufbfd\ufee3     "]
