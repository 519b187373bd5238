"""Where the files of kernel and machine are read; another root stands for another machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec


class Machine(msgspec.Struct, frozen=True):
    """One machine, and the folder that the program writes to."""

    data: Path
    """Absolute."""
    root: Path = Path("/")
    """Before every name of a file under /proc and /sys."""
    room: Callable[[Path], os.statvfs_result] = os.statvfs

    def text(self, name: str) -> str | None:
        """What a file says, without blanks around it; None where there is none, or where it does not tell."""
        try:
            return (self.root / name).read_text("utf-8", "replace").strip()
        except OSError:
            return None

    def number(self, name: str, base: int = 10) -> int | None:
        """The same as a whole number; None where it is none."""
        try:
            return int(self.text(name) or "", base)
        except ValueError:
            return None

    def has(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        return os.path.exists(self.root / name)

    def named(self, pattern: str) -> Iterator[str]:
        """Names of files and folders that are like this, relative to the root, in their order."""
        try:
            yield from (str(found.relative_to(self.root)) for found in sorted(self.root.glob(pattern)))
        except OSError:
            return
