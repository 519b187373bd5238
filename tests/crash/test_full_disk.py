"""R15, R16: a disk that is full or read-only stops bookings with a sentence, keeps what was told, shows the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.checker import findings
from tests.crash.full_disk import crowded, filled, mounted, read_only
from tests.crash.nursery import Nursery
from tests.crash.town import build
from tests.crash.write_faults import DAY
from tests.peers.cyclos_bank import Bank

ROOMS = (0, 1, 23, 24, 25, 300, 4119, 4120, 4121, 9000, 24_719, 24_720, 30_000, 50_000, 100_000)
"""Bytes; a page of the journal takes 24 and 4,096, a booking six pages."""


@pytest.fixture
def bank() -> Iterator[Bank]:
    with Bank() as bank:
        yield bank


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", 2048) as refused:
        if refused:
            pytest.skip(refused)
        yield tmp_path / "disk"


def test_r15_files_that_may_not_grow_stop_the_booking_and_nothing_else(
    nursery: Nursery, bank: Bank, tmp_path: Path
) -> None:
    base, refused = build(tmp_path / "base", bank), 0
    for room in ROOMS:
        bank.books.payments.clear()
        told, found = crowded(nursery, bank, base.copy(tmp_path / "town"), room)
        assert found == [], room
        refused += len(told.denied)
        assert all("Es ist nichts gebucht" in " ".join(told.said) for _ in told.denied)
    assert refused > len(ROOMS) / 2


def test_r15_a_small_disk_that_fills_up_stops_the_booking_and_nothing_else(
    nursery: Nursery, bank: Bank, disk: Path
) -> None:
    base, refused = build(disk / "base", bank), 0
    for room in range(0, 100_000, 8192):
        bank.books.payments.clear()
        told, found = filled(nursery, bank, base.copy(disk / "town"), room)
        assert found == [], room
        refused += len(told.denied)
    assert refused


def test_r16_a_card_that_fell_to_read_only_refuses_bookings_and_takes_them_when_it_was_changed(
    nursery: Nursery, bank: Bank, disk: Path
) -> None:
    town = build(disk / "town", bank)
    during, after = read_only(nursery, town, disk)
    assert (during.booked, during.denied) == ({}, {deed[-1] for deed in DAY if deed[0] == "payment"})
    assert len(after.booked) == len(during.denied)
    assert findings(town, after) == []
