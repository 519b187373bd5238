"""R14, R37: each write, sync and rename of a backup fails in turn, is killed, or meets a full stick."""

import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from sync.backup.log import BackupLog
from sync.backup.stick import backups
from tests.backup.terminal import Terminal, everything
from tests.crash import strace
from tests.crash.card import Card
from tests.crash.recorded import OPTIONS, steps

pytestmark = pytest.mark.skipif(strace.missing() is not None, reason=strace.missing() or "")
DRAFT = "kiosk-QK1-2026-11-21-1000.kioskbackup"
"""What the actor writes, a day after the good one."""
FAULTS = [
    *(("write", "error=EIO"), ("write", "error=ENOSPC"), ("write", "signal=KILL")),
    *(("fsync", "error=EIO"), ("fsync", "signal=KILL")),
    *(("rename", "error=EIO"), ("rename", "signal=KILL")),
    ("read", "error=EIO"),
]


class Bench:
    """A card with one good backup on its stick, copied for each run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        base = Terminal(folder / "base")
        base.furnish(bookings=2)
        self.good = base.back_up(folder / "base-stick")
        self.words = base.words

    def run(self, call: str, effect: str, n: int) -> tuple[bool, str]:
        """Whether there was an n-th such call on the stick, and what the actor said."""
        self.card, self.stick, log = self.folder / "card", self.folder / "stick", self.folder / "strace"
        for name, to in (("base", self.card), ("base-stick", self.stick)):
            shutil.rmtree(to, ignore_errors=True)
            shutil.copytree(self.folder / name, to)
        paths = [word for path in self._paths() for word in ("-P", str(path))]
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={n}"]
        actor = [sys.executable, "-m", "tests.backup.actor", str(self.card), str(self.stick)]
        done = subprocess.run(
            ["strace", "-o", log, *paths, *inject, *actor], capture_output=True, text=True, timeout=60, check=False
        )
        text = log.read_text()
        return "INJECTED" in text or "killed by" in text, done.stdout.strip()

    def _paths(self) -> list[Path]:
        return [self.stick / DRAFT, self.stick / f"{DRAFT}.part", self.stick, self.stick / "kiosk-stick.txt"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.mark.parametrize(("call", "effect"), FAULTS)
def test_r37_a_stick_pulled_at_any_call_never_counts_as_good(bench: Bench, call: str, effect: str) -> None:
    for n in count(1):
        met, said = bench.run(call, effect, n)
        if not met:
            assert said.startswith("good")
            break
        log = BackupLog(bench.card)
        last = log.last_good()
        assert last is not None
        if said.startswith("good"):
            assert last.file == said.split()[1]
        else:
            assert last.file == bench.good.file, n
        new = Terminal(bench.folder / f"new-{call}-{n}")
        assert new.restore(bench.stick / last.file, bench.words).ledger_hash == last.ledger_hash
        assert (bench.stick / bench.good.file).read_bytes() == everything(bench.folder / "base-stick")[bench.good.file]
        shutil.rmtree(new.folder)
    assert n > 1, "no such call was ever met"


def test_r37_what_a_pull_left_is_swept_by_the_next_backup(bench: Bench) -> None:
    bench.run("rename", "signal=KILL", 1)
    assert list(bench.stick.glob("*.part"))
    actor = [sys.executable, "-m", "tests.backup.actor", str(bench.card), str(bench.stick)]
    subprocess.run(actor, check=True, capture_output=True)
    assert not list(bench.stick.glob("*.part"))
    assert not (bench.card / "backup.work").exists()
    assert len(backups(bench.stick)) == 2


def test_r14_what_was_synced_of_a_stick_is_the_whole_backup(bench: Bench) -> None:
    """A stick that kept only what was synced, in the order in which it was told: nothing of the file is missing."""
    bench.run("rename", "delay_enter=1", 99)
    before, log = everything(bench.stick), bench.folder / "recorded"
    for path in bench.stick.glob(DRAFT):
        path.unlink()
    shutil.rmtree(bench.card)
    shutil.copytree(bench.folder / "base", bench.card)
    actor = [sys.executable, "-m", "tests.backup.actor", str(bench.card), str(bench.stick)]
    subprocess.run(["strace", "-o", log, *OPTIONS, *actor], check=True, capture_output=True)
    card = Card({name: raw for name, raw in before.items() if name != DRAFT})
    for step in steps(log, bench.stick):
        card.take(step)
    assert card.found()[DRAFT] == (bench.stick / DRAFT).read_bytes()
