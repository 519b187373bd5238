"""R37: which stick it is, which backups it keeps, and that nothing of anybody else is ever deleted."""

import os
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from sync.backup.backup import Backup, clear_away
from sync.backup.errors import NotGood, Why
from sync.backup.log import BackupLog, Copy, due
from sync.backup.stick import Keep, backups, free_name, is_marked, put_beside, stick_mark, superfluous
from sync.clock import Trust
from sync.lock import RoundLock
from tests.backup.terminal import Terminal
from tests.sync.clocks import FRIDAY

NIGHT = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
FAT_NEVER = set('"*/:<>?\\|+,;=[] ')
"""Letters that FAT has no names for, and those that its short names do not take."""


def name(at: datetime) -> str:
    return f"kiosk-QK1-{at:%Y-%m-%d-%H%M}.kioskbackup"


def test_r37_seven_days_four_weeks_and_twelve_months_stay() -> None:
    nights = [NIGHT - timedelta(days=day) for day in range(800)]
    gone = set(superfluous([name(at) for at in nights], Keep()))
    kept = [at for at in nights if name(at) not in gone]
    assert kept[:7] == nights[:7]
    assert len({at.isocalendar()[:2] for at in kept}) >= 4
    assert [at.month for at in kept if at.date() < (NIGHT - timedelta(days=40)).date()] == list(range(10, 0, -1))
    assert len(kept) <= 7 + 4 + 12


def test_r37_night_after_night_the_same_ones_stay_as_when_all_were_there() -> None:
    there: set[str] = set()
    for day in range(500):
        there.add(name(NIGHT + timedelta(days=day)))
        there -= set(superfluous(there, Keep()))
    assert len(there) <= 23
    months = {one[10:17] for one in there}
    assert len(months) >= 11


def test_r37_files_of_others_are_never_deleted() -> None:
    theirs = ["Urlaub.jpg", "kiosk.toml", "kiosk-QK1-2026-13-45-0300.kioskbackup", "kiosk-QK1-2026-11-22-0300.txt"]
    theirs += ["kiosk-QK1-2020-01-01-0300-damaged.kioskbackup", "Kopie von kiosk-QK1-2020-01-01-0300.kioskbackup"]
    ours = [name(NIGHT - timedelta(days=day)) for day in range(100)]
    assert set(superfluous([*theirs, *ours], Keep())) <= set(ours)


def test_r37_two_terminals_share_a_stick_without_deleting_each_others(tmp_path: Path) -> None:
    one, other = Terminal(tmp_path / "one"), Terminal(tmp_path / "other")
    stick = tmp_path / "stick"
    one.furnish()
    other.furnish()
    first = one.back_up(stick)
    other.backup(terminal="QK2", keep=Keep(1, 1, 1)).to(stick, other.data_key)
    one.clock.later(days=400)
    other.clock.later(days=400)
    other.backup(terminal="QK2", keep=Keep(1, 1, 1)).to(stick, other.data_key)
    assert (stick / first.file).exists()
    assert len(backups(stick, "QK2")) == 1


def test_r11_a_clock_that_nobody_trusts_deletes_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "card")
    terminal.furnish()
    terminal.clock.trust = Trust.UNTRUSTED
    for _ in range(12):
        terminal.back_up(tmp_path / "stick")
        terminal.clock.later(days=1)
    assert len(backups(tmp_path / "stick")) == 12
    terminal.clock.trust = Trust.NTP
    terminal.back_up(tmp_path / "stick")
    assert len(backups(tmp_path / "stick")) < 12


def test_names_are_of_letters_that_fat_knows_and_never_taken_twice(tmp_path: Path) -> None:
    for _ in range(3):
        path = free_name(tmp_path, "QK1", FRIDAY)
        assert not set(path.name) & FAT_NEVER
        assert path.name.isascii()
        path.touch()
    assert [path.name for path in backups(tmp_path)] == [
        "kiosk-QK1-2026-11-20-0900.kioskbackup",
        "kiosk-QK1-2026-11-20-0900-3.kioskbackup",
        "kiosk-QK1-2026-11-20-0900-2.kioskbackup",
    ]


def test_r37_a_stick_keeps_its_number_and_the_older_one_is_due(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "card")
    terminal.furnish()
    sticks = [tmp_path / "first", tmp_path / "second"]
    names = []
    for turn in range(4):
        names.append(terminal.back_up(sticks[turn % 2]).stick)
        terminal.clock.later(days=1)
    assert names == ["Stick 1", "Stick 2", "Stick 1", "Stick 2"]
    assert due(BackupLog(terminal.folder).read()) == "Stick 1"
    assert stick_mark(sticks[1], lambda: 9).number == 2


