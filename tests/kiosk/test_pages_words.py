"""What stands on the pages: each word once and whole, dates in words, the age of the content, reasons for emptiness."""

import re
from collections.abc import Callable

import pytest

from kiosk.frame import Frame
from kiosk.house import House, kind_word
from kiosk.notices import freshness
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.home import Home
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.search import Search
from kiosk.widgets.view import View
from kiosk.widgets.wrap import plain
from sync.records import Kind
from tests.kiosk.page_rules import WORDS, own_words, ten_words_once
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, turned

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
Houses = Callable[..., House]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)


def all_words(view: View) -> str:
    return "".join("".join(plain(text.text).split()) for text in view.texts)


@on_every_grid
@in_both
@pytest.mark.parametrize("content", ["demo", "hostile", "empty", "unread"])
def test_the_ten_words_stand_at_most_once_on_a_page(
    views: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for shown in views(content, language, grid):
        ten_words_once(shown, language)


@on_every_grid
@in_both
def test_the_ten_words_are_never_shortened(views: Views, language: str, grid: tuple[int, int]) -> None:
    seen = {word for shown in views("demo", language, grid) for word in own_words(shown.view)}
    assert set(WORDS[language]) <= seen
    cut = {word for word in seen if any(whole != word and whole.startswith(word[:5]) for whole in WORDS[language])}
    assert not {word for word in cut if len(word) >= 5}


@on_every_grid
@in_both
@pytest.mark.parametrize("content", ["demo", "one", "unread"])
def test_how_old_the_content_is_stands_on_every_page(
    views: Views, house: Houses, content: str, language: str, grid: tuple[int, int]
) -> None:
    age = "".join(freshness(house(content, language)).split())
    for shown in views(content, language, grid):
        assert age in all_words(shown.view), str(shown)


@on_every_grid
def test_a32_nothing_is_called_today_while_the_clock_cannot_be_trusted(house: Houses, grid: tuple[int, int]) -> None:
    built = house("one")
    built.clock.trusted = False  # type: ignore[misc]  # the fake clock's is a plain attribute
    shown = [turn for page in (Home(), Listed(Kind.EVENT)) for turn in turned(page, built, Frame(*grid))]
    labels = [line for turn in shown for button in turn.view.buttons for line in button.lines]
    assert "Stand:24.November" in all_words(shown[-1].view)
    assert not [line for line in labels if line.startswith(("Heute", "Morgen", "Diese Woche"))]
    assert any(line.startswith("Veranstaltungen") for line in labels)


@on_every_grid
@in_both
def test_a32_no_page_shows_a_date_in_figures(views: Views, language: str, grid: tuple[int, int]) -> None:
    for shown in views("demo", language, grid):
        said = [text.text for text in shown.view.texts] + [line for b in shown.view.buttons for line in b.lines]
        for line in said:
            assert not re.search(r"\b\d{1,2}[./]\d{1,2}[./](?:\d|$|\s)", line), (str(shown), line)
            assert not re.search(r"\b\d{4}-\d\d-\d\d\b", line) or "http" in line, (str(shown), line)


@on_every_grid
@in_both
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_published_and_no_connection_are_different_pages(
    house: Houses, kind: Kind, language: str, grid: tuple[int, int]
) -> None:
    empty, unread = house("empty", language), house("unread", language)
    name = kind_word(empty.words, kind)
    nothing, lost = (all_words(Listed(kind).view(built, Frame(*grid))) for built in (empty, unread))
    none, connection = {"de": ("Keine", "KeineVerbindung"), "en": ("No", "Noconnection")}[language]
    assert f"{none}{name}" in nothing
    assert f"{none}{name}" not in lost
    assert connection in lost
    assert connection not in nothing


@on_every_grid
def test_the_demo_says_on_every_page_that_it_is_made_up(views: Views, grid: tuple[int, int]) -> None:
    assert all("ErfundenesBeispiel" in all_words(shown.view) for shown in views("demo", "de", grid))


@on_every_grid
def test_an_item_that_vanished_has_a_page_that_says_so(house: Houses, grid: tuple[int, int]) -> None:
    view = Detail("gone2").view(house("demo"), Frame(*grid))
    assert "Dasgibtesnichtmehr." in all_words(view)
    assert {"back", "start"} <= {button.action for button in view.buttons}


@on_every_grid
def test_a_long_text_says_which_sheet_of_how_many_is_shown(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    item = max(built.replica.items(None, None, built.now()), key=lambda item: len(item.text or ""))
    page = Detail(item.id)
    assert "Blatt1von" in all_words(page.view(built, Frame(*grid)))
    page.act(built, Frame(*grid), "next")
    assert "Blatt2von" in all_words(page.view(built, Frame(*grid)))


@on_every_grid
def test_the_end_of_a_long_search_stays_in_sight(house: Houses, grid: tuple[int, int]) -> None:
    view = Search("Donaudampfschifffahrtsgesellschaftskapit").view(house("demo"), Frame(*grid))
    assert "skapit▏" in all_words(view)


@pytest.mark.parametrize("grid", [grid for grid in GRIDS if grid[1] >= 15], ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_the_panel_of_today_knows_no_events_from_no_connection(house: Houses, grid: tuple[int, int]) -> None:
    panels = [Home().view(house(content), Frame(*grid)).button_for("today") for content in ("empty", "unread", "demo")]
    empty, unread, full = (" ".join(panel.lines) if panel else "" for panel in panels)
    assert "Heute ist nichts geplant." in empty
    assert "Keine Verbindung." in unread
    assert "Heute ist nichts geplant." not in unread
    assert "Offenes Café Linde" in full
    assert all(said.startswith("Dienstag, 24. November") for said in (empty, unread, full))
