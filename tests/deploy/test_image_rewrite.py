"""A newer system on an old card: boot and root are written, the data partition is not touched (R39)."""

import hashlib
import random
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy/raspberrypi/image/rewrite"
SECTOR = 512
SFDISK = Path("/usr/sbin/sfdisk")
pytestmark = pytest.mark.skipif(not SFDISK.exists(), reason="fdisk is not installed")
TABLE = """label: dos
label-id: 0x{number}
unit: sectors
start=2048, size=2048, type=c, bootable
start=4096, size=4096, type=83
start=8192, size={last}, type=83
"""
DATA_AT = 8192 * SECTOR


def disk(path: Path, seed: int, *, number: str = "6b696f73", last: int = 2048) -> Path:
    """A file with the three partitions, filled with bytes that this seed makes."""
    path.write_bytes(random.Random(seed).randbytes(DATA_AT + last * SECTOR))
    table = TABLE.format(number=number, last=last)
    command = [str(SFDISK), "--quiet", "--wipe", "never", str(path)]
    subprocess.run(command, input=table, text=True, check=True, capture_output=True)
    return path


def rewrite(image: Path, card: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, image, card], capture_output=True, text=True, check=False, timeout=60)


def test_r39_boot_and_root_become_the_images_and_the_longer_data_partition_stays(tmp_path: Path) -> None:
    image, card = disk(tmp_path / "image", 1), disk(tmp_path / "card", 2, last=6144)
    before = card.read_bytes()
    done = rewrite(image, card)
    assert done.returncode == 0, done.stderr
    after = card.read_bytes()
    assert after[2048 * SECTOR : DATA_AT] == image.read_bytes()[2048 * SECTOR : DATA_AT]
    assert after[DATA_AT:] == before[DATA_AT:]
    assert after[: 2048 * SECTOR] == before[: 2048 * SECTOR], "the table, with its longer last partition"


def test_a_card_that_is_none_of_a_kiosk_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    image, strange = disk(tmp_path / "image", 1), disk(tmp_path / "strange", 3, number="12345678")
    before = hashlib.sha256(strange.read_bytes()).digest()
    done = rewrite(image, strange)
    assert done.returncode == 4
    assert "Nothing was written" in done.stderr
    assert hashlib.sha256(strange.read_bytes()).digest() == before


def test_a_card_without_partitions_is_refused(tmp_path: Path) -> None:
    image, blank = disk(tmp_path / "image", 1), tmp_path / "blank"
    blank.write_bytes(bytes(1 << 20))
    done = rewrite(image, blank)
    assert done.returncode in (3, 4)
    assert blank.read_bytes() == bytes(1 << 20)


def test_two_names_are_wanted_and_must_be_there(tmp_path: Path) -> None:
    assert subprocess.run([SCRIPT], capture_output=True, check=False).returncode == 2
    assert rewrite(tmp_path / "none", tmp_path / "none").returncode == 2
