"""Fault (c): the disk has room for so many more bytes, then for none; or nothing may be written to it any more.

`Crowded` needs no rights: a limit on the size of files lets a write end in the middle (EFBIG), as a full disk does.
`mounted` is a real small disk, where mounting is allowed.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.checker import findings
from tests.crash.kills import deliver_all
from tests.crash.nursery import Nursery
from tests.crash.told import Told
from tests.crash.town import Town
from tests.crash.write_faults import DAY, OPENED, SEEN, live_through
from tests.peers.cyclos_bank import Bank

MIDDLE = 3
"""After so many deeds of the day the room ends: the journal is then longer than any other file."""


def crowded(nursery: Nursery, bank: Bank, town: Town, room: int) -> tuple[Told, list[str]]:
    """The day on a disk on which, from its middle on, every file may grow by `room` bytes; then one with room again."""
    told = Told()
    with nursery.born(town) as life:
        for deed in (OPENED, *DAY[:MIDDLE]):
            told.hear(deed, life.do(deed))
        size = (town.data / "members.db-wal").stat().st_size
        life.do(("limit", f"{size + room}"))
        for deed in DAY[MIDDLE:]:
            told.hear(deed, life.do(deed))
        life.kill()
    return told, _afterwards(nursery, bank, town, told)


def filled(nursery: Nursery, bank: Bank, town: Town, room: int) -> tuple[Told, list[str]]:
    """The day on a small disk that somebody else fills up to `room` bytes; then it is emptied again."""
    told, ballast = Told(), town.folder.parent / "ballast"
    with nursery.born(town) as life:
        for deed in (OPENED, *DAY[:MIDDLE]):
            told.hear(deed, life.do(deed))
        _fill(ballast, room)
        for deed in DAY[MIDDLE:]:
            told.hear(deed, life.do(deed))
        life.kill()
    ballast.unlink()
    return told, _afterwards(nursery, bank, town, told)


def _fill(ballast: Path, room: int) -> None:
    """Take all that is free, but for `room` bytes; what a disk has is found by writing."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                continue
        except OSError:
            pass
        file.truncate(max(file.tell() - room, 0))


def _afterwards(nursery: Nursery, bank: Bank, town: Town, told: Told) -> list[str]:
    stopped = [] if SEEN in told.said else ["I7 the public pages stopped"]
    with nursery.born(town) as life:
        deliver_all(life, told)
        life.end()
    return [*stopped, *findings(town, told, bank)]


@contextmanager
def mounted(folder: Path, size_kib: int) -> Iterator[str | None]:
    """A disk of its own at `folder`; yields why there is none where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(folder)]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    if tried.returncode:
        yield f"no disk may be mounted here: {tried.stderr.strip()[:80]}"
        return
    try:
        yield None
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, mode: str) -> None:
    """`ro` or `rw`."""
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True)


def read_only(nursery: Nursery, town: Town, disk: Path) -> tuple[Told, Told]:
    """Staff come to a terminal whose card has fallen to read-only, and again when it was changed."""
    during, after = Told(), Told()
    remount(disk, "ro")
    try:
        with nursery.born(town) as life:
            live_through(life, during)
    finally:
        remount(disk, "rw")
    with nursery.born(town) as life:
        live_through(life, after)
    return during, after
