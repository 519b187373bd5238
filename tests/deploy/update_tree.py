"""A machine of this processor for updates: Debian 13 as a folder, with the kiosk's own scripts in their places."""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.raspberrypi import fetch_wheels
from deploy.raspberrypi.make_bundle import make, manifest_of
from tests.deploy.tree import PI, ROOT, need_tree
from tests.update.bundles import Signer

RUN = Path(__file__).with_name("arm64.sh")
"""It runs commands in any tree."""
ARCH, PYTHON = platform.machine(), "cp313"
STEWARD = """
import json, sys
sys.path.insert(0, "/usr/lib/kiosk")
from steward.answers import Refused
from steward.system import System
from steward.table import deed
try:
    answer = deed(sys.argv[1])(json.loads(sys.argv[2]), System())
    print(json.dumps({"done": answer.done, "facts": dict(answer.facts)}))
except Refused as refused:
    print(json.dumps({"done": False, "reason": str(refused.reason)}))
"""


class UpdateTree:
    """Root of the tree; `bundles` is the program's folder for them."""

    def __init__(self, tree: Path, shared: Path) -> None:
        self.tree, self._shared = tree, shared
        self.bundles, self.program = tree / "var/lib/kiosk/update", tree / "opt/kiosk"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command in it, without a network."""
        command = ["bash", str(RUN), "run", str(self.tree), str(self._shared), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)

    def ask(self, deed: str, facts: str) -> str:
        """What the steward answers."""
        done = self.run("python3", "-P", "-s", "-B", "-c", STEWARD, deed, facts)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What the unit does: choose, then run."""
        chosen = self.run("/usr/lib/kiosk/update/choose-version")
        assert chosen.returncode == 0, chosen.stderr
        return self.run("/opt/kiosk/current/bin/kiosk", *words)


@contextmanager
def update_tree(folder: Path, wheels: Path, who: Signer) -> Iterator[UpdateTree]:
    """A throw-away layer over the tree of Debian 13, with this version installed as install.sh does."""
    lower, upper, work, tree, shared = need_tree(), *(folder / name for name in ("upper", "work", "tree", "shared"))
    for made in (upper, work, tree, shared):
        made.mkdir()
    options = f"lowerdir={lower},upperdir={upper},workdir={work}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, str(tree)], check=True)
    try:
        place = UpdateTree(tree, shared)
        shutil.rmtree(place.program, ignore_errors=True)
        place.bundles.mkdir(parents=True)
        lib = tree / "usr/lib/kiosk"
        lib.mkdir(parents=True)
        for name in ("steward", "update"):
            shutil.copytree(PI / name, lib / name)
        shutil.copy(PI / "make-version", lib)
        (lib / "update-keys").mkdir()
        (lib / "update-keys/release.pub").write_bytes(who.pem)
        shutil.copytree(wheels, shared / "wheels")
        made_ = place.run("/usr/lib/kiosk/make-version", "/opt/kiosk", "/shared/wheels")
        assert made_.returncode == 0, made_.stderr
        yield place
    finally:
        subprocess.run(["umount", str(tree)], check=True)


def wheels_here(folder: Path) -> Path:
    """The wheels of the lock file for this processor; needs a network."""
    names = [name.replace("aarch64", ARCH) for name in fetch_wheels.PLATFORMS]
    code = (
        f"from deploy.raspberrypi import fetch_wheels as f; f.PLATFORMS = {names!r}; f.fetch(f.Path({str(folder)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return folder


def bundle_of(wheels: Path, number: str, to: Path, who: Signer, changes: Mapping[str, str] = {}) -> Path:
    """This checkout as another version, some of its files with other words at their ends."""
    folder = to / f"wheels-{number}"
    shutil.copytree(wheels, folder)
    (old,) = folder.glob("quartierskiosk-*.whl")
    old.unlink()
    _our_wheel(folder, number, changes, to / f"checkout-{number}")
    lines = (folder / "requirements.txt").read_text().rpartition("quartierskiosk==")[0]
    (ours,) = folder.glob("quartierskiosk-*.whl")
    digest = subprocess.run(["sha256sum", str(ours)], capture_output=True, text=True, check=True).stdout.split()[0]
    (folder / "requirements.txt").write_text(f"{lines}quartierskiosk=={number} \\\n    --hash=sha256:{digest}\n")
    manifest = manifest_of(folder, "Neu: schneller.", ARCH, PYTHON)
    return make(folder, manifest, who.private, to)


def _our_wheel(folder: Path, number: str, changes: Mapping[str, str], checkout: Path) -> None:
    checkout.mkdir()
    for name in ("kiosk", "sync", "printing"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", checkout)
    project = (ROOT / "pyproject.toml").read_text()
    (checkout / "pyproject.toml").write_text(re.sub(r'^version = ".*"', f'version = "{number}"', project, flags=re.M))
    for name, words in changes.items():
        with (checkout / name).open("a") as file:
            file.write(words)
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
