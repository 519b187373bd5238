"""R10, R11: where the machine cannot know the date, staff are asked once a boot, and the ledger says who vouched."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.clock_page import ClockPage
from kiosk.screens.steps import Back
from sync.clock import Trust
from sync.ledger.records import PAPER, Payment, Stamp
from sync.replica import Replica
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import PIN, STAFF, office
from tests.sync.clocks import FakeClock

pytestmark = pytest.mark.anyio
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)
Staffed = tuple[House, Desk]


@pytest.fixture
def lost(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    """A machine that woke up without knowing the date."""
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):
        clock_of(house).reboot("boot-2")
        clock_of(house).trust = Trust.UNTRUSTED
        yield house, desk


def clock_of(house: House) -> FakeClock:
    assert isinstance(house.clock, FakeClock)
    return house.clock


def booked(desk: Desk) -> Stamp:
    what = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten")
    return desk.ledger.book(what, staff=STAFF, platform=PAPER).stamp


def asks(hand: Driven) -> bool:
    return hand.view.name == "clock:ask"


@on_four_grids
async def test_r10_yes_makes_it_the_word_of_the_staff_until_the_machine_starts_anew(
    lost: Staffed, grid: tuple[int, int]
) -> None:
    house, desk = lost
    async with driven(house, grid) as hand:
        await hand.sign_in(PIN)
        assert asks(hand)
        assert hand.says("24. November 2026")
        before = booked(desk)
        await hand.tap("yes")
        assert hand.view.name == "desk"
        assert (before.trust, booked(desk).trust) == (Trust.UNTRUSTED, Trust.STAFF)
        await hand.tap("start")
        await hand.sign_in(PIN)
        assert not asks(hand)
        await hand.tap("start")
        clock_of(house).reboot("boot-3")
        await hand.sign_in(PIN)
        assert asks(hand)
        assert booked(desk).trust is Trust.UNTRUSTED


@on_four_grids
async def test_no_says_what_follows_and_asks_no_second_time(lost: Staffed, grid: tuple[int, int]) -> None:
    house, desk = lost
    async with driven(house, grid) as hand:
        await hand.sign_in(PIN)
        await hand.tap("no")
        assert hand.says("Sie können trotzdem buchen.")
        await hand.tap("back")
        assert hand.view.name == "desk"
        assert booked(desk).trust is Trust.UNTRUSTED
        await hand.tap("start")
        await hand.sign_in(PIN)
        assert not asks(hand)


@on_four_grids
async def test_the_right_date_by_keypad_counts_once_it_is_confirmed(lost: Staffed, grid: tuple[int, int]) -> None:
    house, desk = lost
    async with driven(house, grid) as hand:
        await hand.sign_in(PIN)
        await hand.tap("no")
        await hand.tap("ok")
        for digits in ("31022027", "2502", "25021970", "25022999"):
            await hand.press(*digits, "enter")
            assert hand.says("Dieser Tag ist falsch")
            await hand.press("enter")
        await hand.press(*"25022027", "enter")
        assert asks(hand)
        assert hand.says("Donnerstag, 25. Februar 2027")
        assert booked(desk).trust is Trust.UNTRUSTED
        await hand.tap("yes")
        stamp = booked(desk)
    assert stamp.trust is Trust.STAFF
    moment = datetime.fromtimestamp(stamp.wall_ms / 1000, UTC)
    assert moment - house.now() == timedelta(days=(moment.date() - house.now().date()).days)
    assert moment.date().isoformat() == "2027-02-25"


async def test_a_machine_that_knows_the_date_is_not_asked_about(lost: Staffed) -> None:
    house, _ = lost
    clock_of(house).trust = Trust.RTC
    async with driven(house, (58, 18)) as hand:
        await hand.sign_in(PIN)
        assert hand.view.name == "desk"


def test_the_network_s_time_counts_more_than_the_word_of_the_staff(lost: Staffed) -> None:
    house, desk = lost
    desk.sign_in(PIN)
    page = ClockPage()
    page._offset = timedelta(days=400)
    assert page.act(house, Frame(58, 18), "yes") == Back()
    ahead = booked(desk)
    clock_of(house).trust = Trust.NTP
    healed = booked(desk)
    assert (ahead.trust, healed.trust) == (Trust.STAFF, Trust.NTP)
    assert healed.wall_ms == int(house.clock.now().timestamp() * 1000) < ahead.wall_ms


def test_r11_the_word_of_the_staff_heals_a_date_that_nobody_vouched_for(lost: Staffed) -> None:
    house, desk = lost
    desk.sign_in(PIN)
    clock_of(house).wall += timedelta(days=9000)
    wrong = booked(desk)
    desk.vouch(-9000 * 86_400_000)
    right = booked(desk)
    assert right.wall_ms == wrong.wall_ms - 9000 * 86_400_000
    desk.ledger.journal.check()
