"""USB sticks that are plugged in, as the system has mounted them."""

import os
from pathlib import Path

import msgspec

MOUNTS = Path("/proc/self/mounts")
"""What is mounted where (proc(5)); blanks in a folder's name are written as `\\040`."""
PLACES = ("/media/", "/run/media/")
"""Where removable media are mounted (FHS 3.0, 3.12; udisks2)."""


class Stick(msgspec.Struct, frozen=True):
    """A stick that takes files."""

    name: str
    """Its label, as the system names its folder."""
    folder: Path


def sticks(mounts: Path = MOUNTS, places: tuple[str, ...] = PLACES) -> list[Stick]:
    """Those that can be written to, by name; none where the system tells of no mounts."""
    try:
        rows = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    folders = {Path(_plain(fields[1])) for row in rows if len(fields := row.split(" ")) > 1}
    there = [folder for folder in folders if f"{folder}/".startswith(places)]
    return [Stick(folder.name, folder) for folder in sorted(there) if os.access(folder, os.W_OK)]


def _plain(name: str) -> str:
    """The folder's name without the escapes of the mount table."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        name = name.replace(code, letter)
    return name
