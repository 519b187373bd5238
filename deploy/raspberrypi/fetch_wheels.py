"""Fetch what the device installs without a network: the wheels of the lock file, without the tools of developers.

Usage: .venv/bin/python deploy/raspberrypi/fetch_wheels.py FOLDER
Afterwards FOLDER holds the wheels for 64-bit ARM and Python 3.13, our own wheel, and requirements.txt that names each
with its hash.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PYTHON = "3.13"
"""The interpreter of Debian 13."""
PLATFORMS = (*(f"manylinux_2_{glibc}_aarch64" for glibc in range(17, 42)), "manylinux2014_aarch64")
"""Debian 13 has glibc 2.41, and runs what was built for any older one."""
OURS = "quartierskiosk (pyproject.toml)"
"""How the lock file says that a library is wanted by the program itself; what `make test` wants ends in `:dev)`."""
BUILDER = "hatchling"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
WINDOWS = "sys_platform == 'win32'"


def runtime_half(lock: str) -> str:
    """What the program needs of a lock file as `uv pip compile` writes it: whole entries, in their order."""
    return _needed_by({OURS}, lock)


def builder_half(lock: str) -> str:
    """What builds our own wheel, on a machine that has nothing yet."""
    return _needed_by({BUILDER}, lock)


def _needed_by(needed: set[str], lock: str) -> str:
    starts = [match.start() for match in PIN.finditer(lock)]
    entries = [lock[start:end] for start, end in zip(starts, [*starts[1:], len(lock)], strict=True)]
    wanted_by = {_name(entry): _wanted_by(entry) for entry in entries}
    before = 0
    while len(needed) != before:
        before = len(needed)
        needed = needed | {name for name, wanters in wanted_by.items() if wanters & needed}
    kept = (entry for entry in entries if _name(entry) in needed and WINDOWS not in entry.partition("\n")[0])
    return "".join(kept)


def fetch(folder: Path) -> None:
    """Fill a new folder; raises CalledProcessError where a wheel is missing or its hash is another."""
    folder.mkdir(parents=True)
    requirements = folder / "requirements.txt"
    requirements.write_text(runtime_half((CHECKOUT / "requirements.lock").read_text("utf-8")), "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    target = ["--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"]
    target += [word for platform in PLATFORMS for word in ("--platform", platform)]
    target += ["--abi", "cp313", "--abi", "abi3", "--abi", "none"]
    subprocess.run([*pip, *target, "--require-hashes", "-r", str(requirements), "-d", str(folder)], check=True)
    ours = _our_wheel(folder)
    name, version = ours.name.split("-")[:2]
    digest = hashlib.sha256(ours.read_bytes()).hexdigest()
    with requirements.open("a", encoding="utf-8") as file:
        file.write(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")


def _our_wheel(folder: Path) -> Path:
    before = set(folder.glob("*.whl"))
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder.resolve())]
    subprocess.run(build, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (made,) = set(folder.glob("*.whl")) - before
    return made


def _name(entry: str) -> str:
    return entry.partition("==")[0]


def _wanted_by(entry: str) -> set[str]:
    """Who wants it: the lines of comment behind the hashes."""
    _, _, via = entry.partition("# via")
    return {line.lstrip("# ").strip() for line in via.splitlines()} - {""}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: fetch_wheels.py FOLDER (a new one) | --builder")
    if sys.argv[1] == "--builder":
        sys.stdout.write(builder_half((CHECKOUT / "requirements.lock").read_text("utf-8")))
    else:
        fetch(Path(sys.argv[1]))
