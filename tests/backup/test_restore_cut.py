"""R38: a restore is all or nothing, also when the power goes in the middle of it."""

import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

import pytest

from sync.backup import restored
from sync.backup.log import Copy
from sync.backup.restore import blank
from sync.backup.restored import finish
from tests.backup.terminal import PIN, SETTINGS, Terminal
from tests.crash import strace

pytestmark = pytest.mark.skipif(strace.missing() is not None, reason=strace.missing() or "")
CALLS = ["rename", "fsync", "pwrite64", "rmdir", "unlinkat"]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, Copy, Path]:
    folder = tmp_path_factory.mktemp("old")
    terminal = Terminal(folder / "card")
    terminal.furnish(bookings=2)
    return terminal, terminal.back_up(folder / "stick"), folder / "stick"


@pytest.mark.parametrize("call", CALLS)
def test_r38_a_restore_cut_at_any_call_is_done_or_can_be_done_again(
    old: tuple[Terminal, Copy, Path], tmp_path: Path, call: str
) -> None:
    terminal, copy, stick = old
    step = {"pwrite64": 7, "fsync": 2}.get(call, 1)
    for n in count(1, step):
        card = tmp_path / str(n)
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"]
        command = [sys.executable, "-B", "-m", "tests.backup.restorer", str(stick / copy.file), str(card)]
        done = subprocess.run(
            ["strace", "-f", "-o", tmp_path / "log", *inject, *command],
            input=terminal.words,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        _whole(terminal, copy, stick, card)
        if done.returncode == 0:
            break
    assert n > 1, "no such call was ever met"


def test_r38_two_programs_that_find_a_restore_to_be_finished_do_it_once(
    old: tuple[Terminal, Copy, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, copy, stick = old
    threads: list[threading.Thread] = []
    left: list[bool] = []
    move = restored._move

    def meanwhile(path: Path, to: Path, *, keep: bool) -> None:
        """As somebody's command that begins when the first file is moved."""
        if not threads:
            threads.append(threading.Thread(target=lambda: left.append(finish(tmp_path, tmp_path / "kiosk.toml"))))
            threads[0].start()
            threads[0].join(0.5)
            assert not left, "it waits for the first one"
        move(path, to, keep=keep)

    monkeypatch.setattr(restored, "_move", meanwhile)
    new = Terminal(tmp_path, terminal.clock)
    new.restore(stick / copy.file, terminal.words)
    threads[0].join()
    assert left == [False]
    assert new.hash() == copy.ledger_hash


def _whole(terminal: Terminal, copy: Copy, stick: Path, card: Path) -> None:
    """As after the next start: what was ready is finished, else it is restored again."""
    new = Terminal(card, terminal.clock)
    assert (card / "members.db").exists() or not (card / "staff.json").exists(), "somebody could sign in to nothing"
    finish(card, new.settings)
    if blank(card):
        new.restore(stick / copy.file, terminal.words)
    found = new.ring.open_with(PIN)
    assert found
    new.data_key = found.data_key
    assert new.hash() == copy.ledger_hash
    assert new.settings.read_text() == SETTINGS
    assert not (card / "restored").exists()
