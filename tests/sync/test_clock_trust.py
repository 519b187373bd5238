"""R10, R11: whom the machine's clock believes: the network, a battery, or nobody."""

import os
from pathlib import Path

import pytest

from sync import clock
from sync.clock import SystemClock, Trust

WHEN = 1_800_000_000


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the system's files: a clock with battery, and a network that told the time once."""
    monkeypatch.setattr(clock, "_battery", lambda: True)
    monkeypatch.setattr(clock, "_SYNCED", (str(tmp_path / "synced"),))
    monkeypatch.setattr(clock, "_BY_HAND", tmp_path / "by-hand")
    monkeypatch.setattr(clock, "_SAVED", tmp_path / "saved")
    _at(tmp_path / "saved", WHEN)
    return tmp_path


def _at(path: Path, when: int) -> None:
    path.touch()
    os.utime(path, (when, when))


def test_r10_a_battery_is_believed(machine: Path) -> None:
    assert SystemClock().trust is Trust.RTC


def test_r11_a_battery_that_a_person_set_is_not(machine: Path) -> None:
    _at(machine / "by-hand", WHEN)
    assert SystemClock().trust is Trust.UNTRUSTED
    (machine / "saved").unlink()
    assert SystemClock().trust is Trust.UNTRUSTED


def test_r10_the_network_s_word_ends_that_for_good(machine: Path) -> None:
    _at(machine / "by-hand", WHEN)
    (machine / "synced").touch()
    assert SystemClock().trust is Trust.NTP
    (machine / "synced").unlink()
    _at(machine / "saved", WHEN + 60)
    assert SystemClock().trust is Trust.RTC, "after the next start"
