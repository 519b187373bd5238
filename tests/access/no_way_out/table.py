"""The long runs, for `make access`: a row of the table for each, bounded by counts and repeatable by their seed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.access.no_way_out.after import left
from tests.access.no_way_out.crashes import planted
from tests.access.no_way_out.fields import LONG, drawn
from tests.access.no_way_out.hands import Many, pressed
from tests.access.no_way_out.looks import pieces, slots
from tests.access.no_way_out.raw import bytes_typed
from tests.access.result import Result

SEED = 1947
GRID = (60, 20)
EVERY_KEY = Many(SEED, chords=0, own=50)
"""All chords on every screen, and all keys that do something."""
PROCESSES = 2
STORMS, PASTED = 150, 1_000_000
"""Random storms of 60 pieces each: more showed nothing new. A megabyte is a book, and ten times what a phone copies."""


def results() -> list[Result]:
    """All of them, in two processes; a few minutes on two cores."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        return [row for rows in pool.map(_in_a_folder, RUNS) for row in rows]


def _in_a_folder(run: Callable[[Path], list[Result]]) -> list[Result]:
    with TemporaryDirectory(prefix="kiosk-no-way-out-") as folder:
        return run(Path(folder))


def _keys(folder: Path) -> list[Result]:
    return asyncio.run(pressed(folder, GRID, EVERY_KEY))


def _bytes(folder: Path) -> list[Result]:
    return [bytes_typed(folder, SEED, 1, STORMS, PASTED)]


def _looks(folder: Path) -> list[Result]:
    return [pieces(SEED)]


def _slots(folder: Path) -> list[Result]:
    return [slots(SEED)]


def _fields(folder: Path) -> list[Result]:
    return [drawn(folder, LONG)]


def _ends(folder: Path) -> list[Result]:
    return [planted(folder), left(folder)]


RUNS: tuple[Callable[[Path], list[Result]], ...] = (_keys, _bytes, _looks, _slots, _fields, _ends)
