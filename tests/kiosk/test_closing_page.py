"""The day's closing on the screen: the figures, the look through everything, and the slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.closing import ClosingPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, PrintSlips, Several
from printing.slip import Fact
from sync.clock import Trust
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.office_pages import opened, pay, refused, taken_back
from tests.kiosk.test_clarify_pages import words
from tests.sync.clocks import TUESDAY, FakeClock

LARGE = Frame(100, 30)


@pytest.fixture
def house_(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


def test_the_day_stands_there_in_figures(house_: House) -> None:
    pay(house_)
    refused(house_)
    taken_back(house_)
    told = words(ClosingPage().view(house_, LARGE))
    for part in ("Dienstag, 24. November 2026", "Buchungen 4", "Stornos 1", "Summe 4 Stunden", "Belege 1 bis 4"):
        assert part in told


def test_r10_a_day_that_the_clock_did_not_know_is_called_about(replicas: dict[str, Replica], tmp_path: Path) -> None:
    clock = FakeClock(TUESDAY)
    clock.trust = Trust.UNTRUSTED
    house = office(tmp_path, replicas["demo"], clock)
    assert "ungefähr Dienstag" in words(ClosingPage().view(house, LARGE))
    desk_of(house).close()


def test_r33_closing_looks_through_everything_notes_it_and_prints_the_root(house_: House) -> None:
    pay(house_)
    step = ClosingPage().act(house_, LARGE, "close")
    assert isinstance(step, Several)
    slips = step.steps[1]
    assert isinstance(slips, PrintSlips)
    assert opened(step).waits_for == slips.key
    assert "vollständig und unverändert" in words(opened(step).view(house_, LARGE))
    ledger = desk_of(house_).ledger
    printed = "".join(getattr(block, "text", "") for block in slips.slips[0].blocks).replace(" ", "")
    assert ledger.journal.root().hex() in printed
    event = ledger.db.execute("SELECT event, staff, facts FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert event == ("closed", "Frau Büro", "2026-11-24")


def test_looking_at_the_figures_writes_nothing(house_: House) -> None:
    before = desk_of(house_).ledger.journal.root()
    page = ClosingPage()
    page.view(house_, LARGE)
    page.act(house_, LARGE, "earlier")
    page.view(house_, LARGE)
    assert desk_of(house_).ledger.journal.root() == before


def test_r13_a_ledger_that_is_not_what_was_written_is_not_closed(house_: House) -> None:
    receipt, desk = pay(house_), desk_of(house_)
    desk.ledger.db.execute("DROP TRIGGER booking_update")
    desk.ledger.db.execute("UPDATE booking SET platform = 'elsewhere' WHERE receipt = ?", (receipt,))
    before = desk.ledger.journal.root()
    step = ClosingPage().act(house_, LARGE, "close")
    assert isinstance(step, Open)
    assert "beschädigt" in words(step.page.view(house_, LARGE))
    assert desk.damaged
    assert desk.ledger.journal.root() == before


def test_a_day_before_can_be_closed_later(house_: House) -> None:
    pay(house_)
    assert isinstance(house_.clock, FakeClock)
    house_.clock.later(days=1)
    page = ClosingPage()
    assert "Buchungen 0" in words(page.view(house_, LARGE))
    page.act(house_, LARGE, "earlier")
    assert "Buchungen 1" in words(page.view(house_, LARGE))
    step = page.act(house_, LARGE, "close")
    assert isinstance(step, Several)
    assert isinstance(step.steps[1], PrintSlips)
    facts = [block for block in step.steps[1].slips[0].blocks if isinstance(block, Fact)]
    assert facts[0].value == "Dienstag, 24. November 2026"
    page.act(house_, LARGE, "later")
    assert [deed.action for deed in page.deeds(house_)] == ["close", "earlier"]
