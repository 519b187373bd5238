"""How much was written to the card: what it tells itself, and what was counted since the terminal was set up."""

import logging
from pathlib import Path

import msgspec

from kiosk.check.readings.disk import Disk
from kiosk.check.readings.machine import Machine
from sync.errors import Unstorable
from sync.ledger.whole_files import read_whole, write_whole

SECTOR = 512
"""Bytes of the unit in which the kernel counts, whatever the disk's own is (Documentation/block/stat.rst)."""
_WRITTEN = 6
"""Place of "write sectors" in that file."""
COUNTER = "wear.json"
"""In the data folder: a few numbers, nothing of persons."""

log = logging.getLogger("kiosk.check")


class Count(msgspec.Struct, frozen=True):
    """The counter as it was last stored."""

    card: str
    """What the card calls itself; another one is counted anew."""
    boot: str
    sectors: int
    """The kernel's own count then; it begins at 0 with every start."""
    uptime_s: float
    written: int
    """Bytes since the terminal was set up."""
    powered_s: float
    """Seconds that it was on in this time: no wall clock is needed."""


class Wear(msgspec.Struct, frozen=True):
    """What is known of the card."""

    size: int | None = None
    """Bytes."""
    life: int | None = None
    """Percent of its life that a soldered-in card (eMMC) says it has used, in steps of ten: at most this."""
    spare: int | None = None
    """What it says of its spare blocks (`pre_eol_info`): 1 normal, 2 four fifths are used, 3 urgent."""
    count: Count | None = None


def wear(machine: Machine, disk: Disk, boot: str, monotonic_s: float) -> Wear:
    """An SD card tells nothing of its age (eMMC does since version 5.0, JESD84-B51): there only the count is left."""
    if disk.block is None:
        return Wear()
    steps = [int(step, 16) for step in (machine.text(f"{disk.block}/device/life_time") or "").split() if _is_hex(step)]
    return Wear(
        size=(machine.number(f"{disk.block}/size") or 0) * SECTOR or None,
        life=max(steps) * 10 if any(steps) else None,
        spare=machine.number(f"{disk.block}/device/pre_eol_info", 16) or None,
        count=_count(machine, disk.block, boot, monotonic_s),
    )


def keep(machine: Machine, count: Count) -> None:
    """Store the counter; where the disk refuses, the next time tells it."""
    try:
        write_whole(machine.data / COUNTER, msgspec.json.encode(count))
    except Unstorable as error:
        log.warning("the counter of the card could not be stored: %s", error.reason)


def advanced(old: Count | None, card: str, boot: str, sectors: int, uptime_s: float) -> Count:
    """The counter now: in the same run of the machine what came on top, else all that the kernel counted since."""
    if old is None or old.card != card:
        return Count(card, boot, sectors, uptime_s, sectors * SECTOR, uptime_s)
    same = old.boot == boot and sectors >= old.sectors
    more, longer = (sectors - old.sectors, uptime_s - old.uptime_s) if same else (sectors, uptime_s)
    return Count(card, boot, sectors, uptime_s, old.written + more * SECTOR, old.powered_s + max(0.0, longer))


def _count(machine: Machine, block: str, boot: str, uptime_s: float) -> Count | None:
    fields = (machine.text(f"{block}/stat") or "").split()
    if len(fields) <= _WRITTEN or not fields[_WRITTEN].isdigit():
        return None
    card = machine.text(f"{block}/device/cid") or machine.text(f"{block}/device/serial") or Path(block).name
    return advanced(_stored(machine), card, boot, int(fields[_WRITTEN]), uptime_s)


def _stored(machine: Machine) -> Count | None:
    """The last one; None where there is none, or none that can be read."""
    try:
        found = read_whole(machine.data / COUNTER)
        return msgspec.json.decode(found, type=Count) if found else None
    except (Unstorable, msgspec.MsgspecError):
        return None


def _is_hex(step: str) -> bool:
    try:
        return int(step, 16) >= 0
    except ValueError:
        return False
