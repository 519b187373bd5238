"""R20, R22: receipts on a printer emulator that nobody here wrote: a roll that runs out loses and doubles nothing."""

from pathlib import Path

import pytest

from tests.kiosk.office_command import RING, Office
from tests.peers.emupos import EMUPOS
from tests.printing import test_emupos
from tests.printing.test_emupos import Emulator

emulator = test_emupos.emulator
pytestmark = pytest.mark.skipif(not EMUPOS.exists(), reason="emupos is not installed")
GARDEN = ("book", "payment", "--from", "17", "--to", "1042", "--text", "Garten", "--amount", "2", "--paper", "7")


def states(office: Office) -> list[tuple[object, object]]:
    return [(row["state"], row["trouble"]) for row in office.run("receipts", "--json").rows()]


def test_r20_r22_a_roll_that_runs_out_loses_nothing_and_doubles_nothing(tmp_path: Path, emulator: Emulator) -> None:
    office = Office(tmp_path, f'{RING}[printer]\ndevice = "tcp://127.0.0.1:{emulator._port}"\n')
    before = emulator.receipts(80)
    with emulator.fault("paper-out"):
        first = office.run(*GARDEN)
        assert "Das Papier ist alle" in first.err
        assert states(office) == [("not_started", "paper_out"), ("planned", None)]
    assert office.run(*GARDEN).out == first.out
    assert states(office) == [("printed", None)] * 2
    assert emulator.receipts(80) == before + 2
    assert [row["copies"] for row in office.run("receipts", "--json").rows()] == [0, 0]
