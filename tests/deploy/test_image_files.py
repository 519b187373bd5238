"""The image as it is described: its partitions, its command line, what is memory and what survives (R13, R17, R25)."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.machine import BOOT_AT

DEVICE = Path(__file__).parents[2] / "deploy/raspberrypi"
IMAGE = DEVICE / "image"
ERASE_BLOCK = 4 << 20
"""Bytes that a card erases at once, at most: a partition that begins inside one wears two."""
SURVIVES = {"/var/lib/kiosk", "/etc/kiosk", "/opt/kiosk"}
SCRIPTS = ("build", "parts", "rewrite", "files/usr/lib/kiosk/grow-card", "files/etc/initramfs-tools/hooks/kiosk-card")


def partitions() -> list[dict[str, int | str]]:
    """Start and size in bytes, and type, as the layout names them."""
    rows = re.findall(r"^start=(\d+), size=(\d+), type=(\w+)", (IMAGE / "layout.sfdisk").read_text(), re.MULTILINE)
    return [{"start": int(start) * 512, "size": int(size) * 512, "type": kind} for start, size, kind in rows]


def mounts() -> dict[str, tuple[str, str, set[str]]]:
    """Where the system mounts what, of which type, and how."""
    rows = [line.split() for line in (IMAGE / "files/etc/fstab").read_text().splitlines() if line[:1] not in ("", "#")]
    return {where: (what, kind, set(how.split(","))) for what, where, kind, how, *_ in rows}


def names(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]


def test_the_first_partition_is_one_that_every_pi_can_read() -> None:
    layout = (IMAGE / "layout.sfdisk").read_text()
    assert "label: dos\n" in layout
    assert [part["type"] for part in partitions()] == ["c", "83", "83"]
    assert partitions()[0]["start"] == BOOT_AT


def test_partitions_follow_each_other_at_the_bounds_of_erase_blocks() -> None:
    parts = partitions()
    assert all(int(part[edge]) % ERASE_BLOCK == 0 for part in parts for edge in ("start", "size"))
    assert [int(part["start"]) + int(part["size"]) for part in parts[:2]] == [part["start"] for part in parts[1:]]
    assert int(parts[2]["start"]) + int(parts[2]["size"]) < 3.6e9, "the smallest card, of 4 GB, must take it"


def test_r25_the_command_line_is_one_line_that_names_no_serial_console_and_no_shell() -> None:
    lines = (IMAGE / "boot/cmdline.txt").read_text().splitlines()
    assert len(lines) == 1
    words = lines[0].split()
    assert [word for word in words if word.startswith("console=")] == ["console=tty1"]
    assert "panic=10" in words, "without it a small system that does not find the card opens a shell"
    assert not [
        word for word in words if re.match(r"(init|rdinit|break|single|rescue|emergency|debug|systemd\.debug)", word)
    ]


def test_the_card_has_one_number_everywhere() -> None:
    number = re.search(r"^label-id: 0x(\w{8})$", (IMAGE / "layout.sfdisk").read_text(), re.MULTILINE)
    assert number
    for file in ("boot/cmdline.txt", "files/etc/udev/rules.d/70-kiosk-card.rules", "parts"):
        assert number[1] in (IMAGE / file).read_text()


def test_r17_the_root_is_read_only_and_nothing_is_swapped_to_the_card() -> None:
    assert {"rootfstype=squashfs", "ro"} <= set((IMAGE / "boot/cmdline.txt").read_text().split())
    assert "/" not in mounts()
    assert "swap" not in {kind for _, kind, _ in mounts().values()}


def test_r13_only_the_data_partition_is_written_and_no_barrier_is_taken_away() -> None:
    on_card = {where for where, (_, kind, _) in mounts().items() if kind not in ("tmpfs", "none")}
    assert on_card == {"/data"}
    _, kind, how = mounts()["/data"]
    assert kind == "ext4"
    assert "errors=remount-ro" in how
    assert not {word for word in how if re.match(r"(nobarrier|barrier=0|data=writeback|commit=)", word)}


def test_r13_the_check_of_the_data_never_mends_at_any_price() -> None:
    assert "fsck.repair=yes" not in (IMAGE / "boot/cmdline.txt").read_text()
    data = next(
        line for line in (IMAGE / "files/etc/fstab").read_text().splitlines() if line.startswith("/dev/kiosk/data")
    )
    assert data.split()[-1] == "2", "checked before it is mounted"


def test_what_must_survive_lies_on_the_data_partition_and_never_stops_the_start() -> None:
    bound = {where: (what, how) for where, (what, kind, how) in mounts().items() if kind == "none"}
    assert bound.keys() >= SURVIVES
    for what, how in bound.values():
        assert what.startswith("/data/")
        assert {"bind", "nofail"} <= how
    assert "nofail" in mounts()["/data"][2]


def test_r17_what_is_memory_has_a_limit() -> None:
    memory = [how for _, kind, how in mounts().values() if kind == "tmpfs"]
    sizes = [int(found[1]) for how in memory for word in how if (found := re.fullmatch(r"size=(\d+)m", word))]
    assert len(sizes) == len(memory)
    assert sum(sizes) <= 256, "a quarter of the memory of a Pi with 1 GB"
    assert all({"nodev", "nosuid", "noexec"} <= how for how in memory)


def test_the_image_installs_what_install_sh_installs_and_names_no_package_twice() -> None:
    ours, shared = names(IMAGE / "packages"), names(DEVICE / "packages")
    assert not set(ours) & set(shared)
    assert len({*ours, *shared}) == len(ours) + len(shared)
    assert '"$here/packages" "$here/../packages"' in (IMAGE / "parts").read_text()


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_of_the_image_pass_shellcheck(script: str) -> None:
    done = subprocess.run(["shellcheck", "-x", IMAGE / script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
