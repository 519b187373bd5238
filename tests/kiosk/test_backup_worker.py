"""R37: the nightly backup: when it is due, which sticks it takes, and that it makes up for a missed night."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.backup_room import belongings
from kiosk.backup_settings import BackupSettings
from kiosk.backup_worker import AGAIN_S, DAY_S, SETTLED_S, BackupWorker, nightly
from kiosk.house import House
from kiosk.place import Place
from kiosk.screens.staff.entry import desk_of
from kiosk.settings import Settings
from kiosk.steward import Steward
from kiosk.sticks import Stick
from sync.backup.log import BackupLog
from sync.backup.recovery import Recovery
from sync.backup.stick import backups, stick_mark
from sync.clock import Trust
from sync.replica import Replica
from tests.kiosk.pages import house_of
from tests.kiosk.staff_house import staffed
from tests.sync.clocks import FakeClock

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


class Night:
    """A terminal with staff signed in and an envelope, a stick, and a clock that the test moves."""

    def __init__(self, folder: Path, replica: Replica) -> None:
        self.clock, self.stick, self.settings = FakeClock(EVENING), folder / "stick", Settings()
        self.house: House = house_of(replica, self.clock)
        self.house.steward = Steward(folder / "none")
        self.house.desk = staffed(folder / "data", replica, self.clock, self.settings)
        self.house.desk.belongings = belongings(Place(folder / "kiosk.toml", folder / "data"), self.settings)
        Recovery(folder / "data").make(self.house.desk.data_key or b"")
        self.stick.mkdir()
        stick_mark(self.stick, lambda: 1)
        self.plugged = [Stick("KIOSK", self.stick)]
        self.posted: list[object] = []
        self.worker = BackupWorker(self.house, self.house.desk, self.posted.append, lambda: self.plugged)

    def made(self) -> int:
        """How many there are after one more look."""
        self.worker.look()
        return len(backups(self.stick))

    @property
    def log(self) -> BackupLog:
        return BackupLog(desk_of(self.house).folder)


@pytest.fixture
def night(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Night]:
    night = Night(tmp_path, replicas["demo"])
    yield night
    desk_of(night.house).close()


def test_r37_one_backup_a_night_at_its_hour(night: Night) -> None:
    assert night.made() == 1
    for hours, wanted in ((1, 1), (4, 1), (1, 2), (1, 2), (23, 3), (1, 3)):
        night.clock.later(hours=hours)
        assert night.made() == wanted
    assert all(copy.good and copy.ledger_hash for copy in night.log.read())


def test_r11_a_backup_of_a_clock_that_was_ahead_holds_up_no_night(night: Night) -> None:
    night.clock.wall += timedelta(days=400)
    assert night.made() == 1
    night.clock.wall -= timedelta(days=400)
    night.clock.later(hours=2)
    assert night.made() == 2
    night.clock.later(hours=1)
    assert night.made() == 2


def test_r37_a_missed_night_is_made_up_for_when_the_stick_is_there(night: Night) -> None:
    night.made()
    night.plugged = []
    night.clock.later(days=3)
    assert night.made() == 1
    night.plugged = [Stick("KIOSK", night.stick)]
    night.clock.later(minutes=1)
    assert night.made() == 2


def test_r37_a_stick_on_which_no_backup_was_ever_made_is_not_touched(night: Night, tmp_path: Path) -> None:
    (tmp_path / "guest").mkdir()
    night.plugged = [Stick("URLAUB", tmp_path / "guest")]
    night.worker.look()
    assert list((tmp_path / "guest").iterdir()) == []


def test_r37_after_one_that_was_not_good_an_hour_passes(night: Night) -> None:
    (night.stick / "kiosk-stick.txt").chmod(0o400)
    Recovery(desk_of(night.house).folder)._public.unlink()
    night.worker.look()
    night.clock.later(seconds=AGAIN_S - 1)
    night.worker.look()
    assert [copy.reason for copy in night.log.read()] == ["no_words"]
    night.clock.later(seconds=1)
    night.worker.look()
    assert len(night.log.read()) == 2


def test_r37_after_a_lock_the_ledger_stays_open_and_is_summed_up(night: Night) -> None:
    desk_of(night.house).lock()
    assert night.made() == 1
    assert night.log.read()[0].ledger_hash


def test_r37_before_any_sign_in_bytes_are_compared(night: Night) -> None:
    desk_of(night.house).close()
    assert night.made() == 1
    assert (night.log.read()[0].good, night.log.read()[0].ledger_hash) == (True, None)


def test_r11_without_a_clock_that_is_trusted_one_is_made_in_each_run(night: Night) -> None:
    night.clock.trust = Trust.UNTRUSTED
    assert night.made() == 0
    night.clock.later(seconds=SETTLED_S)
    assert night.made() == 1
    night.clock.later(seconds=DAY_S - 1)
    assert night.made() == 1
    night.clock.later(seconds=1)
    assert night.made() == 2


def test_r13_of_a_ledger_that_was_found_damaged_none_is_made(night: Night) -> None:
    desk_of(night.house).damaged = True
    assert night.made() == 0


def test_never_means_never(night: Night) -> None:
    desk = desk_of(night.house)
    desk.settings = msgspec.structs.replace(night.settings, backup=BackupSettings(at=None))
    night.clock.later(days=9)
    assert night.made() == 0


def test_the_thread_ends_with_the_terminal(night: Night) -> None:
    with nightly(night.house, desk_of(night.house), night.posted.append):
        pass
    assert night.posted == []
