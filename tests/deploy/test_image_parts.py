"""The steps that make partitions: the same files give the same boot and root, byte by byte."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

IMAGE_DIR = Path(__file__).parents[2] / "deploy/raspberrypi/image"
AT = 1_790_000_000
STEPS = """
set -euo pipefail
PATH=$PATH:/usr/sbin here=$1 SOURCE_DATE_EPOCH=$2
export SOURCE_DATE_EPOCH
say() { echo "$*" >&2; }
. "$here/parts"
cd "$3"
same_times boot root data
boot_partition boot boot.fat
root_partition root root.squashfs
data_partition data data.ext4
assemble boot.fat root.squashfs data.ext4 image
"""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("mksquashfs") or not shutil.which("mcopy"), reason="needs mtools and squashfs"),
]


def build(folder: Path, later_s: int) -> Path:
    """A small system, whose files were made so many seconds after the time that the image carries."""
    for name in ("boot/start.elf", "root/etc/fstab", "root/usr/bin/tool", "data/kiosk/public.db", "data/settings/x"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, (AT + later_s, AT + later_s))
    words = ["bash", "-c", STEPS, "steps", str(IMAGE_DIR), str(AT), str(folder)]
    subprocess.run(words, check=True, capture_output=True)
    return folder


def test_two_builds_of_the_same_files_are_the_same_boot_and_root(tmp_path: Path) -> None:
    one, two = build(tmp_path / "one", 5), build(tmp_path / "two", 9000)
    for part in ("boot.fat", "root.squashfs"):
        assert (one / part).read_bytes() == (two / part).read_bytes()


def test_the_data_partition_is_whole_and_lies_where_the_table_says(tmp_path: Path) -> None:
    image = build(tmp_path, 5) / "image"
    listing = ["/usr/sbin/debugfs", "-R", "ls -p /kiosk", f"{image}?offset={2629632 * 512}"]
    assert "public.db" in subprocess.run(listing, check=True, capture_output=True, text=True).stdout
    assert subprocess.run(["/usr/sbin/e2fsck", "-fn", tmp_path / "data.ext4"], check=False).returncode == 0
