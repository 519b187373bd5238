"""Storno by the number on the receipt: shown whole, asked once more, and never of what nobody knows yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.storno import StornoPage
from kiosk.screens.steps import DeliverNow, Several, Stay, Swap, TakeReceipts
from sync.couriers.base import Why
from sync.ledger.records import State
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.office_pages import confirmed, note, opened, pay, refused, taken_back, uncertain
from tests.kiosk.pages import GRIDS
from tests.kiosk.test_clarify_pages import LARGE, words
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.fixture
def house_(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


def typed(house: House, receipt: int, frame: Frame = LARGE) -> Page:
    """What opens when the number is typed and OK is tapped."""
    page = StornoPage()
    for digit in str(receipt):
        page.typed(house, digit)
    return opened(page.act(house, frame, "ok"))


def test_what_was_not_sent_is_cancelled(house_: House) -> None:
    receipt = pay(house_)
    question = typed(house_, receipt)
    assert isinstance(question, Ask)
    step = question.act(house_, LARGE, "yes")
    assert isinstance(step, Swap)
    assert "Er war noch nicht gesendet." in words(step.page.view(house_, LARGE))
    assert desk_of(house_).ledger.outbox.sending(receipt).state is State.CANCELLED


def test_what_is_confirmed_gets_a_storno_with_receipts_of_its_own(house_: House) -> None:
    receipt = confirmed(house_)
    step = typed(house_, receipt).act(house_, LARGE, "yes")
    assert isinstance(step, Several)
    assert step.steps[1:] == (TakeReceipts(receipt + 1), DeliverNow())
    reversal = desk_of(house_).ledger.reversal_of(desk_of(house_).ledger.by_receipt(receipt).booking)
    assert reversal is not None
    assert reversal.receipt == receipt + 1


def test_a19_it_shows_who_whom_how_much_and_both_accounts_before_and_after(house_: House) -> None:
    receipt = confirmed(house_)
    told = words(typed(house_, receipt).view(house_, Frame(100, 30)))
    for part in ("Erika Mustermann, 1042", "Kemal Öztürk, 17", "2 Stunden", "Garten"):
        assert part in told
    assert "vorher +1 Stunden, danach +3 Stunden" in told
    assert "vor 3 Stunden" in told
    assert "nicht bekannt" in told


def test_accounts_are_left_out_where_they_do_not_change(house_: House) -> None:
    assert "vorher" not in words(typed(house_, refused(house_)).view(house_, Frame(100, 30)))
    assert "vorher" not in words(typed(house_, note(house_)).view(house_, Frame(100, 30)))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("unknown", "keinen Beleg 4711"),
        ("uncertain", "Noch ist nicht bekannt"),
        ("unclear", "Bitte auf tauschring nachsehen"),
        ("taken back", "läuft schon ein Storno"),
        ("storno", "ist selbst ein Storno"),
    ],
)
def test_why_something_cannot_be_taken_back_is_said_and_nothing_is_written(house_: House, kind: str, said: str) -> None:
    back, storno = taken_back(house_)
    receipts = {
        "unknown": 4711,
        "uncertain": uncertain(house_),
        "unclear": refused(house_, Why.UNCLEAR, None),
        "taken back": back,
        "storno": storno,
    }
    before = desk_of(house_).ledger.journal.root()
    page = typed(house_, receipts[kind])
    assert isinstance(page, Told)
    assert said in words(page.view(house_, LARGE))
    assert desk_of(house_).ledger.journal.root() == before


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_the_number_is_typed_on_the_keys_of_every_grid(house_: House, grid: tuple[int, int]) -> None:
    receipt = pay(house_)
    page, frame = StornoPage(), Frame(*grid)
    assert page.act(house_, frame, "ok") == Stay()
    if page.view(house_, frame).button_for("range:123"):
        page.act(house_, frame, "range:123")
    assert page.view(house_, frame).button_for(f"key:{receipt}")
    page.act(house_, frame, f"key:{receipt}")
    assert opened(page.act(house_, frame, "ok")).name == f"ask:storno:{receipt}"
    assert page.act(house_, frame, "ok") == Stay()
