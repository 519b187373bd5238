"""R39: a version of the program is made whole or not at all, in Debian 13's own Python, from a folder of wheels."""

import base64
import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.deploy.tree import in_tree, need_tree

MAKE = "/srv/kiosk/deploy/raspberrypi/make-version"
MAIN = """
import sys

def main():
    print("kiosk {version}")
    sys.exit({code})

if __name__ == "__main__":
    main()
"""


def wheel(folder: Path, version: str, *, code: int = 0, more: str = "") -> None:
    """A small program as a wheel, and the list that names it with its hash."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    info = f"quartierskiosk-{version}.dist-info"
    files = {
        "kiosk/__init__.py": f"# {more}\n",
        "kiosk/__main__.py": MAIN.format(version=version, code=code),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: quartierskiosk\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\nkiosk = kiosk.__main__:main\n",
    }
    path = folder / f"quartierskiosk-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        rows = [f"{name},sha256={_digest(text)},{len(text)}" for name, text in files.items()]
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,", ""]))
    whole = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"quartierskiosk=={version} \\\n    --hash=sha256:{whole}\n")


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def made(shared: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return in_tree(shared, ["bash", MAKE, *words, "/shared/opt", "/shared/wheels"])


def versions(shared: Path) -> list[str]:
    return sorted(path.name for path in (shared / "opt" / "versions").iterdir())


def says(shared: Path) -> str:
    """What the present version says."""
    return in_tree(shared, ["/shared/opt/current/bin/kiosk", "--version"]).stdout.strip()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    need_tree()
    wheel(tmp_path / "wheels", "1.0.0")
    return tmp_path


def test_r39_a_version_is_made_compiled_and_becomes_the_present_one(shared: Path) -> None:
    done = made(shared)
    assert (done.returncode, done.stdout) == (0, "/shared/opt/versions/1.0.0\n"), done.stderr
    assert (shared / "opt/current").readlink() == Path("versions/1.0.0")
    assert says(shared) == "kiosk 1.0.0"
    compiled = list((shared / "opt/versions/1.0.0").rglob("*.pyc"))
    assert len(compiled) == 2
    assert {path.read_bytes()[4:8] for path in compiled} == {b"\1\0\0\0"}, "by hash, and never looked at again"
    names = {path.name for path in (shared / "opt/versions/1.0.0/bin").iterdir()}
    assert names == {"kiosk", "python", "python3", "python3.13"}, "no pip, no shell of its own"


def test_r39_the_same_again_is_there_already(shared: Path) -> None:
    made(shared)
    before = (shared / "opt/versions/1.0.0").stat().st_ino
    done = made(shared)
    assert (done.returncode, "there already" in done.stderr) == (0, True)
    assert (shared / "opt/versions/1.0.0").stat().st_ino == before


def test_r39_an_update_leaves_the_present_version_until_it_was_tried(shared: Path) -> None:
    made(shared)
    wheel(shared / "wheels", "1.1.0")
    assert made(shared, "--keep-current").returncode == 0
    assert versions(shared) == ["1.0.0", "1.1.0"]
    assert says(shared) == "kiosk 1.0.0"


def test_another_content_of_the_same_number_takes_its_place_at_once(shared: Path) -> None:
    made(shared)
    wheel(shared / "wheels", "1.0.0", more="mended")
    assert made(shared).returncode == 0
    assert versions(shared) == ["1.0.0"]
    assert "mended" in next((shared / "opt/versions/1.0.0").rglob("kiosk/__init__.py")).read_text()


@pytest.mark.parametrize("fault", ["another hash", "does not start", "a library is missing"])
def test_r39_what_cannot_be_made_leaves_all_as_it_was(shared: Path, fault: str) -> None:
    made(shared)
    wheel(shared / "wheels", "2.0.0", code=int(fault == "does not start"))
    listed = shared / "wheels" / "requirements.txt"
    if fault == "another hash":
        listed.write_text(listed.read_text()[:-9] + "00000000\n")
    elif fault == "a library is missing":
        listed.write_text(f"{listed.read_text()}absent==1 --hash=sha256:{'0' * 64}\n")
    done = made(shared)
    assert (done.returncode, done.stdout) == (3, "")
    assert "2.0.0 cannot be made" in done.stderr
    assert versions(shared) == ["1.0.0"]
    assert says(shared) == "kiosk 1.0.0"


def test_r39_what_a_power_cut_left_is_cleared_away(shared: Path) -> None:
    half = shared / "opt/versions/.new-1.0.0/lib"
    half.mkdir(parents=True)
    assert made(shared).returncode == 0
    assert versions(shared) == ["1.0.0"]


@pytest.mark.parametrize("what", ["no wheel", "two wheels", "no list"])
def test_wrong_use_is_told_and_makes_nothing(shared: Path, what: str) -> None:
    wheels = shared / "wheels"
    if what == "no list":
        (wheels / "requirements.txt").unlink()
    elif what == "no wheel":
        next(wheels.glob("*.whl")).unlink()
    else:
        (wheels / "quartierskiosk-9-py3-none-any.whl").touch()
    assert made(shared).returncode == 2
    assert not (shared / "opt").exists()
