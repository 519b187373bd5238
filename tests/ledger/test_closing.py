"""The day's closing: the day of the centre, also where the clock was wrong, and a root that proves what was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.clock import Trust
from sync.couriers.base import Why
from sync.ledger.closing import Closing, close_day, day_so_far
from sync.ledger.ledger import Ledger
from sync.ledger.records import Job, Payment
from tests.sync.clocks import BERLIN, FRIDAY, FakeClock

KEY = bytes(range(32))
ZONE = ZoneInfo(BERLIN)
DAY = FRIDAY.date()
GARDEN = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten")
SHELF = Job(item="efgh", source="portal", title="Regal", url=None, contact=None, member="17", name="Kemal Öztürk")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: FakeClock) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "members.db", KEY, clock) as opened:
        yield opened


def pay(ledger: Ledger, amount: int = 250, unit: str = "Stunden") -> int:
    what = Payment(payer="1042", payee="17", amount=amount, unit=unit, text="Garten")
    return ledger.book(what, staff="Anna", platform="tauschring").receipt


def so_far(ledger: Ledger, day: date = DAY) -> Closing:
    return day_so_far(ledger, day, ZONE)


def test_a_day_without_bookings_has_no_receipts_and_no_sums(ledger: Ledger) -> None:
    closing = so_far(ledger)
    assert (closing.receipts, dict(closing.kinds), closing.sums) == (None, {}, {})
    assert (closing.cancelled, closing.open, closing.refused) == (0, 0, 0)


def test_it_counts_by_kind_and_sums_by_unit(ledger: Ledger) -> None:
    pay(ledger, 250)
    pay(ledger, 125)
    pay(ledger, 500, "Talente")
    ledger.book(SHELF, staff="Anna", platform="paper")
    closing = so_far(ledger)
    assert closing.kinds == {"payment": 3, "job": 1}
    assert closing.sums == {"Stunden": 375, "Talente": 500}
    assert (closing.receipts, closing.open) == ((1, 4), 4)


def test_what_is_taken_back_counts_against_the_day_on_which_it_was(ledger: Ledger, clock: FakeClock) -> None:
    waiting, confirmed = pay(ledger, 250), pay(ledger, 100)
    ledger.outbox.confirm(confirmed, "4711")
    clock.later(days=1)
    ledger.storno(waiting, "Anna")
    ledger.storno(confirmed, "Anna")
    assert so_far(ledger).sums == {"Stunden": 350}
    after = so_far(ledger, DAY + timedelta(days=1))
    assert (after.sums, after.cancelled, after.kinds) == ({"Stunden": -350}, 1, {"storno": 1})


def test_a_storno_that_is_itself_cancelled_takes_nothing_back(ledger: Ledger) -> None:
    receipt = pay(ledger, 250)
    ledger.outbox.confirm(receipt, "4711")
    storno = ledger.storno(receipt, "Anna")
    assert storno is not None
    ledger.cancel(storno.receipt, "Anna")
    assert so_far(ledger).sums == {"Stunden": 250}


def test_the_sums_of_all_days_are_those_of_the_ledger(ledger: Ledger, clock: FakeClock) -> None:
    for days in range(3):
        taken_back = pay(ledger, 100 + days)
        pay(ledger, 25)
        clock.later(days=1)
        ledger.storno(taken_back, "Anna")
    sums = [so_far(ledger, DAY + timedelta(days=at)).sums.get("Stunden", 0) for at in range(4)]
    assert sum(sums) == ledger.open_sum("17", "Stunden", 0) == 75


def test_open_and_refused_are_told_of_any_day(ledger: Ledger, clock: FakeClock) -> None:
    pay(ledger)
    ledger.outbox.refuse(pay(ledger), Why.BALANCE)
    clock.later(days=1)
    closing = so_far(ledger, DAY + timedelta(days=1))
    assert (closing.open, closing.refused, closing.receipts) == (1, 1, None)


def test_the_day_is_that_of_the_centre(ledger: Ledger, clock: FakeClock) -> None:
    clock.wall = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    receipt = pay(ledger)
    assert so_far(ledger, date(2026, 11, 20)).receipts is None
    assert so_far(ledger, date(2026, 11, 21)).receipts == (receipt, receipt)


def test_r10_a_booking_before_the_clock_was_set_belongs_to_the_day_that_was_found_out(
    ledger: Ledger, clock: FakeClock
) -> None:
    clock.trust = Trust.UNTRUSTED
    clock.wall = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    receipt = pay(ledger)
    assert so_far(ledger, date(2026, 11, 2)).about
    clock.trust, clock.wall, clock.ticks = Trust.NTP, FRIDAY, clock.ticks + 600
    ledger.outbox.confirm(receipt, "4711")
    assert so_far(ledger, date(2026, 11, 2)).receipts is None
    today = so_far(ledger)
    assert (today.receipts, today.about) == ((receipt, receipt), False)


def test_r33_closing_is_noted_and_its_root_proves_the_note(ledger: Ledger) -> None:
    pay(ledger)
    before = so_far(ledger).root
    closing = close_day(ledger, DAY, ZONE, "Anna")
    event = ledger.db.execute("SELECT event, staff, facts FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert event == ("closed", "Anna", "2026-11-20")
    assert closing.root == ledger.journal.root().hex() != before
    assert so_far(ledger).root == closing.root
