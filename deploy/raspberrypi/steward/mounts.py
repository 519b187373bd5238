"""What is mounted where, and which disk a partition belongs to."""

import os
from dataclasses import dataclass
from pathlib import Path

from .facts import STICKS


@dataclass(frozen=True)
class Mount:
    """A mounted file system."""

    device: str
    """Major and minor number, `8:1`."""
    folder: str
    source: str
    """What was mounted, `/dev/sda1`."""


def mounted(info: Path) -> list[Mount]:
    """The rows of mountinfo (proc_pid_mountinfo(5)): the third and fifth field, and the second behind the dash."""
    halves = (row.partition(" - ") for row in info.read_text("utf-8", "surrogateescape").splitlines())
    rows = ((first.split(" "), last.split(" ")) for first, _, last in halves)
    return [Mount(one[2], _plain(one[4]), other[1]) for one, other in rows if len(one) > 4 and len(other) > 1]


def stick_folder(device: Path, info: Path) -> str | None:
    """Where a partition is mounted as a stick; None where it is not. Raises OSError."""
    number = number_of(device)
    folders = (mount.folder for mount in mounted(info) if mount.device == number)
    return next((folder for folder in folders if folder.startswith(STICKS)), None)


def in_use(device: Path, info: Path, blocks: Path) -> bool:
    """Whether this disk holds anything that is mounted elsewhere: then it is the system's own, and no stick."""
    own = disk_of(number_of(device), blocks)
    elsewhere = {mount.device for mount in mounted(info) if not mount.folder.startswith(STICKS)}
    return own in {disk_of(number, blocks) for number in elsewhere}


def number_of(device: Path) -> str:
    """Major and minor number of a device. Raises OSError."""
    number = device.stat().st_rdev
    return f"{os.major(number)}:{os.minor(number)}"


def disk_of(number: str, blocks: Path) -> str:
    """The whole disk's number; that of the device itself where it is no partition. `blocks`: /sys/dev/block."""
    try:
        here = (blocks / number).resolve(strict=True)
        whole = here.parent if (here / "partition").exists() else here
        return (whole / "dev").read_text().strip()
    except OSError:
        return number


def _plain(name: str) -> str:
    """Without the octal escapes of the mount table."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        name = name.replace(code, letter)
    return name
