"""Sticks: what is mounted and how, what is left alone, and, as root, real file systems on loop devices."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from steward import stick
from steward.mounts import disk_of
from steward.stick import KINDS, NotMounted, clean, main, mount
from steward.system import Done
from tests.deploy.steward_place import Machine
from tests.deploy.tree import PI, ROOT

WHOLE, PART = "8:0", "8:1"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A stick sda1 that holds FAT, beside a system on a card."""
    machine = Machine(tmp_path)
    machine.put("/proc/self/mountinfo", "22 1 179:2 / / ro,noatime - ext4 /dev/root ro\n")
    disk = machine.root / "sys/devices/usb/sda"
    (disk / "sda1").mkdir(parents=True)
    (disk / "dev").write_text(WHOLE)
    (disk / "sda1/dev").write_text(PART)
    (disk / "sda1/partition").write_text("1")
    (machine.root / "sys/dev/block").mkdir(parents=True)
    (machine.root / "sys/dev/block/8:1").symlink_to(disk / "sda1")
    (machine.root / "sys/dev/block/8:0").symlink_to(disk)
    monkeypatch.setattr("steward.mounts.number_of", lambda _: PART)
    says(machine, "vfat", "Blauer\\ Stick")
    return machine


def says(machine: Machine, kind: str, label: str) -> None:
    """What blkid finds."""
    machine.programs.says["/usr/sbin/blkid"] = Done(0, f"DEVNAME=/dev/sda1\nLABEL={label}\nTYPE={kind}\n")


def mounted(machine: Machine, user: str = "nobody") -> Path:
    return mount(Path("/dev/sda1"), machine.system, user)


def options(machine: Machine) -> list[str]:
    (call,) = [call for call in machine.programs.called if call[0] == "/usr/bin/mount"]
    return call[call.index("-o") + 1].split(",")


@pytest.mark.parametrize("kind", KINDS)
def test_r25_nothing_on_a_stick_can_be_run_be_a_device_give_rights_or_lead_elsewhere(
    machine: Machine, kind: str
) -> None:
    says(machine, kind, "A")
    if kind == "ext4" and os.getuid():
        pytest.skip("gives the folder away, which needs root")
    folder = mounted(machine)
    assert folder == machine.root / "media/kiosk/A"
    assert {"nosuid", "nodev", "noexec", "nosymfollow"} <= set(options(machine))


def test_fat_belongs_to_the_program_and_leaves_for_the_stick_at_once(machine: Machine) -> None:
    mounted(machine)
    assert {"flush", "umask=0077"} <= set(options(machine))
    assert any(option.startswith("uid=") for option in options(machine))


@pytest.mark.parametrize("kind", ["ntfs", "squashfs", "crypto_LUKS", "btrfs", "iso9660", ""])
def test_r25_other_file_systems_are_not_let_into_the_kernel(machine: Machine, kind: str) -> None:
    says(machine, kind, "A")
    with pytest.raises(NotMounted):
        mounted(machine)
    assert not any(call[0] == "/usr/bin/mount" for call in machine.programs.called)


@pytest.mark.parametrize("where", [PART, WHOLE])
def test_r25_a_disk_that_the_system_runs_from_is_no_stick(machine: Machine, where: str) -> None:
    machine.put("/proc/self/mountinfo", f"22 1 {where} / /var/lib/kiosk rw - ext4 /dev/sda2 rw\n")
    with pytest.raises(NotMounted):
        mounted(machine)
    assert machine.programs.called == []


def test_a_stick_that_is_mounted_is_not_mounted_twice(machine: Machine) -> None:
    machine.put("/proc/self/mountinfo", "22 1 8:1 / /media/kiosk/A rw - vfat /dev/sda1 rw\n")
    assert mounted(machine) == Path("/media/kiosk/A")
    assert machine.programs.called == []


def test_two_sticks_of_one_name_have_two_folders(machine: Machine) -> None:
    (machine.root / "media/kiosk/Blauer Stick").mkdir(parents=True)
    assert mounted(machine).name == "Blauer Stick-2"


