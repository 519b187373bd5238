"""R37 on file systems of their own: filled up, unmounted and read back, lied about, and pulled at every block."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from sync.backup.backup import Backup
from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.log import BackupLog
from tests.backup.image import MIB, FatImage, MountedStick
from tests.backup.terminal import Terminal, everything


@pytest.fixture(params=["vfat", "ext2"])
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MountedStick]:
    try:
        stick = MountedStick(tmp_path, request.param)
        stick.plug()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"{request.param} cannot be mounted here")
    yield stick
    if stick.mounted:
        stick.pull()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "card")
    terminal.furnish()
    return terminal


def test_r37_a_stick_is_unmounted_mounted_and_read_back(
    terminal: Terminal, stick: MountedStick, tmp_path: Path
) -> None:
    copy = Backup(terminal.belongings, terminal.clock, stick.remount).to(stick.folder, terminal.data_key)
    assert copy.good
    stick.remount(stick.folder)
    restored = Terminal(tmp_path / "new").restore(stick.folder / copy.file, terminal.words)
    assert restored.ledger_hash == copy.ledger_hash


def test_r37_a_full_stick_is_said_so_and_keeps_what_it_has(terminal: Terminal, stick: MountedStick) -> None:
    good = Backup(terminal.belongings, terminal.clock).to(stick.folder, terminal.data_key)
    room = os.statvfs(stick.folder)
    (stick.folder / "Urlaub.mov").write_bytes(bytes(room.f_bavail * room.f_frsize - MIB))
    before = everything(stick.folder)
    terminal.clock.later(days=1)
    with pytest.raises(NotGood) as refused:
        Backup(terminal.belongings, terminal.clock).to(stick.folder, terminal.data_key)
    assert refused.value.why is Why.STICK_FULL
    assert everything(stick.folder) == before
    assert BackupLog(terminal.folder).last_good() == good


def test_r37_a_stick_that_is_smaller_than_it_says_is_found_out(terminal: Terminal, stick: MountedStick) -> None:
    """Fake sticks take every write and keep only the first of them."""

    def lied(path: Path) -> Path:
        stick.pull()
        raw = stick.image.read_bytes()
        kept = raw.index(b"age-encryption.org/v1") + 4096
        stick.image.write_bytes(raw[:kept] + bytes(len(raw) - kept))
        stick.plug()
        return path

    with pytest.raises(NotGood) as refused:
        Backup(terminal.belongings, terminal.clock, lied).to(stick.folder, terminal.data_key)
    assert refused.value.why in (Why.DIFFERENT, Why.STICK_GONE)
    assert BackupLog(terminal.folder).last_good() is None


@pytest.mark.skipif(not which("mcopy"), reason="mtools is not installed")
def test_r37_a_fat_stick_pulled_at_any_block_keeps_the_old_backup_and_never_restores_half_a_new_one(
    terminal: Terminal, tmp_path: Path
) -> None:
    """FAT as it was before, with the first n of the blocks that the next backup changed: also half a table."""
    first = terminal.back_up(tmp_path / "stick")
    terminal.clock.later(days=1)
    second = terminal.back_up(tmp_path / "stick")
    fat = FatImage(tmp_path / "fat.img")
    fat.put(tmp_path / "stick" / first.file)
    before = fat.path.read_bytes()
    fat.put(tmp_path / "stick" / second.file)
    after = fat.path.read_bytes()
    assert fat.names() == [first.file, second.file]
    changed = [at for at in range(0, len(after), 512) if after[at : at + 512] != before[at : at + 512]]
    assert len(changed) > 40
    for many in range(0, len(changed) + 1, 3):
        image = bytearray(before)
        for at in changed[:many]:
            image[at : at + 512] = after[at : at + 512]
        fat.path.write_bytes(image)
        assert first.file in fat.names()
        _restored(terminal, fat, first.file, first.ledger_hash, tmp_path / f"first-{many}")
        if second.file in fat.names() and many <= len(changed) - 1:
            with pytest.raises(NotRestored):
                _restored(terminal, fat, second.file, second.ledger_hash, tmp_path / f"second-{many}")


def _restored(terminal: Terminal, fat: FatImage, name: str, total: str | None, to: Path) -> None:
    file = fat.get(name, to.with_suffix(".kioskbackup"))
    assert Terminal(to).restore(file, terminal.words).ledger_hash == total
