"""A copy of the ledger's file byte by byte, made by a process of its own while nobody else has the file open.

Nobody has signed in since power-up, so its key is not known here, and nothing can change in it either. The lock is the
one that SQLite itself takes for an exclusive writer (lockingv3.html, 3.0): whoever opens the ledger meanwhile waits for
it. A process of its own, for closing any handle of a file drops all of a process's locks on it (fcntl(2)), also those
of a connection that another thread has just opened.
"""

import fcntl
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from sync.backup.errors import NotGood, Why

LEDGER_FILES = ("members.db", "members.db-wal")
"""The second lies there after a power cut, with bookings that are in no other file."""
_PENDING_BYTE, _LOCK_BYTES = 0x40000000, 512
"""Where SQLite's locks lie: pending, reserved, and 510 shared ones."""
_BUSY, _FAILED = 3, 4


def raw_copy(folder: Path, to: Path, *, locked: bool = True) -> None:
    """Copy the ledger's files to another folder; `locked=False` for a damaged one, in which nobody books any more.

    Raises `NotGood`: busy, or the card cannot be read or written.
    """
    argv = [sys.executable, "-P", "-m", __name__, str(folder), str(to), "locked" if locked else "as it is"]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode == _BUSY:
        raise NotGood(Why.LEDGER_BUSY)
    if done.returncode:
        raise NotGood(Why.DISK)


def main(folder: Path, to: Path, *, locked: bool) -> int:
    """The process."""
    try:
        with (folder / LEDGER_FILES[0]).open("r+b" if locked else "rb") as file:
            if locked:
                fcntl.fcntl(file, fcntl.F_OFD_SETLK, _exclusive())
            for name in LEDGER_FILES:
                if (folder / name).exists():
                    shutil.copyfile(folder / name, to / name)
    except BlockingIOError:
        return _BUSY
    except OSError:
        return _FAILED
    return 0


def _exclusive() -> bytes:
    """`struct flock` of 64-bit Linux."""
    return struct.pack("@hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _PENDING_BYTE, _LOCK_BYTES, 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), locked=sys.argv[3] == "locked"))
