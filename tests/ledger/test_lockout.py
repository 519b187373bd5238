"""The wait after wrong PINs, and signing in (R26)."""

import errno
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.errors import Unstorable
from sync.ledger.keyring import KeyRing, Opened
from sync.ledger.keyring_errors import LockedOut, WrongPin
from sync.ledger.lockout import FREE, WAITS_MIN, Lockout, sign_in
from sync.ledger.sealing import Cost
from tests.sync.clocks import FakeClock

ROOT = Path(__file__).parents[2]
CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
ANNA, WRONG = "271828", "161803"
HOUR = 3600.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def lockout(tmp_path: Path, clock: FakeClock) -> Lockout:
    return Lockout(tmp_path, clock)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path, CHEAP)


@pytest.fixture
def anna(ring: KeyRing) -> Opened:
    return ring.enrol_first("Anna", ANNA)


def fail(lockout: Lockout, times: int) -> None:
    for _ in range(times):
        lockout.failed()


def test_r26_after_five_failures_the_waits_double_up_to_an_hour(lockout: Lockout, clock: FakeClock) -> None:
    waits = []
    for _ in range(FREE + len(WAITS_MIN) + 2):
        lockout.failed()
        waits.append(lockout.wait_s())
        clock.later(seconds=waits[-1])
        assert lockout.wait_s() == 0
    minutes = [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert waits == [60.0 * each for each in minutes]


def test_r26_the_wait_runs_down_with_monotonic_time(lockout: Lockout, clock: FakeClock) -> None:
    fail(lockout, FREE)
    clock.later(seconds=59)
    assert lockout.wait_s() == 1
    clock.later(seconds=1)
    assert lockout.wait_s() == 0


@pytest.mark.parametrize("wall", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)])
def test_r26_a_jump_of_the_wall_clock_changes_nothing(lockout: Lockout, clock: FakeClock, wall: datetime) -> None:
    fail(lockout, FREE)
    clock.wall = wall
    assert lockout.wait_s() == 60


@pytest.mark.parametrize("uptime", [5.0, 100_000.0])
def test_r26_after_a_reboot_the_wait_starts_anew_in_full(tmp_path: Path, clock: FakeClock, uptime: float) -> None:
    clock.ticks = uptime
    fail(Lockout(tmp_path, clock), FREE)
    clock.later(seconds=50)
    clock.reboot("boot-2")
    clock.ticks = 0.0
    again = Lockout(tmp_path, clock)
    assert again.wait_s() == 60
    clock.later(seconds=45)
    assert again.wait_s() == 15
    again.failed()
    assert again.wait_s() == 120


def test_r26_a_reboot_is_no_way_to_more_tries(tmp_path: Path, clock: FakeClock) -> None:
    fail(Lockout(tmp_path, clock), FREE - 1)
    for boot in range(2, 6):
        clock.reboot(f"boot-{boot}")
    fail(Lockout(tmp_path, clock), 1)
    assert Lockout(tmp_path, clock).wait_s() == 60


def test_a_boot_without_a_name_is_told_by_time_that_runs_backwards(tmp_path: Path, clock: FakeClock) -> None:
    clock.boot = ""
    fail(Lockout(tmp_path, clock), FREE)
    clock.reboot("")
    assert Lockout(tmp_path, clock).wait_s() == 55


def test_r26_all_processes_count_together(tmp_path: Path, clock: FakeClock) -> None:
    screen, command = Lockout(tmp_path, clock), Lockout(tmp_path, clock)
    for one in (screen, command, screen, command, screen):
        one.failed()
    assert (screen.wait_s(), command.wait_s()) == (60, 60)
    command.succeeded()
    assert screen.wait_s() == 0
    fail(screen, FREE - 1)
    assert command.wait_s() == 0


def test_the_failures_are_stored_for_the_service_alone(lockout: Lockout, tmp_path: Path) -> None:
    lockout.failed()
    assert stat.S_IMODE((tmp_path / "lockout.json").stat().st_mode) == 0o600
    lockout.succeeded()
    lockout.succeeded()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"count":0,"boot":"","at_s":0}', b"\xff\x00"])
def test_a_damaged_file_is_the_longest_wait_and_heals_by_itself(
    lockout: Lockout, clock: FakeClock, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "lockout.json").write_bytes(content)
    assert lockout.wait_s() == HOUR
    clock.later(seconds=HOUR - 1)
    assert Lockout(tmp_path, clock).wait_s() == 1
    clock.later(seconds=1)
    assert lockout.wait_s() == 0
    lockout.failed()
    assert lockout.wait_s() == HOUR


