"""A20: whatever was booked can be taken back, at once from its page and later by its number, on every grid."""

from collections.abc import Iterator

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.entry import desk_of, write
from kiosk.screens.staff.storno import StornoPage
from kiosk.words import Words
from sync.ledger.records import State
from tests.access.sweep import GRIDS
from tests.access.town import Town
from tests.kiosk.booking_pages import whole
from tests.kiosk.office_pages import opened
from tests.kiosk.pages import turned

KINDS = ("payment", "seat", "job")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town.inside("demo", "undo", Words("de"))
    town.close()


def booked(house: House, kind: str) -> int:
    """Without a signed slip, whose number counts once; the receipt."""
    entry = whole(house, kind)
    entry.paper = None
    return write(house, entry).receipt


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("kind", KINDS)
def test_a20_the_page_of_a_booking_offers_to_take_it_back(house: House, kind: str, grid: tuple[int, int]) -> None:
    page = Booked(booked(house, kind))
    views = [shown.view for shown in turned(page, house, Frame(*grid))]
    offered = {one.action.removeprefix("pick:") for view in views for one in view.buttons}
    assert "storno" in offered | {action for view in views for action, _label in view.more}


@pytest.mark.parametrize("kind", KINDS)
def test_a20_a_booking_is_taken_back_by_its_number_after_a_question(house: House, kind: str) -> None:
    frame, page = Frame(60, 20), StornoPage()
    receipt = booked(house, kind)
    for digit in str(receipt):
        page.typed(house, digit)
    asked = opened(page.act(house, frame, "ok"))
    assert isinstance(asked, Ask)
    assert desk_of(house).ledger.by_receipt(receipt).sending.state is State.WAITING
    asked.act(house, frame, "yes")
    assert desk_of(house).ledger.by_receipt(receipt).sending.state is State.CANCELLED
