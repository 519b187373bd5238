"""Which version starts: after every ending of a trial, and after a power cut at every change to the disk (R39)."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from update.notes import Trial, point
from update.versions import PROBATION_S, STARTS_MOST, Refused, Versions, since_start

from tests.deploy.update_cuts import cut_everywhere
from tests.deploy.update_machine import NEW, OLD, started, version

Home = Callable[[], Path]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A program's folder with two versions, the older one current; each call begins from scratch."""

    def made() -> Path:
        program = tmp_path / "kiosk"
        shutil.rmtree(program, ignore_errors=True)
        for name in (OLD, NEW):
            version(program, name)
        os.symlink(f"versions/{OLD}", program / "current")
        return program

    return made


def on_trial(program: Path) -> Path:
    Versions(program, boot="boot 1").attempt(NEW)
    assert started(program) == NEW
    return program


def test_r39_without_a_trial_every_start_runs_the_same_version(home: Home) -> None:
    program = home()
    assert [started(program, boot) for boot in ("boot 1", "boot 1", "boot 2")] == [OLD] * 3


def test_r39_a_version_that_ends_by_itself_gets_no_second_start_in_this_run_of_the_machine(home: Home) -> None:
    program = on_trial(home())
    assert Versions(program, boot="").notes.read("trial") is None, "gone before its version runs"
    assert started(program) == OLD
    assert started(program, "boot 2") == OLD
    failed = Versions(program, boot="").notes.read("failed")
    assert failed is not None
    assert (failed.version, failed.back, failed.starts) == (NEW, OLD, 1)


def test_r39_a_pulled_plug_is_not_the_fault_of_a_version_but_three_are(home: Home) -> None:
    program = on_trial(home())
    runs = [started(program, f"boot {n}") for n in range(2, 6)]
    assert runs == [NEW] * (STARTS_MOST - 1) + [OLD] * 2


def test_r39_a_version_is_kept_after_its_probation_and_then_survives_every_start(home: Home) -> None:
    program = on_trial(home())
    versions = Versions(program, boot="boot 1")
    with pytest.raises(Refused, match="too-early"):
        versions.keep(NEW, since_start() + PROBATION_S - 60)
    versions.keep(NEW, since_start() + PROBATION_S + 1)
    assert [started(program), started(program), started(program, "boot 2")] == [NEW] * 3
    assert versions.notes.read("failed") is None


def test_r39_keeping_leaves_the_version_before_and_removes_the_older_ones(home: Home) -> None:
    program = home()
    version(program, "0.0.9")
    for name in ("gone-0.0.8", ".new-0.0.7"):
        (program / "versions" / name / "bin").mkdir(parents=True)
    Versions(on_trial(program), boot="boot 1").keep(NEW, since_start() + PROBATION_S + 1)
    assert sorted(path.name for path in (program / "versions").iterdir()) == [OLD, NEW]


def test_r39_nothing_is_removed_while_the_link_leads_nowhere(home: Home) -> None:
    program = home()
    (program / "current").unlink()
    Versions(program, boot="boot 1").prune()
    assert sorted(path.name for path in (program / "versions").iterdir()) == [OLD, NEW]


@pytest.mark.parametrize("asked", [OLD, "0.3.0", "../versions/0.2.0", "", "0.2.0\n"])
def test_r39_only_the_version_on_trial_can_be_kept(home: Home, asked: str) -> None:
    program = on_trial(home())
    with pytest.raises(Refused, match="not-on-trial"):
        Versions(program, boot="boot 1").keep(asked, since_start() + PROBATION_S + 1)


def test_r39_another_run_of_the_machine_counts_its_probation_anew(home: Home) -> None:
    program = on_trial(home())
    with pytest.raises(Refused, match="too-early"):
        Versions(program, boot="boot 2").keep(NEW, since_start() + PROBATION_S + 1)


@pytest.mark.parametrize(("asked", "reason"), [(OLD, "current"), ("0.3.0", "unknown"), ("../x", "unknown")])
def test_r39_only_another_whole_version_can_be_tried(home: Home, asked: str, reason: str) -> None:
    program = home()
    with pytest.raises(Refused, match=reason):
        Versions(program, boot="boot 1").attempt(asked)
    assert started(program) == OLD


