"""Mounting a stick anew, so that what is read from it afterwards comes from the stick and not from memory (R37)."""

from collections.abc import Mapping
from pathlib import Path

from ..answers import Answer, Reason, Refused
from ..facts import only, stick_folder
from ..mounts import mounted
from ..stick import MOUNT_INFO
from ..system import System

REMOUNT_S = 120.0
"""Seconds that writing out a slow stick may take: 100 MB at 1 MB/s."""


def remount(facts: Mapping[str, str], system: System) -> Answer:
    """`folder`: `/media/kiosk/NAME`; answers its `folder` of now. Done by the stick's own unit, as it was mounted."""
    only(facts, {"folder"})
    device = _device(stick_folder(facts["folder"]), system)
    done = system.tool("/usr/bin/systemctl", "reload", f"kiosk-stick@{device}.service", seconds=REMOUNT_S)
    number = _number(device, system)
    now = [mount.folder for mount in mounted(system.at(MOUNT_INFO)) if mount.device == number]
    if not now:
        raise Refused(Reason.NO_STICK)
    if not done.well:
        raise Refused(Reason.STICK_BUSY)
    return Answer(done=True, facts={"folder": now[0]})


def _device(folder: str, system: System) -> str:
    """The kernel's name of the partition that is mounted there, `sda1`. Raises `Refused`."""
    number = next((one.device for one in mounted(system.at(MOUNT_INFO)) if one.folder == folder), None)
    here = system.at(f"/sys/dev/block/{number}")
    if number is None or not here.exists():
        raise Refused(Reason.NO_STICK)
    return Path(here.resolve()).name


def _number(device: str, system: System) -> str | None:
    """Major and minor number by the kernel's name; None when it is gone."""
    try:
        return system.at(f"/sys/class/block/{device}/dev").read_text().strip()
    except OSError:
        return None
