"""Who worked at the desk when, and what was done in a time, from the journal alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync.clock import Trust
from sync.ledger.activity import Done, done_since, last_active
from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import OnPaper
from sync.ledger.records import Payment
from tests.sync.clocks import TUESDAY, FakeClock

KEY = bytes(range(32))
PAID = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(TUESDAY)


@pytest.fixture
def ledger(tmp_path: Path, clock: FakeClock) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "members.db", KEY, clock) as ledger:
        yield ledger


def signs_in(ledger: Ledger, name: str) -> None:
    with ledger.change():
        ledger.journal.note("signed in", staff=name)


def book(ledger: Ledger) -> int:
    return ledger.book(PAID, staff="Frau Büro", platform="tauschring").receipt


def test_the_last_sign_in_of_each_counts(ledger: Ledger, clock: FakeClock) -> None:
    signs_in(ledger, "Frau Büro")
    clock.later(days=10)
    signs_in(ledger, "Herr Amt")
    signs_in(ledger, "Frau Büro")
    clock.later(days=1)
    with ledger.change():
        ledger.journal.note("signed out", staff="Herr Amt")
    book(ledger)
    ten = TUESDAY + timedelta(days=10)
    assert last_active(ledger) == {"Frau Büro": ten, "Herr Amt": ten}


def test_nobody_was_active_in_a_new_ledger(ledger: Ledger) -> None:
    assert last_active(ledger) == {}
    assert done_since(ledger, TUESDAY - timedelta(days=30)) == Done()


def test_r10_a_sign_in_before_the_clock_was_right_has_its_computed_time(ledger: Ledger, clock: FakeClock) -> None:
    clock.trust = Trust.UNTRUSTED
    signs_in(ledger, "Frau Büro")
    clock.later(minutes=5)
    clock.trust, clock.wall = Trust.NTP, TUESDAY + timedelta(days=100, minutes=5)
    signs_in(ledger, "Herr Amt")
    assert last_active(ledger)["Frau Büro"] == TUESDAY + timedelta(days=100)


def test_what_was_done_counts_from_a_moment_on(ledger: Ledger, clock: FakeClock) -> None:
    book(ledger)
    clock.later(days=31)
    receipt = book(ledger)
    for state in (OnPaper.PRINTED, OnPaper.TAKEN, OnPaper.NOT_STARTED):
        ledger.printouts.end(ledger.printouts.begin(receipt, 1, True), state)
    with ledger.change():
        ledger.journal.note("interest taken", facts="x")
        ledger.journal.note("feedback taken", facts="y")
        ledger.journal.note("closed", facts="2026-11-24")
    since = clock.now() - timedelta(days=30)
    assert done_since(ledger, since) == Done(bookings=1, letters=2, slips=2, closings=1)


def test_r10_what_no_clock_was_sure_of_is_called_about(ledger: Ledger, clock: FakeClock) -> None:
    clock.trust = Trust.UNTRUSTED
    book(ledger)
    assert done_since(ledger, TUESDAY - timedelta(days=1)) == Done(bookings=1, about=True)