def test_r39_no_second_trial_begins_while_one_runs(home: Home) -> None:
    program = on_trial(home())
    version(program, "0.3.0")
    with pytest.raises(Refused, match="on-trial"):
        Versions(program, boot="boot 1").attempt("0.3.0")


def test_r39_a_version_that_vanished_before_its_trial_is_not_started(home: Home) -> None:
    program = home()
    Versions(program, boot="boot 1").attempt(NEW)
    shutil.rmtree(program / "versions" / NEW)
    assert started(program) == OLD


def test_r39_a_link_that_leads_nowhere_is_replaced_by_the_newest_whole_version(home: Home) -> None:
    program = home()
    version(program, "0.10.0")
    for target in (None, "versions/0.0.1", "/etc"):
        (program / "current").unlink(missing_ok=True)
        if target:
            os.symlink(target, program / "current")
        assert started(program) == "0.10.0"


@pytest.mark.parametrize("tried", [False, True])
def test_r39_a_version_that_was_installed_by_hand_meanwhile_ends_a_trial(home: Home, tried: bool) -> None:
    program = home()
    version(program, "0.3.0")
    Versions(program, boot="boot 1").attempt(NEW)
    if tried:
        started(program)
    point(program / "current", "versions/0.3.0")
    assert [started(program), started(program), started(program, "boot 2")] == ["0.3.0"] * 3


@pytest.mark.parametrize("noted", [b"", b"{", b"[]", b'{"version": 1, "back": 2}', b"\xff", b'{"x": 1}'])
def test_r39_notes_that_nobody_here_wrote_change_nothing(home: Home, noted: bytes) -> None:
    program = home()
    (program / "state").mkdir()
    for name in ("trial", "tried"):
        (program / "state" / name).write_bytes(noted)
    assert started(program) == OLD


def test_r39_a_power_cut_at_every_change_of_asking_for_a_trial_leaves_a_whole_version(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = home()
    for _cut in cut_everywhere(monkeypatch, home, lambda: Versions(program, boot="boot 1").attempt(NEW)):
        asked = Versions(program, boot="").notes.read("trial") is not None
        assert started(program, "boot 2") == (NEW if asked else OLD)
        assert started(program, "boot 2") == OLD


def test_r39_a_power_cut_at_every_change_of_choosing_never_gives_a_broken_version_a_second_start(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = home()
    asked: Callable[[], object] = lambda: Versions(home(), boot="boot 1").attempt(NEW)  # noqa: E731
    for _cut in cut_everywhere(monkeypatch, asked, lambda: Versions(program, boot="boot 1").choose()):
        assert started(program, "boot 2") in (OLD, NEW)
        assert started(program, "boot 2") == OLD
        assert started(program, "boot 3") == OLD


def test_r39_a_power_cut_at_every_change_of_going_back_ends_with_the_old_version(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = home()
    for cut in cut_everywhere(monkeypatch, lambda: on_trial(home()), lambda: Versions(program, boot="boot 1").choose()):
        ended = Versions(program, boot="").notes.read("failed") is not None
        first, second = started(program, "boot 2"), started(program, "boot 2")
        assert first == OLD or not ended, cut
        assert second == OLD, cut


def test_r39_a_power_cut_at_every_change_of_keeping_leaves_a_whole_version(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = home()

    def tried() -> None:
        on_trial(home())
        version(program, "0.0.9")

    def keep() -> None:
        Versions(program, boot="boot 1").keep(NEW, since_start() + PROBATION_S + 1)

    for cut in cut_everywhere(monkeypatch, tried, keep):
        kept = Versions(program, boot="").notes.read("tried") is None
        assert started(program, "boot 2") == NEW, cut
        assert started(program, "boot 2") == (NEW if kept else OLD), cut
        assert Versions(program, boot="").whole(OLD), cut


def test_r39_a_version_that_was_tried_is_never_forgotten_by_a_full_disk(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = on_trial(home())

    def full(*_words: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            Versions(program, boot="boot 1").choose()
    assert started(program) == OLD
    assert Versions(program, boot="").notes.read("failed") is not None


def test_r39_what_is_noted_is_read_back(home: Home) -> None:
    notes = Versions(on_trial(home()), boot="").notes
    trial = Trial(NEW, OLD, "boot 7", 2, 12.5)
    notes.write("failed", trial)
    assert notes.read("failed") == trial
