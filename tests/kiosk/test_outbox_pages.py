"""The pages on which staff look after bookings keep the rules of all pages, on every grid and in both languages."""

from collections.abc import Iterator

import pytest

from kiosk.screens.staff.asking import Ask
from sync.replica import Replica
from tests.kiosk.booking_pages import Views, drawn_once, office
from tests.kiosk.office_pages import office_pages
from tests.kiosk.page_rules import (
    KEY_W,
    back_and_start_stay,
    buttons_are_apart,
    buttons_differ,
    inside,
    labels_fit,
    nothing_overlaps,
    texts_fit,
)
from tests.kiosk.pages import GRIDS, LANGUAGES
from tests.sync.clocks import TUESDAY, FakeClock

on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def views(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    house = office(tmp_path_factory.mktemp("office"), replicas["demo"], FakeClock(TUESDAY))
    yield drawn_once(house, office_pages)
    assert house.desk is not None
    house.desk.close()


@on_every_grid
@in_both
def test_a2_everything_fits_and_nothing_lies_over_anything_else(
    views: Views, language: str, grid: tuple[int, int]
) -> None:
    for one in views(language, grid):
        texts_fit(one)
        labels_fit(one)
        nothing_overlaps(one)


@on_every_grid
@in_both
def test_a9_buttons_are_large_and_apart(views: Views, language: str, grid: tuple[int, int]) -> None:
    for one in views(language, grid):
        buttons_are_apart(one)
        for button in one.view.buttons:
            assert button.rect.h >= 3, (str(one), button)
            assert button.rect.w >= (KEY_W if button.action.startswith(("key:", "range:")) else 7), (str(one), button)
            assert inside(button.rect, one)


@on_every_grid
@in_both
def test_a22_a23_choices_are_few_and_back_and_start_stay(views: Views, language: str, grid: tuple[int, int]) -> None:
    most = 5 if grid == (28, 8) else 7
    for one in views(language, grid):
        back_and_start_stay(one)
        cards = [button for button in one.view.buttons if button.action.startswith(("booking:", "do:", "pick:"))]
        assert len(cards) <= most, str(one)
        buttons_differ(one)


@on_every_grid
@in_both
def test_only_cards_of_bookings_and_members_shorten_what_stands_on_them(
    views: Views, language: str, grid: tuple[int, int]
) -> None:
    for one in views(language, grid):
        for button in one.view.buttons:
            cut = [line for line in button.lines if line.endswith("…")]
            assert not cut or button.action.startswith(("booking:", "pick:")), (str(one), cut)


@on_every_grid
@in_both
def test_a19_a_question_is_read_to_its_end_and_the_mark_stands_on_back(
    views: Views, language: str, grid: tuple[int, int]
) -> None:
    asked = [one for one in views(language, grid) if isinstance(one.page, Ask)]
    assert len(asked) >= 10
    assert {one.view.focus for one in asked} == {"back"}
    for one in asked:
        assert (one.view.button_for("yes") is None) == (one.view.button_for("next") is not None), str(one)


@on_every_grid
@in_both
def test_who_turns_the_sheets_fast_never_says_yes(views: Views, language: str, grid: tuple[int, int]) -> None:
    """ "Yes" comes up in cells where no other button of the question was."""
    asked = [one for one in views(language, grid) if isinstance(one.page, Ask)]
    turning = {button.rect for one in asked for button in one.view.buttons if button.action in ("next", "previous")}
    for one in asked:
        yes = one.view.button_for("yes")
        assert yes is None or not any(yes.rect.gap_to(rect.x, rect.y) == 0 for rect in turning), str(one)


@on_every_grid
def test_a24_every_page_is_for_staff_alone(views: Views, grid: tuple[int, int]) -> None:
    assert all(one.page.staff for one in views("de", grid))
