"""The pages on which staff enter bookings keep the rules of all pages, on every grid and in both languages."""

from collections.abc import Callable, Iterator

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.staff.amount import Figure
from kiosk.screens.staff.drafts import Question
from kiosk.screens.staff.pick_member import Finder
from kiosk.widgets.view import Button
from kiosk.words import Words
from sync.replica import Replica
from tests.kiosk.booking_pages import booking_pages, office
from tests.kiosk.page_rules import (
    KEY_W,
    back_and_start_stay,
    buttons_are_apart,
    buttons_differ,
    inside,
    labels_fit,
    nothing_overlaps,
    ten_words_once,
    texts_fit,
)
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, turned
from tests.sync.clocks import TUESDAY, FakeClock

Views = Callable[[str, str, tuple[int, int]], list[Shown]]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)
everything = pytest.mark.parametrize("content", ["demo", "hostile"])


@pytest.fixture(scope="module")
def offices(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, House]]:
    folder = tmp_path_factory.mktemp("offices")
    built = {name: office(folder / name, replicas[name], FakeClock(TUESDAY)) for name in ("demo", "hostile")}
    yield built
    for house in built.values():
        assert house.desk is not None
        house.desk.close()


@pytest.fixture(scope="module")
def shown(offices: dict[str, House]) -> Views:
    drawn: dict[tuple[str, str, tuple[int, int]], list[Shown]] = {}

    def views(content: str, language: str, grid: tuple[int, int]) -> list[Shown]:
        key = (content, language, grid)
        if key not in drawn:
            house, frame = offices[content], Frame(*grid)
            house.words = Words(language)
            drawn[key] = [one for page in booking_pages(house) for one in turned(page, house, frame)]
        return drawn[key]

    return views


def is_key(one: Shown, button: Button) -> bool:
    return isinstance(one.page, Finder | Figure) and button.action.startswith(("key:", "range:"))


@on_every_grid
@in_both
@everything
def test_a2_everything_fits_and_nothing_lies_over_anything_else(
    shown: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    for one in shown(content, language, grid):
        texts_fit(one)
        labels_fit(one)
        nothing_overlaps(one)


@on_every_grid
@in_both
@everything
def test_a9_buttons_are_large_and_apart(shown: Views, content: str, language: str, grid: tuple[int, int]) -> None:
    for one in shown(content, language, grid):
        buttons_are_apart(one)
        for button in one.view.buttons:
            assert button.rect.h >= 3, (str(one), button)
            assert button.rect.w >= (KEY_W if is_key(one, button) else 7), (str(one), button)
            assert inside(button.rect, one)


@on_every_grid
@in_both
@everything
def test_a22_a23_choices_are_few_and_back_and_start_stay(
    shown: Views, content: str, language: str, grid: tuple[int, int]
) -> None:
    most = 5 if grid == (28, 8) else 7
    for one in shown(content, language, grid):
        back_and_start_stay(one)
        assert sum(button.action.startswith(("pick:", "quick:")) for button in one.view.buttons) <= most, str(one)
        buttons_differ(one)


@on_every_grid
@in_both
def test_only_cards_shorten_what_stands_on_them(shown: Views, language: str, grid: tuple[int, int]) -> None:
    for one in shown("demo", language, grid):
        for button in one.view.buttons:
            cut = [line for line in button.lines if line.endswith("…")]
            assert not cut or button.action.startswith("pick:"), (str(one), cut)


@on_every_grid
@in_both
def test_a19_the_keyboard_s_mark_stands_on_back_before_anything_is_booked(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    asked = [one for one in shown("demo", language, grid) if isinstance(one.page, Question)]
    assert len(asked) > 10
    assert {one.view.focus for one in asked} == {"back"}


@on_every_grid
@in_both
def test_the_ten_words_stand_at_most_once_and_the_age_of_the_content_on_every_page(
    shown: Views, offices: dict[str, House], language: str, grid: tuple[int, int]
) -> None:
    found = shown("demo", language, grid)
    house = offices["demo"]
    house.words = Words(language)
    age = "".join(freshness(house).split())
    for one in found:
        ten_words_once(one, language)
        assert age in "".join("".join(text.text.split()) for text in one.view.texts), str(one)


@on_every_grid
def test_a24_every_page_is_for_staff_alone(shown: Views, grid: tuple[int, int]) -> None:
    assert all(one.page.staff for one in shown("demo", "de", grid))
