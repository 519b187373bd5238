"""The counter of what was written to the card: over restarts, power cuts and new cards, and hardly written itself."""

import os
import stat
from pathlib import Path

import msgspec
import pytest
from textual.message import Message

from kiosk.check.device import look
from kiosk.check.readings.disk import disk
from kiosk.check.readings.wear import COUNTER, SECTOR, Count, advanced, keep, wear
from kiosk.check.wearing import daily_mb
from kiosk.check.worker import EACH_S, KEEP_S, CheckWorker, Watched
from kiosk.messages import WorkerCrashed
from tests.kiosk.check_machine import CARD_BYTES, Pi
from tests.sync.clocks import FakeClock


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    return Pi(tmp_path)


def counted(pi: Pi, boot: str, uptime_s: float) -> Count:
    found = wear(pi.machine, disk(pi.machine), boot, uptime_s).count
    assert found
    return found


def test_what_was_written_since_set_up_grows_over_restarts(pi: Pi) -> None:
    pi.written(1_000)
    keep(pi.machine, counted(pi, "boot-1", 100.0))
    pi.written(1_500)
    assert counted(pi, "boot-1", 160.0).written == 1_500 * SECTOR, "only what came on top"
    keep(pi.machine, counted(pi, "boot-1", 160.0))
    pi.written(400)
    after = counted(pi, "boot-2", 30.0)
    assert (after.written, after.powered_s) == (1_900 * SECTOR, 190.0), "the kernel begins anew with every start"
    keep(pi.machine, after)
    pi.written(9_000)
    assert counted(pi, "boot-3", 60.0).written == 10_900 * SECTOR, "also where it wrote more than in the one before"


def test_a_power_cut_loses_only_what_was_not_stored(pi: Pi) -> None:
    pi.written(1_000)
    keep(pi.machine, counted(pi, "boot-1", 100.0))
    pi.written(9_000)
    pi.written(10)
    assert counted(pi, "boot-2", 5.0).written == 1_010 * SECTOR


def test_another_card_is_counted_anew(pi: Pi) -> None:
    pi.written(5_000)
    keep(pi.machine, counted(pi, "boot-1", 100.0))
    pi.write(f"{pi.disk}/device/cid", "aaaa")
    pi.written(7)
    assert counted(pi, "boot-2", 5.0).written == 7 * SECTOR


def test_a_count_of_the_kernel_that_went_back_does_not_take_anything_away() -> None:
    old = Count("card", "boot-1", 900, 100.0, 5_000_000, 100.0)
    assert advanced(old, "card", "boot-1", 100, 90.0).written == 5_000_000 + 100 * SECTOR


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"card": 7}', b"\xff\xfe"])
def test_a_spoiled_counter_begins_anew(pi: Pi, content: bytes) -> None:
    (pi.data / COUNTER).write_bytes(content)
    pi.written(3)
    assert counted(pi, "boot-1", 5.0).written == 3 * SECTOR


def test_a_disk_that_refuses_is_no_reason_to_stop(pi: Pi) -> None:
    (pi.data / f"{COUNTER}.new").mkdir()
    keep(pi.machine, counted(pi, "boot-1", 5.0))
    assert not (pi.data / COUNTER).exists()


def test_the_size_of_the_card_is_told_and_a_rate_only_after_a_whole_day(pi: Pi) -> None:
    assert wear(pi.machine, disk(pi.machine), "boot-1", 1.0).size == CARD_BYTES
    assert daily_mb(Count("c", "b", 0, 0.0, 20_000_000, 86_399.0)) is None
    assert daily_mb(Count("c", "b", 0, 0.0, 40_000_000, 172_800.0)) == 20


def test_without_a_disk_behind_the_folder_nothing_is_known(pi: Pi) -> None:
    pi.write("proc/self/mountinfo", "36 25 0:44 / / rw - overlay overlay rw")
    found = look(pi.machine, "boot-1", 1.0)
    assert (found.wear.count, found.disk.block, found.disk.errors) == (None, None, None)
    assert found.disk.read_only is False


def test_the_innermost_mount_of_the_data_folder_counts(pi: Pi) -> None:
    pi.mounted("rw")
    before = pi.root / "proc/self/mountinfo"
    other = f"40 25 179:9 / {pi.data}-other ro - ext4 /dev/sda1 ro"
    blank = f"41 25 179:3 / {pi.data.parent!s} ro - tmpfs tmpfs ro"
    pi.write("proc/self/mountinfo", f"{blank}\n{other}\n{before.read_text()}")
    assert disk(pi.machine).read_only is False
    pi.write("proc/self/mountinfo", f"{before.read_text()}\n42 25 179:3 / {pi.data} ro,noatime - ext4 /dev/x rw")
    assert disk(pi.machine).read_only is True, "the last one at the same place covers the others"


class Heard:
    """What the worker posts."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> bool:
        self.messages.append(message)
        return True


def test_r17_the_worker_stores_the_counter_once_an_hour_and_looks_every_minute(pi: Pi) -> None:
    clock, heard, path = FakeClock(), Heard(), pi.data / COUNTER
    worker, stored = CheckWorker(pi.machine, clock, heard), list[int]()
    for minute in range(24 * 60):
        pi.written(1_000 + minute)
        worker.once()
        if not stored or path.stat().st_ino != stored[-1]:
            stored.append(path.stat().st_ino)
        clock.later(EACH_S)
    assert len(stored) == 24 * 3600 // KEEP_S
    assert sum(isinstance(one, Watched) for one in heard.messages) == 24 * 60
    assert path.stat().st_size < 300
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_r40_the_worker_remembers_an_alarm_of_two_seconds(pi: Pi) -> None:
    clock, heard = FakeClock(), Heard()
    worker = CheckWorker(pi.machine, clock, heard)
    for alarm in ("0", "1", "0", "0"):
        pi.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", alarm)
        worker.once()
    told = [one.device.power for one in heard.messages if isinstance(one, Watched)]
    assert [(power.low, power.was_low) for power in told if power] == [
        (False, False), (True, True), (False, True), (False, True),
    ]  # fmt: skip


def test_whatever_breaks_the_worker_lives_on(pi: Pi) -> None:
    def broken(_folder: Path) -> os.statvfs_result:
        raise ValueError

    heard = Heard()
    worker = CheckWorker(msgspec.structs.replace(pi.machine, room=broken), FakeClock(), heard)
    worker.once()
    assert [type(one) for one in heard.messages] == [WorkerCrashed]
