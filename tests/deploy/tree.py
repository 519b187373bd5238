"""The tree of Debian 13 that the real stack runs in (`tests/stack/trixie.sh`), as far as tests of the device ask it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PI = ROOT / "deploy" / "raspberrypi"
TREE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers")) / "trixie"
SCRIPT = ROOT / "tests" / "stack" / "trixie.sh"


def need_tree() -> Path:
    """The tree; skips the test where there is none, or nobody who may enter it."""
    if not (TREE / "opt" / "kiosk" / "made-from").exists():
        pytest.skip(f"no tree of Debian 13: tests/stack/trixie.sh install {TREE}")
    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("the tree of Debian 13 needs root, for chroot and mount")
    return TREE


def in_tree(shared: Path, words: Sequence[str], limit_s: float = 120) -> subprocess.CompletedProcess[str]:
    """Carry out a command in the tree; this checkout is /srv/kiosk there, and the folder `shared` is /shared."""
    command = ["bash", str(SCRIPT), "run", str(need_tree()), str(shared), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=limit_s, check=False)
