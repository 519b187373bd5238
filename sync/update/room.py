"""Whether a bundle has room here."""

import os
from pathlib import Path

from sync.update.unusable import Unusable, Why

SPARE = 200_000_000
"""Bytes that must stay free: bookings, the replica and the log go on growing while a version lies there."""
GROWN = 5
"""A version takes so many times the bytes of its wheels: unpacked 3, compiled 4; and the wheels lie beside it."""


def check_room(folder: Path, wanted: int, spare: int = SPARE) -> None:
    """Raises `Unusable` where so many bytes do not fit."""
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize
    if free < wanted + spare:
        raise Unusable(Why.SPACE, megabytes=-((free - wanted - spare) // 1_000_000))
