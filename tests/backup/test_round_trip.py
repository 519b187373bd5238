"""R37, R38: what was backed up comes back, on a blank card, by the stick and the words alone."""

import fcntl
import subprocess
import tarfile
from pathlib import Path

import pytest

from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.log import BackupLog
from sync.backup.raw_copy import _exclusive
from sync.backup.recovery import Recovery, age_key
from sync.backup.words import new_words
from sync.errors import Reason, Unstorable
from sync.ledger.erasing import erase
from sync.ledger.records import State
from tests.backup.terminal import PIN, SETTINGS, Terminal, everything


@pytest.fixture
def old(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "old")
    terminal.furnish()
    return terminal


@pytest.fixture
def new(tmp_path: Path, old: Terminal) -> Terminal:
    return Terminal(tmp_path / "new", old.clock)


def test_r38_stick_and_envelope_alone_give_the_equal_ledger_hash(old: Terminal, new: Terminal, tmp_path: Path) -> None:
    before = old.hash()
    copy = old.back_up(tmp_path / "stick")
    assert (copy.good, copy.ledger_hash, copy.file) == (True, before, "kiosk-QK1-2026-11-20-1000.kioskbackup")
    restored = new.restore(tmp_path / "stick" / copy.file, old.words)
    assert restored.ledger_hash == before
    assert new.hash() == before
    assert new.ring.names() == ("Anna",)
    assert new.settings.read_text() == SETTINGS
    assert (new.folder / "secrets" / "ring").read_text() == "lesen"
    assert Recovery(new.folder).data_key(old.words) == old.data_key


def test_r37_bookings_go_on_while_a_backup_is_made(old: Terminal, new: Terminal, tmp_path: Path) -> None:
    with old.opened() as ledger:
        old.book(ledger)
        copy = old.back_up(tmp_path / "stick")
        old.book(ledger)
        new.restore(tmp_path / "stick" / copy.file, old.words)
        with new.opened() as other:
            assert len(list(other.all())) + 1 == len(list(ledger.all()))


def test_r37_without_a_sign_in_the_files_are_compared_byte_by_byte(
    old: Terminal, new: Terminal, tmp_path: Path
) -> None:
    before = old.hash()
    (tmp_path / "stick").mkdir()
    copy = old.backup().to(tmp_path / "stick", None)
    assert (copy.good, copy.ledger_hash) == (True, None)
    assert new.restore(tmp_path / "stick" / copy.file, old.words).ledger_hash == before


