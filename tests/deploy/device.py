"""A Raspberry Pi's system as a folder, which tests install the kiosk into: `tests/deploy/arm64.sh` made it."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.deploy.tree import PI, ROOT

SCRIPT = Path(__file__).with_name("arm64.sh")
MADE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers")) / "arm64"
LEFT_OUT = ("proc", "sys", "dev", "run", "tmp", "srv", "shared")
"""Mounted over, and empty afterwards."""
MINUTES = 60.0
Facts = dict[str, tuple[str, int, int, str]]


class Device:
    """A copy of the tree, and a folder that it shares with the test."""

    def __init__(self, tree: Path, shared: Path) -> None:
        self.tree, self.shared = tree, shared

    def command(self, *words: str) -> list[str]:
        return ["bash", str(SCRIPT), "run", str(self.tree), str(self.shared), *words]

    def run(self, *words: str, limit_s: float = 30 * MINUTES) -> subprocess.CompletedProcess[str]:
        """Carry out a command in the tree, as its root and without a network."""
        return subprocess.run(self.command(*words), capture_output=True, text=True, timeout=limit_s, check=False)

    def done(self, *words: str) -> str:
        """What it printed; it must end well."""
        done = self.run(*words)
        assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def files(self) -> Facts:
        """Every file and link: mode, owner and what it holds."""
        found = (path for top in sorted(self.tree.iterdir()) if top.name not in LEFT_OUT for path in _below(top))
        return {str(path.relative_to(self.tree)): _facts(path) for path in found}


def new_device(folder: Path) -> Device:
    """A fresh copy; skips where no tree was made or nobody may enter it."""
    if os.geteuid() or not all(map(shutil.which, ("unshare", "qemu-aarch64-static"))):
        pytest.skip("a tree for another processor needs root, unshare and qemu-user-static")
    if not MADE.with_name("arm64.made-from").exists():
        pytest.skip(f"no tree for 64-bit ARM: tests/deploy/arm64.sh make {MADE}")
    tree, shared = folder / "tree", folder / "shared"
    shared.mkdir()
    subprocess.run(["cp", "-a", "--reflink=auto", str(MADE), str(tree)], check=True)
    return Device(tree, shared)


def fetch_wheels(folder: Path) -> None:
    """All wheels that the lock file names for the device, and our own; needs a network."""
    subprocess.run([sys.executable, str(PI / "fetch_wheels.py"), str(folder)], check=True, cwd=ROOT)


def changes(before: Facts, after: Facts) -> dict[str, str]:
    """What came, went or became other, by path."""
    paths = before.keys() | after.keys()
    told = {path: f"{before.get(path)} -> {after.get(path)}" for path in sorted(paths)}
    return {path: change for path, change in told.items() if before.get(path) != after.get(path)}


def _below(top: Path) -> Sequence[Path]:
    found = [top] if top.is_symlink() or not top.is_dir() else []
    for folder, folders, files in os.walk(top):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found += [Path(folder) / name for name in (*files, *links)]
    return found


def _facts(path: Path) -> tuple[str, int, int, str]:
    seen = path.lstat()
    if stat.S_ISLNK(seen.st_mode):
        return ("link", seen.st_uid, seen.st_gid, os.readlink(path))
    whole = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(seen.st_mode) else ""
    return (oct(seen.st_mode), seen.st_uid, seen.st_gid, whole)
