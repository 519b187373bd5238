"""A machine whose program can be exchanged, with a desk at which somebody works."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.replica import Replica
from tests.deploy.update_machine import OLD, Machine
from tests.kiosk.staff_house import PIN, office
from tests.sync.clocks import BERLIN
from tests.update.bundles import signer
from tests.update.town import NextDoor, Town


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    machine = Machine(tmp_path / "root", signer(tmp_path))
    data = machine.bundles.parent
    with Replica.open(data / "public.db", BERLIN) as replica, office(data, replica) as (house, desk):
        desk.sign_in(PIN)
        house.steward = NextDoor(machine)
        monkeypatch.setattr(sys, "prefix", str(machine.program / "versions" / OLD))
        yield Town(house, desk, machine)
