"""All screens × grids × themes × languages × contents, shared among processes."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.words import LANGUAGES
from tests.access.result import Result
from tests.access.rules import Job, Tally, sweep
from tests.access.scenes import Grid
from tests.access.town import CONTENTS, Town

GRIDS: tuple[Grid, ...] = ((28, 8), (31, 9), (38, 11), (42, 13), (58, 18), (60, 20), (80, 24), (160, 50))
"""Those of four panels in two sizes (accessibility 2.3), a terminal as it usually is, and one that is very wide."""
MOST = 4
"""Processes; more would need more memory than a small machine has."""
HOSTILE_PAINTED = ("de", "ar")
"""Languages in which also hostile items are painted: their letters are the same in every language."""
WIDE = (160, 50)


def every_job() -> list[Job]:
    """The whole of it; neighbours cost about the same, so that each process gets as much.

    Of hostile items every second screen is looked at in each language, and of the widest grid, on which nothing is
    short of room, every third.
    """
    return [
        Job(
            content,
            language,
            grid,
            painted=content != "hostile" or language in HOSTILE_PAINTED,
            each=3 if grid == WIDE else 2 if content == "hostile" else 1,
        )
        for content in CONTENTS
        for language in LANGUAGES
        for grid in GRIDS
    ]


def swept() -> list[Result]:
    """A row for each check."""
    count = min(MOST, os.cpu_count() or 1)
    jobs = every_job()
    with ProcessPoolExecutor(count) as pool:
        shares = list(pool.map(_share, [jobs[at::count] for at in range(count)]))
    return [tally.result for tally in reduce(_joined, shares)]


def _share(jobs: Sequence[Job]) -> list[Tally]:
    with TemporaryDirectory(prefix="kiosk-access-") as folder:
        town = Town(Path(folder))
        try:
            return sweep(town, jobs)
        finally:
            town.close()


def _joined(one: list[Tally], other: list[Tally]) -> list[Tally]:
    for mine, theirs in zip(one, other, strict=True):
        mine.join(theirs)
    return one
