"""Updates on the desk: what is offered, what is in the way, and what a tap begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.update import LOOKED_S, UpdatePage
from kiosk.screens.steps import Chore, Open, Several
from kiosk.update_obstacles import Found, Obstacle
from kiosk.update_offers import Offer
from kiosk.update_work import Stage
from sync.replica import Replica
from sync.update.unusable import Why
from tests.kiosk.page_rules import EVERY_PAGE, buttons_differ
from tests.kiosk.pages import GRIDS, turned
from tests.kiosk.staff_house import PIN, office
from tests.kiosk.update_pages import NOTHING, OFFER, WIDE, page_of, seeing, update_pages


@pytest.fixture
def house(tmp_path: Path, replicas: dict[str, Replica]) -> Iterator[House]:
    with office(tmp_path / "office", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        yield house


def said_on(page: UpdatePage, house: House) -> str:
    view = page.view(house, WIDE)
    return " ".join(text.text for text in view.texts)


def test_the_rules_of_every_page_hold_on_every_grid(house: House) -> None:
    for grid in GRIDS:
        for page in update_pages(house):
            for shown in turned(page, house, Frame(*grid)):
                for rule in (*EVERY_PAGE, buttons_differ):
                    rule(shown)


def test_r39_the_device_page_leads_to_updates_and_looks_at_once(house: House) -> None:
    step = DevicePage().act(house, WIDE, "go:update")
    assert isinstance(step, Several)
    opened, chore = step.steps
    assert isinstance(opened, Open)
    assert isinstance(chore, Chore)
    assert isinstance(opened.page, UpdatePage)


def test_r39_what_is_offered_stands_there_with_its_news(house: House) -> None:
    page = page_of(house, seeing(offers=(OFFER,)))
    assert "0.2.0" in said_on(page, house)
    assert "vergisst keine Zeile" in said_on(page, house)
    assert "install" in [deed.action for deed in page.deeds(house)]


@pytest.mark.parametrize("what", Obstacle)
def test_r39_while_something_is_in_the_way_nothing_can_be_installed(house: House, what: Obstacle) -> None:
    page = page_of(house, seeing(offers=(OFFER,), obstacle=Found(what, 3)))
    assert "install" not in [deed.action for deed in page.deeds(house)]
    page.act(house, WIDE, "install")
    assert page.chore is None


def test_r39_a_bundle_of_a_stranger_is_told_and_not_offered(house: House) -> None:
    page = page_of(house, seeing(offers=(Offer(None, "", "STICK", Path("x"), Why.SIGNATURE),)))
    assert "fremden Stelle" in said_on(page, house)
    assert "install" not in [deed.action for deed in page.deeds(house)]


def test_r39_a_yes_installs_and_the_page_tells_how_far_it_is(house: House) -> None:
    page = page_of(house, seeing(offers=(OFFER,)))
    step = page.do(house, "install")
    assert isinstance(step, Open)
    step.page.act(house, WIDE, "yes")
    assert isinstance(page.chore, Chore)
    assert "0 Prozent" in said_on(page, house)
    page._tell(Stage.FETCHING, 42)
    house.clock.later(LOOKED_S)  # type: ignore[attr-defined]
    assert page.expired(house)
    assert "42 Prozent" in said_on(page, house)
    assert page.deeds(house) == []


def test_r39_the_net_is_asked_only_where_the_settings_name_it(house: House) -> None:
    assert [deed.action for deed in page_of(house, NOTHING).deeds(house)] == ["look"]


def test_r39_no_stranger_reaches_the_page(house: House) -> None:
    assert UpdatePage.staff
    assert DevicePage.staff
