"""What the steward does about versions: nothing of a bundle runs before it was checked, and no request reaches more."""

import os
from pathlib import Path

import pytest
from update.versions import Versions

from steward.answers import Refused
from steward.deeds import update as deeds
from tests.deploy.update_machine import NAME, NEW, OLD, Machine, started, version
from tests.update.bundles import bundle, manifest, signer


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "root", signer(tmp_path))


def test_r39_a_good_bundle_becomes_a_version_that_only_a_trial_starts(machine: Machine) -> None:
    bundle(machine.bundles / NAME, machine.who)
    assert machine.make() == NEW
    assert started(machine.program) == OLD
    deeds.update({"step": "try", "version": NEW}, machine.system)
    assert machine.ran[-1] == ("/usr/bin/systemctl", "--no-block", "restart", "kiosk.service")
    assert started(machine.program) == NEW
    assert not (machine.program / "incoming").exists()


def test_r39_what_a_stranger_signed_is_never_installed(machine: Machine, tmp_path: Path) -> None:
    bundle(machine.bundles / NAME, signer(tmp_path, "stranger"))
    assert machine.refuses(step="make", bundle=NAME) == "signature"
    assert not any(words[0] == deeds.MAKE_VERSION for words in machine.ran)


def test_r39_an_older_version_is_made_only_when_somebody_wants_it_back(machine: Machine) -> None:
    name = NAME.replace("0.2.0", "0.0.9")
    files = {"wheels/quartierskiosk-0.0.9-py3-none-any.whl": b"x", "wheels/requirements.txt": b"y"}
    bundle(machine.bundles / name, machine.who, manifest(files, version="0.0.9"), files)
    assert machine.refuses(step="make", bundle=name) == "older"
    assert machine.make(name, older="yes") == "0.0.9"


@pytest.mark.parametrize(
    "name",
    ["../../../etc/shadow", "/etc/shadow", "", "x", f"sub/{NAME}", f"{NAME}\n", f"-{NAME}", "kiosk-..kioskupdate"],
)
def test_r39_only_names_of_bundles_are_looked_for(machine: Machine, name: str) -> None:
    assert machine.refuses(step="make", bundle=name) == "bad-facts"
    assert machine.ran == []


def test_r39_links_pipes_folders_and_missing_files_are_no_bundles(machine: Machine, tmp_path: Path) -> None:
    good, place = bundle(tmp_path / "elsewhere", machine.who), machine.bundles / NAME
    place.symlink_to(good)
    assert machine.refuses(step="make", bundle=NAME) == "no_bundle"
    place.unlink()
    os.link(good, place)
    assert machine.refuses(step="make", bundle=NAME) == "no_bundle"
    place.unlink()
    os.mkfifo(place)
    assert machine.refuses(step="make", bundle=NAME) == "no_bundle"
    place.unlink()
    place.mkdir()
    assert machine.refuses(step="make", bundle=NAME) == "no_bundle"
    place.rmdir()
    assert machine.refuses(step="make", bundle=NAME) == "no_bundle"
    machine.bundles.rmdir()
    machine.bundles.symlink_to(tmp_path)
    assert machine.refuses(step="make", bundle=NAME) == "disk"


def test_r39_a_file_that_is_too_large_is_not_copied(machine: Machine) -> None:
    with (machine.bundles / NAME).open("wb") as file:
        file.truncate(deeds.BUNDLE_MOST + 1)
    assert machine.refuses(step="make", bundle=NAME) == "too_large"


def test_r39_a_version_that_cannot_be_made_leaves_nothing_behind(machine: Machine) -> None:
    bundle(machine.bundles / NAME, machine.who)
    machine.make_fails = True
    assert machine.refuses(step="make", bundle=NAME) == "failed"
    assert [path.name for path in (machine.program / "versions").iterdir()] == [OLD]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"step": "keep"},
        {"step": "make"},
        {"step": "try"},
        {"step": "try", "version": NEW, "bundle": NAME},
        {"step": "make", "bundle": NAME, "command": "x"},
    ],
)
def test_r39_other_facts_are_refused(machine: Machine, facts: dict[str, str]) -> None:
    assert machine.refuses(**facts) == "bad-facts"


@pytest.mark.parametrize("asked", ["0.3.0", "../../../tmp", "", OLD])
def test_r39_only_a_version_that_was_made_can_be_tried(machine: Machine, asked: str) -> None:
    assert machine.refuses(step="try", version=asked) in ("unknown", "current")
    assert machine.ran == []


def test_r39_the_program_cannot_have_itself_kept_before_its_time(machine: Machine) -> None:
    version(machine.program, NEW)
    deeds.update({"step": "try", "version": NEW}, machine.system)
    assert started(machine.program, Versions(machine.program)._boot) == NEW
    with pytest.raises(Refused, match="too-early"):
        deeds.keep({"version": NEW}, machine.system)
    with pytest.raises(Refused, match="not-on-trial"):
        deeds.keep({"version": OLD}, machine.system)


def test_r39_nothing_is_made_while_a_version_is_on_trial(machine: Machine) -> None:
    version(machine.program, NEW)
    deeds.update({"step": "try", "version": NEW}, machine.system)
    Versions(machine.program).choose()
    bundle(machine.bundles / NAME, machine.who)
    with pytest.raises(Refused, match="on-trial"):
        machine.make()
