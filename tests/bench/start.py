"""From the start of the program to the first page that can be used."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tests.bench.table import Figure, Row
from tests.bench.terminal import Terminal, press, rest, touch
from tests.bench.town import KIOSK, Town
from tests.bench.walks import HOME, expect, usable

PLAIN = str(Path(__file__).with_name("plain.py"))
BUTTON = "Weiter zu"
"""What stands on the button of the plain programs."""


class Program(msgspec.Struct, frozen=True):
    """How to start it, and what stands on its first page."""

    argv: list[str]
    words: tuple[str, ...] = HOME


def plain(name: str) -> Program:
    """`bare` or `naive`."""
    return Program([sys.executable, PLAIN, name], (BUTTON,))


def starts(folder: Path, towns: Mapping[int, Town], rounds: int) -> Iterator[Row]:
    """Rows for the demo and the largest town, interleaved with the plain program."""
    largest = max(towns)
    programs = {
        "bare": plain("bare"),
        "demo": Program([KIOSK, "--data", str(folder / "demo"), "run", "--demo", "--offline"]),
        f"{largest:,} items": Program(towns[largest].kiosk("run", "--offline")),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for round_ in range(rounds + 1):
        for name, program in programs.items():
            taken = _start(program, tap=name != "bare")
            if round_:  # the first one makes the demo and warms the disk's cache
                times[name].append(taken * 1000)
    bare = Figure.of(times.pop("bare"))
    for name, values in times.items():
        figure = Figure.of(values)
        yield Row(
            measured=f"start to first usable page, {name}",
            figure=figure,
            bare=bare,
            ratio=figure.p50 / bare.p50,
            limit=1.3,
            to_reach="median ≤ 1.3 bare",
        )


def _start(program: Program, *, tap: bool) -> float:
    """Seconds until all words stood on the glass; a tap right then must open a list."""
    with Terminal(program.argv) as terminal:
        taken = usable(terminal, *program.words)
        if tap:
            press(terminal, touch(*terminal.glass.find("Angebote")))
            rest(terminal)
            expect(terminal, "Angebote", "Zurück")
        return taken
