"""The disk under the data folder: how it is mounted, how much is free, and what its file system counted."""

import os
import re
from pathlib import Path

import msgspec

from kiosk.check.readings.machine import Machine

_OCTAL = re.compile(r"\\([0-7]{3})")
"""How the kernel writes blanks in names of folders."""


class Mount(msgspec.Struct, frozen=True):
    """One line of /proc/self/mountinfo."""

    device: str
    """`179:2`; `0:44` where no disk is behind it."""
    folder: str
    kind: str
    """`ext4`."""
    options: frozenset[str]
    """Of this mount and of its file system: a card that failed is `ro` in either."""


class Disk(msgspec.Struct, frozen=True):
    """Where everything is written."""

    read_only: bool | None = None
    free: int | None = None
    """Bytes for this user."""
    size: int | None = None
    files_free: int | None = None
    """Files that may still be made; None where the file system does not limit them."""
    errors: int | None = None
    """What ext4 counted since the file system was last checked; None for other file systems."""
    block: str | None = None
    """The whole disk below `sys/`, relative to the root; None in memory and in containers."""


def disk(machine: Machine) -> Disk:
    """What can be known of it."""
    mount = _mount(machine)
    free, size, files = _room(machine)
    if mount is None:
        return Disk(None, free, size, files)
    block = _block(machine, mount.device)
    partition = block.name if block else ""
    errors = machine.number(f"sys/fs/ext4/{partition}/errors_count") if partition else None
    return Disk("ro" in mount.options, free, size, files, errors, _whole(machine, block))


def _room(machine: Machine) -> tuple[int | None, int | None, int | None]:
    try:
        room = machine.room(machine.data)
    except OSError:
        return None, None, None
    files = room.f_favail if room.f_files else None
    return room.f_bavail * room.f_frsize, room.f_blocks * room.f_frsize, files


def _mount(machine: Machine) -> Mount | None:
    """The innermost one that holds the data folder; of several at one place the last one covers the others."""
    found = [mount for line in (machine.text("proc/self/mountinfo") or "").splitlines() if (mount := _parsed(line))]
    holding = [mount for mount in found if machine.data.is_relative_to(mount.folder)]
    longest = max((len(mount.folder) for mount in holding), default=0)
    return next((mount for mount in reversed(holding) if len(mount.folder) == longest), None)


def _parsed(line: str) -> Mount | None:
    """Fields as proc(5) tells them; any number of optional ones before the dash."""
    before, dash, after = line.partition(" - ")
    fields, rest = before.split(), after.split()
    if not dash or len(fields) < 6 or len(rest) < 3:
        return None
    folder = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
    return Mount(fields[2], folder, rest[0], frozenset([*fields[5].split(","), *rest[2].split(",")]))


def _block(machine: Machine, device: str) -> Path | None:
    """The folder of the partition; the kernel keeps a link under its number."""
    link = machine.root / "sys/dev/block" / device
    return Path(os.path.realpath(link)) if link.exists() else None


def _whole(machine: Machine, block: Path | None) -> str | None:
    """A partition's disk is the folder above it."""
    if block is None:
        return None
    whole = block.parent if (block / "partition").exists() else block
    root = Path(os.path.realpath(machine.root))
    return str(whole.relative_to(root)) if whole.is_relative_to(root) else None
