"""A sample of `make faults`; the whole table takes minutes."""

from functools import partial
from pathlib import Path

import msgspec
import pytest

from tests.faults.codes import codes
from tests.faults.desk import bookings
from tests.faults.emulator import needs_emupos
from tests.faults.liars import LIARS, lying
from tests.faults.street import Told, Way, street
from tests.faults.table import summary, table
from tests.faults.ways import WAYS
from tests.printing.test_qr import needs_zbar

pytestmark = needs_emupos
SAMPLE = 199
"""Each so many-th place in a receipt."""
PRINTERS = 8


def told(way: Way, folder: Path) -> list[Told]:
    with street(way, folder, way.printers or PRINTERS) as printers:
        return list(printers.tell(SAMPLE))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_r20_whatever_goes_wrong_the_program_says_no_more_than_it_knows(way: Way, tmp_path: Path) -> None:
    found = told(way, tmp_path)
    assert not [line for line in table(found).splitlines() if "WRONG" in line], table(found)
    assert not sum(one.seen.doubled for one in found)


def test_r20_a_booking_stands_once_and_its_receipts_are_what_the_ledger_says(tmp_path: Path) -> None:
    found = list(bookings(tmp_path, 1200))
    assert "WRONG" not in table(found), table(found)
    assert {one.seen.state for one in found} >= {"printed + printed", "not_started + planned", "sent + planned"}


@pytest.mark.parametrize("finding", LIARS)
def test_a_printer_that_lies_is_found_out(finding: str, tmp_path: Path) -> None:
    few = tuple(fault for fault in WAYS[0].faults if fault.name in ("paper-out", "cable pulled"))
    way = msgspec.structs.replace(WAYS[0], make=partial(lying, LIARS[finding]), faults=few)
    found = told(way, tmp_path)
    assert any(finding in wrong for one in found for wrong in one.wrong)
    assert "WRONG" in table(found)
    assert " 0 wrong" not in summary(found)


@needs_zbar
def test_a36_every_code_is_read_from_the_print_of_a_printer_made_by_others(tmp_path: Path) -> None:
    read = list(codes(tmp_path))
    assert [one for one in read if one.unread] == []
    assert {one.fault for one in read} == {"none", "paper-out"}
