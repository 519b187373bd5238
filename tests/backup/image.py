"""A stick in a file: mounted through a loop device where the kernel lets us, or read and written by mtools."""

import os
import subprocess
from pathlib import Path

MIB = 1 << 20


def run(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


class MountedStick:
    """An image with a file system, in a loop device; for root."""

    def __init__(self, folder: Path, kind: str, size: int = 8 * MIB) -> None:
        self.image, self.folder = folder / f"{kind}.img", folder / f"mounted-{kind}"
        self.folder.mkdir()
        self.image.touch()
        os.truncate(self.image, size)
        run(f"mkfs.{kind}", self.image)

    def plug(self) -> None:
        run("mount", "-o", "loop", self.image, self.folder)

    def pull(self) -> None:
        run("umount", self.folder)

    def remount(self, path: Path) -> Path:
        """What the steward does before a backup is read back."""
        self.pull()
        self.plug()
        return path

    @property
    def mounted(self) -> bool:
        return os.path.ismount(self.folder)


class FatImage:
    """FAT without a kernel that knows it: mtools writes and reads the image."""

    def __init__(self, path: Path, size: int = 4 * MIB) -> None:
        self.path = path
        path.touch()
        os.truncate(path, size)
        run("mkfs.vfat", "-n", "KIOSK", path)

    def put(self, file: Path) -> None:
        run("mcopy", "-i", self.path, file, f"::{file.name}")

    def names(self) -> list[str]:
        return [line.removeprefix("::/") for line in run("mdir", "-b", "-i", self.path, "::").splitlines()]

    def get(self, name: str, to: Path) -> Path:
        """Read a file from it, as far as it can be read."""
        to.unlink(missing_ok=True)
        subprocess.run(["mcopy", "-n", "-i", self.path, f"::{name}", to], check=False, capture_output=True)
        if not to.exists():
            to.touch()
        return to
