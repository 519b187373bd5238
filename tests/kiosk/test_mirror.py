from collections.abc import Callable

import pytest

from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import Button, Look, Rect, Text, View
from tests.kiosk.page_rules import buttons_are_apart, inside, nothing_overlaps
from tests.kiosk.pages import GRIDS, Shown

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
VIEW = View(
    "page",
    40,
    12,
    texts=(
        Text(0, 0, 8, "Calendar", Look.TITLE),
        Text(35, 0, 5, "14:30", Look.TITLE, "right"),
        Text(4, 2, 30, "Ein Sommerfest im Hof.", Look.SHEET, lang="de"),
        Text(4, 3, 10, "Preis", Look.SHEET_QUIET),
        Text(14, 3, 20, "frei", Look.SHEET, lang="de"),
        Text(4, 4, 30, "حفلة الحي", Look.SHEET, lang="ar"),
        Text(4, 5, 6, "█▀ ▄█▀", Look.CODE),
    ),
    buttons=(
        Button(Rect(0, 9, 8, 3), "back", ("Back",)),
        Button(Rect(9, 9, 7, 3), "start", ("Start",)),
        Button(Rect(32, 9, 8, 3), "next", ("Next",)),
        Button(Rect(0, 5, 20, 3), "item:1", ("Card",), Look.CARD, "left", edge=Look.EVENT),
    ),
    sheet=Rect(2, 1, 34, 6),
)


def test_a34_what_stood_at_the_left_stands_at_the_right() -> None:
    turned = mirrored(VIEW)
    assert [(button.action, button.rect.x) for button in turned.buttons] == [
        ("back", 32),
        ("start", 24),
        ("next", 0),
        ("item:1", 20),
    ]
    assert [(text.x, text.w, text.align) for text in turned.texts[:2]] == [(32, 8, "right"), (0, 5, "left")]
    assert turned.buttons[3].align == "right"
    assert turned.sheet == Rect(4, 1, 34, 6)
    assert turned.leftward


def test_a34_the_keyboard_moves_in_the_order_in_which_the_mirrored_page_is_read() -> None:
    assert [button.action for button in mirrored(VIEW).in_order] == [button.action for button in VIEW.in_order]


def test_a34_a_touch_finds_what_is_painted_under_the_finger() -> None:
    touched = mirrored(VIEW).button_at(39, 10)
    assert touched is not None
    assert touched.action == "back"


def test_a34_codes_keep_their_cells() -> None:
    assert mirrored(VIEW).texts[6] == Text(30, 5, 6, "█▀ ▄█▀", Look.CODE)


def test_a35_a_german_text_that_fills_the_sheet_keeps_its_margin_and_a_value_stands_by_its_label() -> None:
    paragraph, label, value, arabic = mirrored(VIEW).texts[2:6]
    assert [text.align for text in (paragraph, label, value, arabic)] == ["left", "right", "right", "right"]


@pytest.mark.parametrize("action", ["key:{}", "range:{}"])
def test_a34_keys_keep_their_order_and_their_block_changes_sides(action: str) -> None:
    keys = tuple(Button(Rect(4 + 6 * at, 2, 5, 3), action.format(at), (str(at),), Look.KEY) for at in range(3))
    turned = mirrored(View("keys", 40, 8, buttons=(*keys, Button(Rect(0, 5, 8, 3), "back", ("Back",)))))
    assert [button.rect.x for button in turned.buttons] == [19, 25, 31, 32]


@pytest.mark.parametrize("grid", GRIDS, ids=str)
def test_a34_every_page_keeps_its_rules_in_the_mirror(views: Views, grid: tuple[int, int]) -> None:
    for shown in views("demo", "de", grid):
        turned = Shown(shown.page, shown.frame, mirrored(shown.view))
        nothing_overlaps(turned)
        buttons_are_apart(turned)
        assert all(inside(button.rect, turned) for button in turned.view.buttons), str(shown)
        assert mirrored(turned.view) == shown.view, str(shown)
