"""Pages of the set-up and of the settings keep the rules of all pages, on every grid, in both languages."""

from pathlib import Path

import pytest

from kiosk.frame import Frame
from sync.replica import Replica
from tests.kiosk import page_rules
from tests.kiosk.pages import GRIDS, LANGUAGES, house_of, turned
from tests.kiosk.setup_pages import settings_pages, setup_pages, welcome_pages
from tests.kiosk.staff_house import new_desk, staffed
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pages", [welcome_pages, setup_pages, settings_pages], ids=lambda pages: pages.__name__)
def test_every_question_is_whole_on_every_grid(  # type: ignore[no-untyped-def]
    replicas: dict[str, Replica], tmp_path: Path, pages, language: str, grid: tuple[int, int]
) -> None:
    clock, frame = FakeClock(TUESDAY), Frame(*grid)
    house = house_of(replicas["demo"], clock, language)
    house.desk = (new_desk if pages is welcome_pages else staffed)(tmp_path, replicas["demo"], clock)
    shown = [one for page in pages(house) for one in turned(page, house, frame)]
    house.desk.close()
    assert shown
    for one in shown:
        for rule in (*page_rules.EVERY_PAGE, page_rules.buttons_differ):
            rule(one)
        page_rules.ten_words_once(one, language)