def test_a_stick_that_cannot_be_mounted_leaves_no_folder(machine: Machine) -> None:
    machine.programs.says["/usr/bin/mount"] = Done(32, "", "wrong fs type")
    with pytest.raises(NotMounted, match="wrong fs type"):
        mounted(machine)
    assert list((machine.root / "media/kiosk").iterdir()) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Blauer Stick", "Blauer Stick"),
        ("Büro_2", "Büro_2"),
        ("../../etc", "etc"),
        ("..", "STICK"),
        ("", "STICK"),
        ("a\x1b[2J\nb", "a2Jb"),
        ("\u202eKCITS", "KCITS"),
        ("x" * 99, "x" * 32),
        ("-rf", "rf"),
        ("a%n$(reboot)`", "anreboot"),
    ],
)
def test_r23_a_label_becomes_a_plain_name(label: str, name: str) -> None:
    assert clean(label) == name


@pytest.mark.parametrize(
    "words", [[], ["mount"], ["mount", "mmcblk0p2"], ["mount", "../sda1"], ["format", "sda1"], ["mount", "sda1", "x"]]
)
def test_r25_only_disks_on_usb_and_only_three_deeds(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick, "mount", pytest.fail)
    assert main(words) == 2


def test_the_disk_of_a_partition_is_found(machine: Machine) -> None:
    blocks = machine.root / "sys/dev/block"
    assert [disk_of(number, blocks) for number in (PART, WHOLE, "0:37")] == [WHOLE, WHOLE, "0:37"]


STORY = """
import json, os, sys
from pathlib import Path
from steward.stick import NotMounted, mount, remount, unmount
from steward.system import System
device, system = Path(sys.argv[1]), System()
folder = mount(device, system, "nobody")
told = {"folder": str(folder), "owner": folder.stat().st_uid, "mode": oct(folder.stat().st_mode & 0o777)}
row = next(row for row in Path("/proc/self/mounts").read_text().splitlines() if row.startswith(str(device)))
told["options"] = row.split()[3].split(",")
(folder / "zettel.txt").write_text("Kanarienvogel")
with (folder / "zettel.txt").open() as held:
    try:
        remount(device, system, "nobody")
    except NotMounted:
        told["busy"] = folder.is_mount()
told["again"] = str(remount(device, system, "nobody"))
told["kept"] = (folder / "zettel.txt").read_text()
held = (folder / "zettel.txt").open()
unmount(device, system)
told["after"] = os.path.lexists(folder)
print(json.dumps(told))
"""


@pytest.fixture(params=["vfat", "ext4"])
def device(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A loop device with a file system of this kind."""
    tools = {"vfat": ["mkfs.vfat", "-n", "BLAU STICK"], "ext4": ["mkfs.ext4", "-q", "-L", "BLAU STICK"]}
    if os.geteuid() or not all(shutil.which(tool) for tool in ("unshare", "losetup", tools[request.param][0])):
        pytest.skip("mounting needs root, unshare, losetup and mkfs")
    if request.param not in Path("/proc/filesystems").read_text().split():
        pytest.skip(f"this kernel knows no {request.param}")
    image = tmp_path / "stick.img"
    image.write_bytes(bytes(8 << 20))
    subprocess.run([*tools[request.param], str(image)], check=True, capture_output=True)
    done = subprocess.run(["losetup", "--find", "--show", str(image)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no loop device: {done.stderr.strip()}")
    loop = done.stdout.strip()
    yield loop, request.param
    subprocess.run(["losetup", "--detach", loop], check=True)


def test_r25_r37_a_real_stick_is_mounted_mounted_anew_and_let_go(device: tuple[str, str]) -> None:
    loop, kind = device
    script = f'mount -t tmpfs tmpfs /media && exec "$0" -B -c "$1" {loop}'
    words = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", script, sys.executable, STORY]
    environment = {"PYTHONPATH": str(PI), "PATH": os.environ["PATH"]}
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["folder"] == told["again"] == "/media/kiosk/BLAU STICK"
    assert {"nosuid", "nodev", "noexec", "nosymfollow"} <= set(told["options"])
    assert kind != "vfat" or "flush" in told["options"]
    assert told["owner"] == 65534
    assert (told["busy"], told["kept"], told["after"]) == (True, "Kanarienvogel", False)
