"""R37: whatever a stick did to a file, it never counts as good, and a restore takes none of it."""

from pathlib import Path

import pytest

from sync.backup.backup import Backup
from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.log import BackupLog
from sync.backup.restore import restore
from tests.backup.terminal import Terminal, everything

BLOCK = 512


class Torn:
    """One good backup, and the same terminal a day later with a stick that spoils the next."""

    def __init__(self, folder: Path) -> None:
        self.terminal = Terminal(folder / "card")
        self.terminal.furnish(bookings=2)
        self.stick = folder / "stick"
        self.good = self.terminal.back_up(self.stick)
        self.raw = (self.stick / self.good.file).read_bytes()
        self.folder = folder

    def refused(self, spoiled: bytes) -> Why:
        """Why a restore of this refuses; nothing may be left of it."""
        file, new = self.folder / "spoiled.kioskbackup", self.folder / "new"
        file.write_bytes(spoiled)
        with pytest.raises(NotRestored) as refused:
            restore(file, self.terminal.words, new, new / "kiosk.toml", self.terminal.clock)
        assert everything(new) == {}
        return refused.value.why


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Torn:
    return Torn(tmp_path_factory.mktemp("torn"))


def test_r37_a_bit_flipped_at_every_97th_byte_never_restores(torn: Torn) -> None:
    for at in range(0, len(torn.raw), 97):
        spoiled = bytearray(torn.raw)
        spoiled[at] ^= 1 << at % 8
        assert torn.refused(bytes(spoiled)) in (Why.SPOILED, Why.NO_BACKUP, Why.WRONG_WORDS), at


def test_r37_a_file_that_ends_at_any_block_never_restores(torn: Torn) -> None:
    for end in range(0, len(torn.raw), BLOCK):
        assert torn.refused(torn.raw[:end]) in (Why.SPOILED, Why.NO_BACKUP), end


def test_r37_a_block_of_zeros_anywhere_never_restores(torn: Torn) -> None:
    for at in range(0, len(torn.raw), BLOCK):
        spoiled = torn.raw[:at] + bytes(min(BLOCK, len(torn.raw) - at)) + torn.raw[at + BLOCK :]
        assert torn.refused(spoiled) in (Why.SPOILED, Why.NO_BACKUP), at


def test_r37_what_a_stick_gives_back_changed_at_any_block_is_not_good(tmp_path: Path) -> None:
    """The stick spoils one block between writing and reading back, each block in its turn."""
    terminal, stick = Terminal(tmp_path / "card"), tmp_path / "stick"
    terminal.furnish(bookings=1)
    good = terminal.back_up(stick)
    before = everything(stick)
    size = good.bytes
    for at in range(0, size, 8 * BLOCK):

        def spoil(path: Path, at: int = at) -> Path:
            with path.open("r+b") as file:
                file.seek(at)
                piece = file.read(1)
                file.seek(at)
                file.write(bytes([piece[0] ^ 0x10]))
            return path

        terminal.clock.later(days=1)
        with pytest.raises(NotGood) as refused:
            Backup(terminal.belongings, terminal.clock, spoil).to(stick, terminal.data_key)
        assert refused.value.why is Why.DIFFERENT
    assert everything(stick) == before
    assert BackupLog(terminal.folder).last_good() == good


def test_r37_a_stick_that_gives_back_an_older_backup_is_not_good(tmp_path: Path) -> None:
    terminal, stick = Terminal(tmp_path / "card"), tmp_path / "stick"
    terminal.furnish(bookings=1)
    good = terminal.back_up(stick)

    def old(path: Path) -> Path:
        path.write_bytes((stick / good.file).read_bytes())
        return path

    terminal.clock.later(days=1)
    with pytest.raises(NotGood) as refused:
        Backup(terminal.belongings, terminal.clock, old).to(stick, terminal.data_key)
    assert refused.value.why is Why.DIFFERENT


def test_r37_a_stick_that_is_gone_when_it_is_read_back_is_not_good(tmp_path: Path) -> None:
    terminal, stick = Terminal(tmp_path / "card"), tmp_path / "stick"
    terminal.furnish(bookings=1)
    stick.mkdir()

    def pulled(path: Path) -> Path:
        path.unlink()
        return path

    with pytest.raises(NotGood) as refused:
        Backup(terminal.belongings, terminal.clock, pulled).to(stick, terminal.data_key)
    assert refused.value.why is Why.STICK_GONE
    assert BackupLog(terminal.folder).last_good() is None
