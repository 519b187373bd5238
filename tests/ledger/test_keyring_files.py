"""The key ring's files: damaged, missing, full disks, and several processes at once."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sync.errors import Reason, Unstorable
from sync.ledger import keyring_errors as errors
from sync.ledger.keyring import KeyRing, Opened
from sync.ledger.sealing import Cost

ROOT = Path(__file__).parents[2]
CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
ANNA, BERND = "271828", "31415926"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path, CHEAP)


@pytest.fixture
def anna(ring: KeyRing) -> Opened:
    return ring.enrol_first("Anna", ANNA)


def changed(path: Path, **facts: object) -> None:
    path.write_bytes(msgspec.json.encode({**msgspec.json.decode(path.read_bytes()), **facts}))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-20]),
        lambda path: path.write_bytes(b"\xff\xfe"),
        lambda path: path.write_bytes(b"[]"),
        lambda path: changed(path, staff=[]),
        lambda path: changed(path, salt="AAAA"),
        lambda path: changed(path, version=2),
        lambda path: changed(path, staff=[{"id": "1", "name": "Anna", "sealed": "AAAA"}]),
        lambda path: changed(path, cost={"iterations": 3, "lanes": 4, "memory_kib": 1 << 30}),
        lambda path: changed(path, cost={"iterations": 0, "lanes": 4, "memory_kib": 1 << 16}),
    ],
)
def test_a_damaged_ring_is_named_and_left_alone(
    ring: KeyRing, anna: Opened, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    damage(tmp_path / "staff.json")
    before = (tmp_path / "staff.json").read_bytes()
    for use in (
        lambda: KeyRing.open(tmp_path),
        lambda: ring.open_with(ANNA),
        lambda: ring.enrol_first("Bernd", BERND),
        lambda: ring.add(anna, "Bernd", BERND),
    ):
        with pytest.raises(errors.RingDamaged):
            use()
    assert (tmp_path / "staff.json").read_bytes() == before


@pytest.mark.parametrize("key", [None, b"", b"short", bytes(32)])
def test_r27_a_missing_or_foreign_device_key_is_named_and_never_replaced(
    ring: KeyRing, anna: Opened, tmp_path: Path, key: bytes | None
) -> None:
    path = tmp_path / "device.key"
    path.unlink() if key is None else path.write_bytes(key)
    for use in (
        lambda: KeyRing.open(tmp_path),
        lambda: ring.open_with(ANNA),
        lambda: ring.add(anna, "Bernd", BERND),
    ):
        with pytest.raises(errors.DeviceKeyMissing):
            use()
    assert (path.read_bytes() if path.exists() else None) == key


def test_a_device_key_that_a_killed_first_start_left_serves_the_second(ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "device.key").write_bytes(b"k" * 32)
    ring.enrol_first("Anna", ANNA)
    assert (tmp_path / "device.key").read_bytes() == b"k" * 32


def test_r27_a_device_key_may_be_a_link_to_a_stick(ring: KeyRing, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (tmp_path / "device.key").symlink_to(stick / "key")
    with pytest.raises(errors.DeviceKeyMissing):
        ring.enrol_first("Anna", ANNA)
    assert (tmp_path / "device.key").is_symlink()
    stick.mkdir()
    (stick / "key").write_bytes(b"k" * 32)
    ring.enrol_first("Anna", ANNA)
    assert KeyRing.open(tmp_path).open_with(ANNA)


def test_a_ledger_without_a_ring_never_gets_another_data_key(ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "members.db").write_bytes(b"sealed under a lost key")
    with pytest.raises(errors.RingMissing):
        KeyRing.open(tmp_path)
    with pytest.raises(errors.RingMissing):
        ring.enrol_first("Anna", ANNA)
    assert not (tmp_path / "staff.json").exists()


@pytest.mark.parametrize(("code", "reason"), [(errno.ENOSPC, Reason.DISK_FULL), (errno.EIO, Reason.DISK)])
@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_r15_a_disk_that_refuses_leaves_the_old_ring_whole(
    ring: KeyRing,
    anna: Opened,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    reason: Reason,
) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(f"sync.ledger.whole_files.os.{call}", refuse)
        with pytest.raises(Unstorable) as caught:
            ring.add(anna, "Bernd", BERND)
    assert caught.value.reason == reason
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    ring.add(anna, "Bernd", BERND)
    assert ring.names() == ("Anna", "Bernd")


def test_r13_a_ring_is_synced_before_it_takes_its_name_and_its_folder_after(
    ring: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        steps.append(f"sync {Path(os.readlink(f'/proc/self/fd/{handle}')).name}")
        fsync(handle)

    def noted_replace(draft: Path, path: Path) -> None:
        steps.append(f"name {path.name}")
        replace(draft, path)

    monkeypatch.setattr("sync.ledger.whole_files.os.fsync", noted_fsync)
    monkeypatch.setattr("sync.ledger.whole_files.os.replace", noted_replace)
    ring.enrol_first("Anna", ANNA)
    folder = tmp_path.name
    assert steps == [
        *("sync device.key.new", "name device.key", f"sync {folder}"),
        *("sync staff.json.new", "name staff.json", f"sync {folder}"),
    ]


FIRST = """
import sys
from pathlib import Path
from sync.ledger.keyring import KeyRing
from sync.ledger.keyring_errors import NotEmpty
from sync.ledger.sealing import Cost
ring = KeyRing.open(Path(sys.argv[1]), Cost(iterations=1, lanes=1, memory_kib=128))
print("ready", flush=True)
sys.stdin.readline()
try:
    print("won", ring.enrol_first(sys.argv[2], sys.argv[3]).data_key.hex())
except NotEmpty:
    print("lost")
"""
ADDING = """
import sys
from pathlib import Path
from sync.ledger.keyring import KeyRing
ring = KeyRing.open(Path(sys.argv[1]))
anna = ring.open_with("271828")
print("ready", flush=True)
sys.stdin.readline()
ring.add(anna, sys.argv[2], sys.argv[3])
"""


def at_once(code: str, folder: Path, pins: dict[str, str]) -> list[str]:
    """What processes print that all wait, then begin together; one for each name."""
    started = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", code, str(folder), name, pin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name, pin in pins.items()
    ]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    told = [child.communicate(timeout=60)[0].strip() for child in started]
    assert [child.returncode for child in started] == [0] * len(started)
    return told


def test_of_several_first_starts_at_once_exactly_one_makes_the_ring(ring: KeyRing, tmp_path: Path) -> None:
    pins = {"Anna": "271828", "Bernd": "314159", "Clara": "161803", "Dora": "141421"}
    told = at_once(FIRST, tmp_path, pins)
    assert sorted(line.partition(" ")[0] for line in told) == ["lost", "lost", "lost", "won"]
    [name] = ring.names()
    opened = ring.open_with(pins[name])
    assert opened
    assert f"won {opened.data_key.hex()}" in told


def test_of_several_processes_that_add_none_undoes_another(ring: KeyRing, anna: Opened, tmp_path: Path) -> None:
    pins = {"Bernd": "314159", "Clara": "161803", "Dora": "141421"}
    at_once(ADDING, tmp_path, pins)
    assert sorted(ring.names()) == ["Anna", "Bernd", "Clara", "Dora"]
    for name, pin in pins.items():
        assert ring.open_with(pin) == Opened(name, anna.data_key)