def test_r15_a_full_disk_makes_no_free_tries(
    lockout: Lockout, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("sync.ledger.whole_files.os.replace", refuse)
        fail(lockout, FREE)
    assert not (tmp_path / "lockout.json").exists()
    assert lockout.wait_s() == 60
    clock.later(seconds=60)
    lockout.failed()
    assert Lockout(tmp_path, clock).wait_s() == 120


def test_r16_a_card_that_is_read_only_keeps_nobody_with_the_right_pin_out(
    ring: KeyRing, anna: Opened, lockout: Lockout, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongPin):
        sign_in(ring, lockout, WRONG)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr("sync.ledger.whole_files.os.replace", refuse)
    assert sign_in(ring, lockout, ANNA) == anna


def test_a_file_of_another_user_is_said_and_not_passed_over(lockout: Lockout, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unstorable):
        lockout.wait_s()


def test_a_right_pin_signs_in_and_forgets_the_failures(ring: KeyRing, anna: Opened, lockout: Lockout) -> None:
    for _ in range(FREE - 1):
        with pytest.raises(WrongPin) as wrong:
            sign_in(ring, lockout, WRONG)
        assert wrong.value.wait_s == 0
    assert sign_in(ring, lockout, ANNA) == anna
    for _ in range(FREE - 1):
        with pytest.raises(WrongPin):
            sign_in(ring, lockout, ANNA, "Bernd")
    assert sign_in(ring, lockout, ANNA, "Anna") == anna


def test_r26_while_locked_not_even_the_right_pin_is_looked_at(
    ring: KeyRing, anna: Opened, lockout: Lockout, clock: FakeClock, tmp_path: Path
) -> None:
    for _ in range(FREE):
        with pytest.raises(WrongPin) as wrong:
            sign_in(ring, lockout, WRONG)
    assert wrong.value.wait_s == 60
    (tmp_path / "device.key").rename(tmp_path / "away")
    clock.later(seconds=59)
    for pin in (ANNA, WRONG):
        with pytest.raises(LockedOut) as locked:
            sign_in(ring, lockout, pin)
        assert locked.value.wait_s == 1
    (tmp_path / "away").rename(tmp_path / "device.key")
    clock.later(seconds=1)
    assert sign_in(ring, lockout, ANNA) == anna


HANGING = """
import sys
from pathlib import Path
from sync.clock import SystemClock
from sync.ledger.keyring import KeyRing
from sync.ledger.lockout import Lockout, sign_in
import sync.ledger.keyring as keyring
def hang(*_):
    print("trying", flush=True)
    sys.stdin.read()
keyring.stretch = hang
folder = Path(sys.argv[1])
sign_in(KeyRing.open(folder), Lockout(folder, SystemClock()), "161803")
"""


def test_a_command_killed_in_the_middle_of_a_pin_check_counts_nothing_and_holds_nobody_up(
    ring: KeyRing, anna: Opened, lockout: Lockout, tmp_path: Path
) -> None:
    for _ in range(FREE + 1):
        child = subprocess.Popen(
            [sys.executable, "-B", "-c", HANGING, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert child.stdout
        assert child.stdout.readline() == b"trying\n"
        os.kill(child.pid, signal.SIGKILL)
        child.communicate(timeout=60)
    assert lockout.wait_s() == 0
    assert not (tmp_path / "lockout.json").exists()
    assert sign_in(ring, lockout, ANNA) == anna


GUESSING = """
import sys
from pathlib import Path
from sync.clock import SystemClock
from sync.ledger.keyring import KeyRing
from sync.ledger.keyring_errors import LockedOut, WrongPin
from sync.ledger.lockout import Lockout, sign_in
folder = Path(sys.argv[1])
ring, lockout = KeyRing.open(folder), Lockout(folder, SystemClock())
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3):
    try:
        sign_in(ring, lockout, "161803")
    except WrongPin:
        print("wrong")
    except LockedOut:
        print("locked")
"""


def test_r26_guessing_in_many_processes_at_once_brings_no_more_tries(anna: Opened, tmp_path: Path) -> None:
    assert anna.staff == "Anna"
    started = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", GUESSING, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    told = " ".join(child.communicate(timeout=60)[0] for child in started).split()
    assert (told.count("wrong"), told.count("locked")) == (FREE, 12 - FREE)
