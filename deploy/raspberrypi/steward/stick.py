"""Mounting a stick, mounting it anew, and letting it go: called by kiosk-stick@.service with the name of a device.

Nothing on a stick can be run, none of its files can be a device or change who somebody is, and no link on it leads
anywhere. FAT is mounted with
`flush`, so that data leave for the stick at once; `sync` would write the table of files anew for each block, which
takes ten times as long and wears the stick. Whoever writes something that must not be lost syncs it by itself.
"""

import fcntl
import os
import pwd
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from .facts import STICKS
from .mounts import in_use, mounted, stick_folder
from .system import System

USER = "kiosk"
COMMON = "nosuid,nodev,noexec,nosymfollow,noatime"
OWNED = "uid={uid},gid={gid},umask=0077"
"""FAT knows no owners: all of it is the program's."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "vfat": f"{COMMON},{OWNED},flush,utf8=1,errors=remount-ro",
        "exfat": f"{COMMON},{OWNED},errors=remount-ro",
        "ext4": f"{COMMON},errors=remount-ro",
    }
)
"""File systems of sticks → options; no others are mounted, for each is a door into the kernel."""
NAME_MOST = 32
"""Letters of a folder's name."""
NAMELESS = "STICK"
MOUNT_INFO, BLOCKS = "/proc/self/mountinfo", "/sys/dev/block"
_DEVICE = re.compile(r"sd[a-z]{1,2}[0-9]{0,3}")
_BLKFLSBUF = 0x1261
"""Drops what the memory holds of a device (linux/fs.h), so that reading it again reads the stick."""


class NotMounted(Exception):
    """Why not, for the log."""


def main(words: list[str]) -> int:
    """`mount`, `remount` or `unmount`, and `sda1`. 0 done, 1 not, 2 wrong use."""
    deeds: dict[str, Callable[[Path, System], object]] = {"mount": mount, "remount": remount, "unmount": unmount}
    if len(words) != 2 or words[0] not in deeds or not _DEVICE.fullmatch(words[1]):
        sys.stderr.write("use: mount|remount|unmount sda1\n")
        return 2
    try:
        deeds[words[0]](Path("/dev") / words[1], System())
    except (NotMounted, OSError) as error:
        sys.stderr.write(f"{words[0]} {words[1]}: {error}\n")
        return 1
    return 0


def mount(device: Path, system: System, user: str = USER) -> Path:
    """Mount a partition in a folder named like its label; where. Raises `NotMounted`, OSError."""
    info = system.at(MOUNT_INFO)
    if there := stick_folder(device, info):
        return Path(there)
    if in_use(device, info, system.at(BLOCKS)):
        raise NotMounted("this disk is the system's own")
    about = _probed(device, system)
    kind = about.get("TYPE", "")
    if kind not in KINDS:
        raise NotMounted(f"not a file system of sticks: {kind or 'none'}")
    owner = pwd.getpwnam(user)
    options = KINDS[kind].format(uid=owner.pw_uid, gid=owner.pw_gid)
    folder = _free_folder(system.at(STICKS), clean(about.get("LABEL", "")))
    done = system.tool("/usr/bin/mount", "-t", kind, "-o", options, str(device), str(folder))
    if not done.well:
        folder.rmdir()
        raise NotMounted(done.err.strip())
    if kind == "ext4":  # it knows owners: the program's user may write to its top folder
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    return folder


def remount(device: Path, system: System, user: str = USER) -> Path:
    """Off and on again, with nothing of it left in memory; while somebody uses it nothing is done.

    Raises `NotMounted`, OSError.
    """
    folder = stick_folder(device, system.at(MOUNT_INFO))
    if folder is None:
        raise NotMounted("it is not mounted")
    if not (done := system.tool("/usr/bin/umount", folder)).well:
        raise NotMounted(done.err.strip())
    Path(folder).rmdir()
    with device.open("rb") as whole:
        fcntl.ioctl(whole, _BLKFLSBUF)
    return mount(device, system, user)


def unmount(device: Path, system: System) -> None:
    """Let it go, also when it was pulled out and the device is no more; whoever still reads it gets errors."""
    rows = mounted(system.at(MOUNT_INFO))  # by name, which outlives the device itself
    for folder in (row.folder for row in rows if row.source == str(device) and row.folder.startswith(STICKS)):
        system.tool("/usr/bin/umount", "--lazy", folder)
        with suppress(OSError):
            Path(folder).rmdir()


def clean(label: str) -> str:
    """A folder's name: letters, digits, blank, dash and underscore, no more; sticks are labelled by anybody."""
    kept = "".join(letter for letter in label if letter.isalnum() or letter in " -_")
    return " ".join(kept.split())[:NAME_MOST].strip(" -_") or NAMELESS


def _free_folder(above: Path, name: str) -> Path:
    """A new folder; two sticks may have the same label."""
    above.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100):
        folder = above / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            return folder
    raise NotMounted("too many folders of this name")


def _probed(device: Path, system: System) -> dict[str, str]:
    """What blkid(8) reads from the partition itself, not from its cache."""
    done = system.tool("/usr/sbin/blkid", "-p", "-o", "export", str(device))
    pairs = (row.partition("=") for row in done.out.splitlines())
    return {key: value.replace("\\ ", " ") for key, _, value in pairs}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
