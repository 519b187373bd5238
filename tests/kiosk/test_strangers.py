"""R24, A24: whoever taps and types without a PIN never meets a name, on any grid, however long."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.message import Message

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.messages import PinChecked
from kiosk.office import Office
from kiosk.print_room import PrintRoom
from kiosk.screens.staff.desk import DeskPage
from kiosk.screens.staff.slips import StaffSlips
from kiosk.screens.steps import CheckPin, Open, PrintSlips, Stay, Swap, TakeReceipts
from kiosk.senses import BodySenses
from kiosk.settings import PrinterSettings, Settings
from kiosk.walk import Walk
from kiosk.widgets.view import View
from sync.ledger.records import PAPER, Payment
from sync.replica import Replica
from tests.kiosk.staff_house import CANARIES, PIN, STAFF, office
from tests.sync.clocks import FakeClock

DEEDS = 2_000
KEYS = ("next", "previous", "back", "start", "help", "office", "ok")
LETTERS = "abcdez0123456789 ,\b"


class AtOnce(Office):
    """Checks PINs in the test's own thread, so that every run is the same."""

    def check(self, step: CheckPin) -> None:
        self._check(self._desk, step)


class Stranger:
    """Someone with time on their hands."""

    def __init__(self, house: House, desk: Desk) -> None:
        self.house, self.desk = house, desk
        self.answers: list[Message] = []
        self.wiped = 0
        prints = PrintRoom(house, PrinterSettings(), self.answers.append)
        self.walk = Walk(
            house, Settings(), AtOnce(house, self.answers.append, None), prints, BodySenses(house), self._wipe
        )

    def _wipe(self) -> None:
        self.wiped += 1

    def heard(self) -> None:
        """What threads would have said."""
        while self.answers:
            message = self.answers.pop(0)
            assert isinstance(message, PinChecked)
            self.walk.pin_checked(message)


@pytest.fixture
def stranger(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Stranger]:
    """After a member of the staff has booked something and left."""
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        what = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Stieglitz gefüttert")
        desk.ledger.book(what, staff=STAFF, platform=PAPER)
        desk.lock()
        yield Stranger(house, desk)


def tells(view: View) -> str:
    return " ".join([view.name, *(text.text for text in view.texts), *(x for b in view.buttons for x in b.lines)])


def no_name(view: View) -> None:
    said = tells(view)
    assert not any(canary in said for canary in CANARIES), said


@pytest.mark.parametrize("grid", [(28, 8), (58, 18), (100, 30)], ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_r24_a24_a_stranger_who_taps_and_types_for_hours_meets_no_name(
    stranger: Stranger, grid: tuple[int, int]
) -> None:
    dice, frame, walk = random.Random(grid[0]), Frame(*grid), stranger.walk
    clock = stranger.house.clock
    assert isinstance(clock, FakeClock)
    pages = set()
    for _ in range(DEEDS):
        view = walk.view(frame)
        pages.add(view.name.partition(":")[0])
        no_name(view)
        dare = dice.random()
        if dare < 0.6 and view.buttons:
            walk.act(frame, dice.choice(view.buttons).action)
        elif dare < 0.7:
            walk.act(frame, dice.choice(KEYS))
        else:
            walk.typed(dice.choice(LETTERS))
        stranger.heard()
        clock.later(dice.choice((0.3, 1.0, 3.0, 50.0)))
        walk.idle(dice.choice((0.0, 1.0, 50.0)))
    assert stranger.desk.staff is None
    assert {"home", "sign-in", "help", "cover", "search", "detail"} <= pages


@pytest.mark.parametrize("grid", [(28, 8), (58, 18), (100, 30)], ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_r24_a_page_of_the_staff_is_not_drawn_for_strangers_whatever_leads_to_it(
    stranger: Stranger, grid: tuple[int, int]
) -> None:
    """By construction: also a mistake elsewhere, or news from a worker, shows nothing."""
    frame, walk = Frame(*grid), stranger.walk
    waiting = StaffSlips("receipt:1", Stay())
    waiting.tell(f"Für {STAFF}", again=True)
    for step in (Open(DeskPage()), Swap(DeskPage()), Open(waiting), PrintSlips("receipt:1", ()), TakeReceipts(1)):
        walk.perform(step)
        no_name(walk.view(frame))
        assert walk.at_start
    assert stranger.wiped


def test_a_damaged_ledger_leaves_staff_nothing_but_the_sentence(stranger: Stranger) -> None:
    frame, walk = Frame(58, 18), stranger.walk
    for early in (True, False):
        if early:
            walk.damaged()
        walk.act(frame, "office")
        for digit in PIN:
            walk.typed(digit)
        walk.act(frame, "ok")
        stranger.heard()
        assert stranger.desk.staff == STAFF
        assert "beschädigt" in tells(walk.view(frame))
        walk.act(frame, "back")
        assert walk.at_start
        assert stranger.desk.staff is None
