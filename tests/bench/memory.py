"""What the running terminal holds in memory, before and after many taps."""

import math
from collections.abc import Iterator

from tests.bench.start import Program, plain
from tests.bench.table import Figure, Row
from tests.bench.terminal import Terminal, press, rest
from tests.bench.town import Town
from tests.bench.walks import TAPS, Walk, kiosk_walk, plain_walk, usable

FEW = 10
"""Walks of bare: its two screens are all it ever has."""
Held = tuple[float, float]
"""PSS and its anonymous part, MB."""


def memory(town: Town, before: int, taps: int) -> tuple[Held, Held, Held]:
    """Bare after a few walks; the terminal after `before`, and after `taps` more. One program at a time."""
    bare = _held(plain("bare"), plain_walk, [FEW], slow=True)
    first, last = _held(Program(town.kiosk("run", "--offline")), kiosk_walk, [before, math.ceil(taps / TAPS)])
    return bare[0], first, last


def _held(program: Program, walk: Walk, stretches: list[int], *, slow: bool = False) -> list[Held]:
    held: list[Held] = []
    with Terminal(program.argv) as terminal:
        usable(terminal, *program.words)
        for stretch in stretches:
            for round_ in range(stretch):
                for data in walk(terminal, round_):
                    press(terminal, data)
                    if slow:  # a button of Textual is deaf for 0.2 s after it was pressed
                        rest(terminal)
            rest(terminal)
            whole, anonymous = terminal.memory_kib()
            held.append((whole / 1024, anonymous / 1024))
    return held


def rows(held: tuple[Held, Held, Held], count: int, taps: int) -> Iterator[Row]:
    """The figures of the memory."""
    bare, first, last = held
    for title, one in ((f"memory (PSS), {count:,} items", first), (f"  after {taps:,} more taps", last)):
        yield Row(
            measured=title,
            figure=_megabytes(one[0]),
            bare=_megabytes(bare[0]),
            ratio=one[0] / bare[0],
            limit=2.0,
            to_reach="≤ 2 bare",
        )
    yield Row(
        measured="  its anonymous part, after beside before",
        figure=f"{first[1]:.1f} → {last[1]:.1f} MB",
        ratio=last[1] / first[1],
        limit=1.05,
        to_reach="growth < 5 %",
    )


def _megabytes(size: float) -> Figure:
    return Figure(size, size, 1, "MB")
