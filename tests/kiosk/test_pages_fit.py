"""A2: every page is complete on every grid: nothing is cut or covered, and everything can be reached."""

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from kiosk.facts import headline
from kiosk.frame import SMALLEST, Frame
from kiosk.house import House
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.home import Home
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.printing import Preview
from kiosk.screens.public.too_small import too_small
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look, View
from kiosk.widgets.wrap import plain
from kiosk.words import LANGUAGES as ALL
from sync.records import Kind
from tests.kiosk.page_rules import labels_fit, nothing_overlaps, texts_fit
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, turned

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
Houses = Callable[..., House]
CONTENTS = ("demo", "hostile", "one", "empty", "unread")
SHORTENED = ("item:", "pick:", "today")
"""Buttons that may shorten what a platform wrote: cards and their like; the whole stands one tap further.

A slip shortens long texts too, and its preview shows what the slip has.
"""

pytestmark = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
everything = pytest.mark.parametrize("content", CONTENTS)
in_both = pytest.mark.parametrize("language", LANGUAGES)


@everything
@in_both
def test_a2_every_text_fits_its_cells(views: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    for shown in views(content, language, grid):
        texts_fit(shown)


@everything
@in_both
def test_a2_every_label_fits_its_button(views: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    for shown in views(content, language, grid):
        labels_fit(shown)


@pytest.mark.parametrize("language", [code for code in ALL if code not in LANGUAGES])
def test_a2_every_page_is_complete_in_every_language(views: Views, language: str, grid: tuple[int, int]) -> None:
    for shown in views("demo", language, grid):
        texts_fit(shown)
        labels_fit(shown)
        nothing_overlaps(shown)


@everything
@in_both
def test_a2_nothing_lies_over_anything_else(views: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    for shown in views(content, language, grid):
        nothing_overlaps(shown)


@everything
@in_both
def test_a2_only_titles_of_platforms_are_shortened(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, language, grid):
        for button in shown.view.buttons:
            cut = [line for line in button.lines if line.endswith("…") and not line.endswith(" …")]
            assert not cut or button.action.startswith(SHORTENED), (str(shown), cut)
        for text in [] if isinstance(shown.page, Preview) else shown.view.texts:
            cut_here = text.text.endswith("…") and not text.text.endswith(" …")
            assert not cut_here or text.look is Look.TITLE, (str(shown), text)


@pytest.mark.parametrize("content", ["demo", "hostile"])
def test_every_row_is_painted_to_its_full_width(views: Views, content: str, grid: tuple[int, int]) -> None:
    for shown in views(content, "de", grid):
        rows = paint(shown.view, focused="start", pressed="back")
        assert len(rows) == grid[1]
        for row in rows:
            assert sum(segment.cell_length for segment in row) == grid[0], str(shown)


@pytest.mark.parametrize("content", ["demo", "hostile"])
def test_r23_no_control_letter_reaches_a_row(views: Views, content: str, grid: tuple[int, int]) -> None:
    for shown in views(content, "de", grid):
        for row in paint(shown.view):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]", row.text)


def squeezed(text: str) -> str:
    return "".join(plain(text).split())


@pytest.mark.parametrize("content", ["demo", "hostile"])
def test_a2_every_letter_of_an_item_can_be_paged_to(house: Houses, content: str, grid: tuple[int, int]) -> None:
    built = house(content)
    items = sorted(built.replica.items(None, None, built.now()), key=lambda item: len(item.text or ""))
    for item in (*items[:3], items[len(items) // 2], items[-1]):
        pages = list(turned(Detail(item.id), built, Frame(*grid), most=2_000))
        texts = [text.text for shown in pages for text in shown.view.texts if text.look.name.startswith("SHEET")]
        read = "".join(map(squeezed, texts))
        assert squeezed(headline(built.words, item)) in read
        assert squeezed(item.text or "") in read
        assert squeezed(item.place or "") in read
        assert "next" not in {button.action for button in pages[-1].view.buttons}


def test_a2_every_item_of_the_demo_can_be_paged_to(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    for kind in Kind:
        views = [shown.view for shown in turned(Listed(kind), built, Frame(*grid), most=1_000)]
        found = [button.action for view in views for button in view.buttons if button.action.startswith("item:")]
        assert len(found) == len(set(found)) == built.replica.counts(built.now())[kind]


def test_paging_back_shows_the_same_pages_in_reverse(house: Houses, grid: tuple[int, int]) -> None:
    built, frame, page = house("demo"), Frame(*grid), Listed(Kind.OFFER)
    there = [shown.view for shown in turned(page, built, frame, most=5)]
    back = []
    while "previous" in offered(page.view(built, frame)):
        page.act(built, frame, "previous")
        back.append(page.view(built, frame))
    assert back[-len(there) :] == there[::-1]


@in_both
def test_the_first_12_letters_of_a_title_stand_on_its_card(views: Views, grid: tuple[int, int], language: str) -> None:
    for shown in views("demo", language, grid):
        for button in shown.view.buttons:
            item = button.action.removeprefix("item:")
            if item != button.action:
                whole = squeezed("".join(button.lines[: button.strong]))
                assert len(whole) >= 10 or not whole.endswith("…"), (str(shown), button)


@in_both
def test_the_start_page_bears_the_name_of_the_centre_and_no_way_back(
    views: Views, grid: tuple[int, int], language: str
) -> None:
    for content in ("demo", "hostile"):
        for shown in views(content, language, grid):
            if isinstance(shown.page, Home):
                assert shown.view.button_for("back") is None
                titles = [text.text for text in shown.view.texts if text.look is Look.TITLE]
                assert any(title.startswith(("Quartierstreff Lindenhof", "Nachbarschaftshaus und")) for title in titles)


def test_the_start_page_leads_to_every_kind_and_says_how_much_there_is(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    counts = built.replica.counts(built.now())
    buttons = _home_buttons(house, grid)
    for kind in Kind:
        assert built.words.number(counts[kind]) in " ".join(buttons[f"kind:{kind}"].lines).split()
    assert {"today", "search", "help", "languages"} <= buttons.keys()


def offered(view: View) -> set[str]:
    """What can be tapped here, or on the help page on behalf of this one."""
    return {button.action for button in view.buttons} | {action for action, _ in view.more}


def _home_buttons(house: Houses, grid: tuple[int, int]) -> dict[str, Button]:
    """All buttons of the start page, which turns in a circle on small grids."""
    built, frame, page = house("demo"), Frame(*grid), Home()
    found: dict[str, Button] = {}
    for _ in range(5):
        view: View = page.view(built, frame)
        found.update((button.action, button) for button in view.buttons)
        if view.button_for("next"):
            page.act(built, frame, "next")
    return found


def test_below_the_smallest_grid_there_is_one_sentence(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    for cols, rows in ((1, 1), (5, 2), (1, 40), (27, 8), (28, 7), (300, 7), (grid[0], SMALLEST[1] - 1)):
        frame = Frame(cols, rows)
        assert frame.too_small
        view = too_small(built, frame)
        assert not view.buttons
        assert all(cell_len(text.text) <= cols and text.y < rows for text in view.texts)
        assert squeezed("".join(text.text for text in view.texts)) in squeezed("Dieses Fenster ist zu klein.")
        assert [row.cell_length for row in paint(view)] == [cols] * rows