def test_r37_without_the_key_nothing_is_copied_while_somebody_has_the_ledger_open(
    old: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    with old.opened(), pytest.raises(NotGood) as refused:
        old.backup().to(tmp_path / "stick", None)
    assert refused.value.why is Why.LEDGER_BUSY
    assert [copy.reason for copy in BackupLog(old.folder).read()] == ["ledger_busy"]


def test_r38_what_waits_after_a_restore_is_asked_for_before_it_is_sent(
    old: Terminal, new: Terminal, tmp_path: Path
) -> None:
    copy = old.back_up(tmp_path / "stick")
    new.restore(tmp_path / "stick" / copy.file, old.words)
    with new.opened() as ledger:
        assert {one.sending.state for one in ledger.all()} == {State.UNCERTAIN}
        ledger.prove()


def test_r38_a_restored_terminal_is_distrusted_once_and_not_at_each_start(
    old: Terminal, new: Terminal, tmp_path: Path
) -> None:
    copy = old.back_up(tmp_path / "stick")
    new.restore(tmp_path / "stick" / copy.file, old.words)
    for _ in range(2):
        with new.opened() as ledger:
            assert [run.kind for run in ledger.vouchers.runs()] == ["restored"]


def test_r31_who_was_erased_after_the_backup_is_erased_again(old: Terminal, new: Terminal, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with old.opened() as ledger:
        for one in ledger.all():
            ledger.outbox.confirm(one.booking.receipt, "1")
    first = old.back_up(stick)
    with old.opened() as ledger:
        erase(ledger, "1042", "Anna")
    old.clock.later(minutes=1)
    old.back_up(stick)
    assert new.restore(stick / first.file, old.words).erased == 1
    with new.opened() as ledger:
        assert ledger.people.find("wilhelmine") == []


def test_r38_a_restore_never_overwrites(old: Terminal, tmp_path: Path) -> None:
    copy = old.back_up(tmp_path / "stick")
    before = everything(old.folder)
    with pytest.raises(NotRestored) as refused:
        old.restore(tmp_path / "stick" / copy.file, old.words)
    assert refused.value.why is Why.NOT_BLANK
    assert everything(old.folder) == before


def test_r38_other_words_open_nothing_and_change_nothing(old: Terminal, new: Terminal, tmp_path: Path) -> None:
    copy = old.back_up(tmp_path / "stick")
    with pytest.raises(NotRestored) as refused:
        new.restore(tmp_path / "stick" / copy.file, " ".join(new_words()))
    assert refused.value.why is Why.WRONG_WORDS
    assert everything(new.folder) == {}


def test_r38_new_words_open_new_backups_and_the_old_words_the_old_ones(
    old: Terminal, new: Terminal, tmp_path: Path
) -> None:
    first = old.back_up(tmp_path / "stick")
    words = " ".join(Recovery(old.folder).make(old.data_key))
    old.clock.later(minutes=1)
    second = old.back_up(tmp_path / "stick")
    for file, wrong in ((first.file, words), (second.file, old.words)):
        with pytest.raises(NotRestored):
            new.restore(tmp_path / "stick" / file, wrong)
    new.restore(tmp_path / "stick" / second.file, words)
    Terminal(tmp_path / "third").restore(tmp_path / "stick" / first.file, old.words)


def test_r38_the_age_program_and_tar_open_a_backup_too(old: Terminal, tmp_path: Path) -> None:
    copy = old.back_up(tmp_path / "stick")
    key = tmp_path / "key.txt"
    key.write_text(f"{age_key(old.words)}\n")
    to = tmp_path / "backup.tar"
    subprocess.run(["age", "-d", "-i", key, "-o", to, tmp_path / "stick" / copy.file], check=True)
    with tarfile.open(to) as tar:
        assert {"manifest.json", "members.db", "staff.json", "device.key"} <= set(tar.getnames())


def test_r28_r29_nothing_on_the_stick_can_be_read(old: Terminal, tmp_path: Path) -> None:
    old.back_up(tmp_path / "stick")
    found = b"".join(everything(tmp_path / "stick").values()).lower()
    for canary in ("wilhelmine", "kanarienvogel", "zitronenbaum", "lesen", "anna", "1042", PIN, "sqlite"):
        assert canary.encode() not in found, canary
    assert (old.folder / "device.key").read_bytes() not in found
    assert not (old.folder / "backup.work").exists()


def test_r37_without_an_envelope_there_is_no_backup_that_nobody_could_open(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "bare")
    terminal.data_key = terminal.ring.enrol_first("Anna", PIN).data_key
    terminal.opened().close()
    with pytest.raises(NotGood) as refused:
        terminal.back_up(tmp_path / "stick")
    assert refused.value.why is Why.NO_WORDS
    assert not list((tmp_path / "stick").glob("*.kioskbackup*"))


def test_r13_a_damaged_ledger_replaces_no_good_backup_and_is_still_copied_as_it_is(
    old: Terminal, tmp_path: Path
) -> None:
    good = old.back_up(tmp_path / "stick")
    with (old.folder / "members.db").open("r+b") as file:
        file.seek(5000)
        file.write(b"\0" * 512)
    old.clock.later(minutes=1)
    with pytest.raises(NotGood) as refused:
        old.back_up(tmp_path / "stick")
    assert refused.value.why is Why.LEDGER_DAMAGED
    copy = old.backup().to(tmp_path / "stick", None, damaged=True)
    assert (copy.good, copy.file) == (False, "kiosk-QK1-2026-11-20-1001-damaged.kioskbackup")
    assert BackupLog(old.folder).last_good() == good
    with pytest.raises(NotRestored) as kept:
        Terminal(tmp_path / "new").restore(tmp_path / "stick" / copy.file, old.words)
    assert kept.value.why is Why.LEDGER_DAMAGED


def test_the_ledger_hash_changes_by_every_booking_and_not_by_opening(old: Terminal) -> None:
    before = old.hash()
    assert old.hash() == before
    with old.opened() as ledger:
        with ledger.change():
            ledger.journal.note("signed in", staff="Anna")
        old.book(ledger)
    assert old.hash() != before


def test_r37_a_sign_in_waits_for_the_copy_of_a_closed_ledger(old: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is SQLite's own: who opens the ledger meanwhile waits as for any other writer, and then gets in."""
    monkeypatch.setattr("sync.ledger.file.BUSY_S", 0.05)
    with (old.folder / "members.db").open("r+b") as file:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _exclusive())
        with pytest.raises(Unstorable) as refused:
            old.opened()
        assert refused.value.reason is Reason.LOCKED
    old.opened().close()
