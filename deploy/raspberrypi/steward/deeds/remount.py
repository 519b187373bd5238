"""Mounting a stick anew, so that what is read from it afterwards comes from the stick and not from memory (R37)."""

from collections.abc import Mapping

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
    info = system.at(MOUNT_INFO)
    folder = stick_folder(facts["folder"])
    source = next((row.source for row in mounted(info) if row.folder == folder), "")
    unit = f"kiosk-stick@{source.removeprefix('/dev/')}.service"
    if not source.startswith("/dev/sd"):
        raise Refused(Reason.NO_STICK)
    done = system.tool("/usr/bin/systemctl", "reload", unit, seconds=REMOUNT_S)
    now = [row.folder for row in mounted(info) if row.source == source]
    if not now:
        raise Refused(Reason.NO_STICK)
    if not done.well:
        raise Refused(Reason.STICK_BUSY)
    return Answer(done=True, facts={"folder": now[0]})
