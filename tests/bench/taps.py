"""From a tap to the whole page, at three sizes, beside the two plain programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack

from tests.bench.start import BUTTON, plain
from tests.bench.table import Figure, Row
from tests.bench.terminal import Tap, Terminal
from tests.bench.town import Town
from tests.bench.walks import HOME, TAPS, Walk, kiosk_walk, plain_walk, stroll, usable

Measure = Callable[[Sequence[Tap]], Figure]
WARM = 2
"""Walks before it counts: the first ones load pages and fill caches."""


def taps(towns: Mapping[int, Town], rounds: int) -> dict[str, list[Tap]]:
    """Taps of bare, naive and each town, interleaved tap by tap."""
    with ExitStack() as stack:
        walkers: dict[str, tuple[Terminal, Walk]] = {}
        for name in ("bare", "naive"):
            terminal = stack.enter_context(Terminal(plain(name).argv))
            usable(terminal, BUTTON)
            walkers[name] = (terminal, plain_walk)
        for count, town in towns.items():
            terminal = stack.enter_context(Terminal(town.kiosk("run", "--offline")))
            usable(terminal, *HOME)
            walkers[f"{count:,}"] = (terminal, kiosk_walk)
        for round_ in range(rounds + WARM):
            stroll(list(walkers.values()), round_)
        for terminal, _ in walkers.values():
            terminal.close_tap()
        return {name: terminal.taps[WARM * TAPS :] for name, (terminal, _) in walkers.items()}


def whole(taken: Sequence[Tap]) -> Figure:
    """Milliseconds to the last byte before the silence."""
    return Figure.of([tap.whole_ms for tap in taken])


def settled(taken: Sequence[Tap]) -> Figure:
    """Milliseconds to the last byte that changed the text.

    Of bare this is the stricter measure: its old button's flash ends some 25 ms after the tap, sometimes
    before the silence and sometimes behind it, so that its whole pages take 8 ms or 30.
    """
    return Figure.of([tap.settled_ms for tap in taken])


def both(taken: Sequence[Tap]) -> Figure:
    """Milliseconds until the page was whole and its text stood, whichever came later."""
    return Figure.of([max(tap.whole_ms, tap.settled_ms) for tap in taken])


def rows(taken: Mapping[str, Sequence[Tap]]) -> Iterator[Row]:
    """The figures of the taps, and what they cost."""
    sizes = [name for name in taken if name not in ("bare", "naive")]
    for name in sizes:
        yield from _beside(f"tap to whole page, {name} items", taken, name, whole)
        yield from _beside(f"tap to settled text, {name} items", taken, name, settled)
    least, most = both(taken[sizes[0]]), both(taken[sizes[-1]])
    yield Row(
        measured=f"  {sizes[-1]} items beside {sizes[0]}",
        figure=most,
        ratio=most.p95 / least.p95,
        limit=1.2,
        to_reach="p95 ≤ 1.2 times",
    )
    late = {name: sum(tap.late_ms is not None for tap in some) for name, some in taken.items()}
    counted = ", ".join(f"{name} {count} of {len(taken[name])}" for name, count in late.items())
    yield Row(measured="  painted late (25 to 300 ms after)", figure=counted)
    yield from _costs(taken, sizes)


def _beside(title: str, taken: Mapping[str, Sequence[Tap]], name: str, of: Measure) -> Iterator[Row]:
    figure, bare, naive = of(taken[name]), of(taken["bare"]), of(taken["naive"])
    ratio = figure.p95 / bare.p95
    yield Row(measured=title, figure=figure, bare=bare, naive=naive, ratio=ratio, limit=1.5, to_reach="p95 ≤ 1.5 bare")
    ratio = figure.p95 / naive.p95
    yield Row(measured="  the same beside naive", figure="", ratio=ratio, limit=0.5, to_reach="p95 ≤ 0.5 naive")


def _costs(taken: Mapping[str, Sequence[Tap]], sizes: Sequence[str]) -> Iterator[Row]:
    """CPU time of all threads a tap."""
    cost = {name: Figure.of([tap.cpu_ms for tap in some]) for name, some in taken.items()}
    for name in sizes:
        yield Row(
            measured=f"CPU time a tap, {name} items",
            figure=cost[name],
            bare=cost["bare"],
            naive=cost["naive"],
            ratio=cost[name].p50 / cost["bare"].p50,
            limit=1.5,
            to_reach="median ≤ 1.5 bare",
        )


def busy(taken: Mapping[str, Sequence[Tap]]) -> bool:
    """Whether the machine was busy with something else: bare itself scattered."""
    bare = settled(taken["bare"])
    return bare.p95 > 2.5 * bare.p50
