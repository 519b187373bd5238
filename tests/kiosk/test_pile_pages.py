"""The pages of the pile keep the rules of all pages, on every grid and in both languages; Enter works on each grid."""

from collections.abc import Iterator

import pytest

from kiosk.screens.staff.pile import PilePage
from sync.replica import Replica
from tests.kiosk.booking_pages import Views, drawn_once, office
from tests.kiosk.page_rules import EVERY_PAGE, buttons_differ, ten_words_once
from tests.kiosk.pages import GRIDS, LANGUAGES
from tests.kiosk.pile_pages import pile_pages
from tests.sync.clocks import TUESDAY, FakeClock

on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def shown(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    house = office(tmp_path_factory.mktemp("pile"), replicas["demo"], FakeClock(TUESDAY))
    house.printer = True
    yield drawn_once(house, pile_pages)
    assert house.desk is not None
    house.desk.close()


@on_every_grid
@in_both
def test_a2_a9_a23_everything_fits_is_large_and_stays_where_it_is(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    found = shown(language, grid)
    assert len(found) > 20
    for one in found:
        for rule in EVERY_PAGE:
            rule(one)
        ten_words_once(one, language)


@on_every_grid
@in_both
def test_a22_a24_choices_are_few_and_for_staff_alone(shown: Views, language: str, grid: tuple[int, int]) -> None:
    for one in shown(language, grid):
        assert one.page.staff
        buttons_differ(one)
        actions = [button.action for button in one.view.buttons]
        assert sum(action.startswith(("do:", "booking:")) for action in actions) <= (5 if grid == (28, 8) else 7)


@on_every_grid
@in_both
def test_enter_takes_a_number_on_whatever_sheet_the_pile_shows(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    sheets = [one for one in shown(language, grid) if isinstance(one.page, PilePage)]
    assert len(sheets) > 10
    for one in sheets:
        assert one.view.button_for("ok"), str(one)
        assert one.view.focus is None
