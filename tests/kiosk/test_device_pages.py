"""The pages about the machine keep the rules of all pages, on every grid and away from strangers."""

from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.office import Office
from kiosk.print_room import PrintRoom
from kiosk.screens.steps import Open
from kiosk.senses import BodySenses
from kiosk.settings import PrinterSettings, Settings
from kiosk.steward import Steward
from kiosk.walk import Walk
from sync.replica import Replica
from tests.deploy.steward_place import folders
from tests.kiosk import page_rules
from tests.kiosk.device_pages import WIDE, device_pages
from tests.kiosk.pages import GRIDS, LANGUAGES, house_of, turned
from tests.kiosk.staff_house import PIN, office, staffed
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_device_is_whole_on_every_grid(
    replicas: dict[str, Replica], tmp_path: Path, language: str, grid: tuple[int, int]
) -> None:
    clock, frame = FakeClock(TUESDAY), Frame(*grid)
    house = house_of(replicas["demo"], clock, language)
    house.desk = staffed(tmp_path, replicas["demo"], clock)
    shown = [one for page in device_pages(house) for one in turned(page, house, frame)]
    house.desk.close()
    assert shown
    for one in shown:
        for rule in (*page_rules.EVERY_PAGE, page_rules.buttons_differ):
            rule(one)
        page_rules.ten_words_once(one, language)


def test_r24_no_page_of_the_device_is_drawn_for_strangers_and_none_asks_the_steward(
    replicas: dict[str, Replica], tmp_path: Path
) -> None:
    post = folders(tmp_path / "post")
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        pages = list(device_pages(house))
        desk.lock()
        house.steward = Steward(post)
        prints = PrintRoom(house, PrinterSettings(), lambda _: None)
        walk = Walk(house, Settings(), Office(house, lambda _: None, None), prints, BodySenses(house), lambda: None)
        for page in pages:
            assert page.staff, page.name
            walk.perform(Open(page))
            assert walk.view(WIDE).name == "home", page.name
            for action in ("restart", "power-off", "help-on", "yes", "ok", "pick:0"):
                walk.act(WIDE, action)
    assert list((post / "requests").iterdir()) == []