def test_r37_a_folder_that_a_pulled_stick_leaves_behind_takes_no_good_backup(tmp_path: Path) -> None:
    terminal, stick = Terminal(tmp_path / "card"), tmp_path / "stick"
    terminal.furnish()
    stick.mkdir()

    def pulled(path: Path) -> Path:
        (stick / "kiosk-stick.txt").unlink()
        return path

    with pytest.raises(NotGood) as refused:
        Backup(terminal.belongings, terminal.clock, pulled).to(stick, terminal.data_key)
    assert refused.value.why is Why.STICK_GONE
    assert backups(stick) == []
    assert BackupLog(terminal.folder).last_good() is None


def test_one_stick_alone_is_never_due() -> None:
    copy = Copy(at=FRIDAY, trust="ntp", stick="Stick 1", stick_id="a", file="x", good=True)
    assert due((copy, copy)) is None


def test_a_failed_backup_makes_no_stick_the_newer_one() -> None:
    def copy(day: int, stick: str, *, good: bool = True) -> Copy:
        at = FRIDAY + timedelta(days=day)
        return Copy(at=at, trust="ntp", stick=stick, stick_id=stick, file="x", good=good)

    assert due((copy(0, "Stick 1"), copy(1, "Stick 2"), copy(2, "Stick 1", good=False))) == "Stick 1"


def test_the_log_keeps_the_last_good_one_of_each_stick(tmp_path: Path) -> None:
    log = BackupLog(tmp_path)
    assert log.last_good() is None
    first = Copy(at=FRIDAY, trust="ntp", stick="Stick 1", stick_id="a", file="x", good=True)
    log.add(first)
    failed = msgspec.structs.replace(first, stick="Stick 2", stick_id="b", good=False, reason="disk")
    for number in range(410):
        log.add(msgspec.structs.replace(failed, file=str(number)))
    assert log.last_good() == first
    assert len(log.read()) == 401
    (tmp_path / "backups.json").write_bytes(b"[{")
    assert log.read() == ()


def test_r37_a_stick_that_is_not_there_is_named(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "card")
    terminal.furnish()
    with pytest.raises(NotGood) as refused:
        terminal.backup().to(tmp_path / "nowhere", terminal.data_key)
    assert refused.value.why is Why.STICK_GONE


def test_r13_copies_that_nobody_could_look_through_take_no_place_of_others(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "card")
    terminal.furnish()
    stick = tmp_path / "stick"
    proved = terminal.back_up(stick)
    for _ in range(20):
        terminal.clock.later(days=1)
        terminal.backup().to(stick, None)
    assert (stick / proved.file).exists()
    assert len(backups(stick)) == 21
    terminal.clock.later(days=1)
    terminal.back_up(stick)
    assert len(backups(stick)) < 15


def test_a_list_beside_the_backups_is_written_without_a_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT, as the steward mounts it, refuses every change of a mode (fat_sanitize_mode in the kernel)."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.fchmod", refused)
    monkeypatch.setattr("os.chmod", refused)
    put_beside(tmp_path, "kiosk-QK1-erasures.json", b"{}")
    put_beside(tmp_path, "kiosk-QK1-erasures.json", b"[]")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("kiosk-QK1-erasures.json", b"[]")]


@pytest.mark.parametrize("name", ["kiosk-stick.txt", "kiosk-stick.txt.part", "kiosk-QK1-erasures.json.part"])
def test_r25_a_link_on_a_stick_leads_no_backup_into_the_terminal(tmp_path: Path, name: str) -> None:
    """A stick with a file system of Linux may hold links; whoever made it knows the names."""
    terminal, stick = Terminal(tmp_path / "data"), tmp_path / "stick"
    terminal.furnish()
    with terminal.opened() as ledger, ledger.change():
        ledger.erasures.add(ledger.erasures.mark("99"), "Anna")
    stick.mkdir()
    (stick / name).symlink_to(terminal.folder / "members.db")
    before = terminal.hash()
    with suppress(NotGood):
        terminal.back_up(stick)
    assert terminal.hash() == before


def test_r25_a_pipe_in_the_place_of_the_mark_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kiosk-stick.txt")
    assert not is_marked(tmp_path)


def test_r30_what_is_put_together_for_a_backup_is_read_by_nobody_else(tmp_path: Path) -> None:
    """Keys lie in it unsealed until it is through."""
    terminal, modes = Terminal(tmp_path / "data"), []
    terminal.furnish()

    def look(path: Path) -> Path:
        modes.append(stat.S_IMODE((terminal.folder / "backup.work").stat().st_mode))
        return path

    (tmp_path / "stick").mkdir()
    Backup(terminal.belongings, terminal.clock, look).to(tmp_path / "stick", terminal.data_key)
    assert modes == [0o700]


def test_r30_what_a_backup_that_was_cut_off_left_on_the_card_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "backup.work"
    left.mkdir()
    (left / "backup.tar").write_bytes(b"keys")
    with RoundLock(tmp_path / "backup.lock") as lock:
        assert lock.take()
        clear_away(tmp_path)
        assert left.exists(), "somebody makes one at this moment"
    clear_away(tmp_path)
    assert not left.exists()
