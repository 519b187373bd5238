"""R17: what a day of normal use writes to the card, counted by the kernel for the real program."""

import resource
import subprocess
from pathlib import Path

import pytest

from tests.bench.pulling import calendar
from tests.bench.town import PLATFORM, Town, build

pytestmark = pytest.mark.long

BUDGET_MB = 20.0
"""Of a day: with 16 GB and 3,000 rewrites of each cell the card would last centuries, and cheap ones write ten times
as much as they are told."""
SECTOR = 512
"""Bytes that `ru_oublock` counts by (getrusage(2) on Linux: what was handed over to be written)."""
QUIET_ROUNDS, NEWS_ROUNDS = 45, 3
"""48 rounds are a day at `every_minutes = 30`; three of them find every one of 300 items changed."""
BOOKINGS = 40
WEAR_MB = 24 * 0.08
"""The self-check's counter, once an hour: seen in the image's own ten idle minutes (test_image_boot.py)."""
MEMBERS = "Nummer;Name\n1;Anna Alt\n2;Berta Bunt\n"


def written(words: list[str]) -> float:
    """Megabytes that a command and all that it started wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_oublock
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return (resource.getrusage(resource.RUSAGE_CHILDREN).ru_oublock - before) * SECTOR / 1e6


def test_r17_a_busy_day_writes_less_than_20_megabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: dict[str, float] = {}
    rounds = {"rounds with every item new": ("new", NEWS_ROUNDS), "rounds with nothing new": ("same", QUIET_ROUNDS)}
    for name, (kind, count) in rounds.items():
        with calendar(300, kind) as url:
            town = build(tmp_path / kind, 0, url)
            written(town.kiosk("sync"))
            told[name] = sum(written(town.kiosk("sync", "--platform", PLATFORM)) for _ in range(count))
    told["bookings"] = _bookings(town, tmp_path)
    told["the self-check's counter"] = WEAR_MB
    with capsys.disabled():
        print("\nMB written in a day:", {name: round(mb, 2) for name, mb in told.items()}, round(sum(told.values()), 2))
    assert 0 < sum(told.values()) <= BUDGET_MB


def _bookings(town: Town, folder: Path) -> float:
    """Each by a command of its own, which opens and closes the ledger: more than the terminal writes."""
    (folder / "pin").write_text("294713\n")
    (folder / "members.csv").write_text(MEMBERS)
    pin = ("--pin-file", str(folder / "pin"))
    command = town.kiosk()
    written([*command, "staff", "add", "Ada", "--new-pin-file", pin[1]])
    written([*command, *pin, "members", "import", str(folder / "members.csv")])
    way = ("book", "payment", "--from", "1", "--to", "2", "--text", "Garten", "--amount")
    return sum(written([*command, *pin, *way, f"{at / 4:.2f}"]) for at in range(4, 4 + BOOKINGS))
