"""Hands, time and three keys at the running terminal; `make access` does the same on more grids and all pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.screens.staff.cover import cover
from kiosk.words import LANGUAGES, Words
from tests.access import hands
from tests.access.errands import TASKS, Task, done_by, house_for_all
from tests.access.sweep import GRIDS
from tests.access.town import Town

pytestmark = pytest.mark.anyio
SMALL, LARGE = (28, 8), (58, 18)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    built = Town(tmp_path_factory.mktemp("town"))
    yield built
    built.close()


async def test_a8_no_page_moves_by_itself(town: Town) -> None:
    assert (await hands.nothing_moves(house_for_all(town), SMALL, each=4)).failed == []


async def test_a8_the_cover_changes_at_most_three_times_a_second(town: Town) -> None:
    assert 1 <= await hands.cover_is_calm(house_for_all(town), LARGE) <= hands.FLASHES_MOST


@pytest.mark.parametrize("grid", [SMALL, LARGE])
async def test_a13_a_double_tap_presses_nothing_on_the_page_that_comes(town: Town, grid: tuple[int, int]) -> None:
    found = await hands.double_taps(house_for_all(town), grid, each=3)
    assert found.tried > 20
    assert found.failed == []


@pytest.mark.parametrize("grid", [SMALL, (31, 9), LARGE])
async def test_a16_whoever_answers_stays_as_often_as_they_like(town: Town, grid: tuple[int, int]) -> None:
    """On 31x9 the words for a minute and for its seconds take other rows: the button stays, so that it is not deaf."""
    assert await hands.asked_again_and_again(house_for_all(town), grid) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a16_the_covers_button_stays_in_its_cells_for_the_whole_minute(town: Town, language: str) -> None:
    house = town.outside("demo", Words(language))
    for grid in GRIDS:
        views = [cover(house, Frame(*grid), float(second)) for second in range(61)]
        assert len({view.buttons for view in views}) == 1, grid
        assert views[0].buttons[0].rect.h >= 3


@pytest.mark.parametrize("grid", [SMALL, LARGE])
async def test_a18_a_finger_that_rests_on_a_key_types_one_letter(town: Town, grid: tuple[int, int]) -> None:
    assert await hands.held_key(house_for_all(town), grid) == "a"


@pytest.mark.parametrize("grid", [SMALL, LARGE])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
async def test_a28_three_keys_are_enough(town: Town, task: Task, grid: tuple[int, int], tmp_path: Path) -> None:
    assert await done_by(task, house_for_all(town), grid, tmp_path) > 0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
