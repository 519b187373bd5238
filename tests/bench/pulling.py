"""Taps while the terminal's own worker pulls 10,000 changed items, beside taps when it rests."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sync.replica import PlatformState, Replica
from tests.bench.table import Figure, Row
from tests.bench.taps import both
from tests.bench.terminal import Tap, Terminal
from tests.bench.town import ZONE, Town, build
from tests.bench.walks import HOME, events_walk, stroll, usable

IDLE_S = 6.0
"""How long the resting terminal is tapped after each pull."""


@contextmanager
def calendar(count: int, kind: str) -> Iterator[str]:
    """The address of a calendar that another process serves; `kind` is `new` or `same`."""
    argv = [sys.executable, "-m", "tests.bench.calendar_server", str(count), kind]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def pulls(folder: Path, count: int, wanted: int) -> dict[str, list[Tap]]:
    """At least `wanted` taps during pulls, each pull from a new start of the terminal, and as many at rest."""
    taken: dict[str, list[Tap]] = {"busy": [], "idle": []}
    with calendar(count, "new") as url:
        town = build(folder / "pulled", 0, url)
        subprocess.run(town.kiosk("sync"), check=True, capture_output=True)
        while len(taken["busy"]) < wanted:
            _one_pull(town, taken)
    return taken


def _one_pull(town: Town, taken: dict[str, list[Tap]]) -> None:
    before = state(town).last_good
    time.sleep(1.1)  # the time of a pull is kept in whole seconds
    with Terminal(town.kiosk("run")) as terminal:
        usable(terminal, *HOME)
        stroll([(terminal, events_walk)], 0)  # the first walk loads the pages
        taken["busy"] += _taps(terminal, lambda: state(town).last_good != before)
        until = time.perf_counter() + IDLE_S
        taken["idle"] += _taps(terminal, lambda: time.perf_counter() > until)


def _taps(terminal: Terminal, over: Callable[[], bool]) -> list[Tap]:
    """Walks until it is over; the walk in which it ended does not count."""
    terminal.close_tap()
    before = counted = len(terminal.taps)
    for round_ in range(1000):
        stroll([(terminal, events_walk)], round_)
        terminal.close_tap()
        if over():
            break
        counted = len(terminal.taps)
    return terminal.taps[before:counted]


def state(town: Town) -> PlatformState:
    """How the town's platform stands."""
    with Replica.open(town.replica, ZONE) as replica:
        return replica.platforms(datetime.now(UTC))[0]


def rows(taken: dict[str, list[Tap]]) -> Iterator[Row]:
    """The figures, beside those of the same terminal when nothing is pulled."""
    busy, idle = both(taken["busy"]), both(taken["idle"])
    late = sum(tap.late_ms is not None for tap in taken["busy"])
    cost = Figure.of([tap.cpu_ms for tap in taken["idle"]])
    yield Row(
        measured=f"taps while 10,000 items are pulled ({busy.count} taps, {late} painted late)",
        figure=busy,
        ratio=busy.p95 / idle.p95,
        limit=2.0,
        to_reach="p95 ≤ 2 idle",
    )
    yield Row(measured=f"  the same terminal idle ({idle.count} taps)", figure=idle)
    yield Row(measured="  CPU time of an idle tap", figure=cost)
