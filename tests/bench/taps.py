"""From a tap to the whole page, at three sizes, beside the two plain programs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack

from tests.bench.start import BUTTON, plain
from tests.bench.table import Figure, Row
from tests.bench.terminal import Tap, Terminal
from tests.bench.town import Town
from tests.bench.walks import HOME, TAPS, Walk, kiosk_walk, plain_walk, stroll, usable

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
    """Milliseconds to the whole page; where the text came later than the silence, until the text stood."""
    return Figure.of([max(tap.whole_ms, tap.settled_ms) for tap in taken])


def as_defined(taken: Sequence[Tap]) -> Figure:
    """Milliseconds to the last byte before the silence: for the plain programs, which flash a button afterwards."""
    return Figure.of([tap.whole_ms for tap in taken])


def rows(taken: Mapping[str, Sequence[Tap]]) -> Iterator[Row]:
    """The figures of the taps, and what they cost."""
    bare, naive = as_defined(taken["bare"]), as_defined(taken["naive"])
    ours = {name: whole(some) for name, some in taken.items() if name not in ("bare", "naive")}
    for name, figure in ours.items():
        title = f"tap to whole page, {name} items"
        yield Row(
            measured=title,
            figure=figure,
            bare=bare,
            naive=naive,
            ratio=figure.p95 / bare.p95,
            limit=1.5,
            to_reach="p95 ≤ 1.5 bare",
        )
        yield Row(
            measured="  the same beside naive",
            figure=figure,
            naive=naive,
            ratio=figure.p95 / naive.p95,
            limit=0.5,
            to_reach="p95 ≤ 0.5 naive",
        )
    yield from _settled(taken)
    least, *_, most = ours
    yield Row(
        measured=f"  {most} items beside {least}",
        figure=ours[most],
        ratio=ours[most].p95 / ours[least].p95,
        limit=1.2,
        to_reach="p95 ≤ 1.2 times",
    )
    yield from _costs(taken)


def _settled(taken: Mapping[str, Sequence[Tap]]) -> Iterator[Row]:
    """Until the last byte that changed the text, and what was painted late."""
    settled = {name: Figure.of([tap.settled_ms for tap in some]) for name, some in taken.items()}
    late = {name: sum(tap.late_ms is not None for tap in some) for name, some in taken.items()}
    for name in list(taken)[2:]:
        yield Row(
            measured=f"  settled, {name} items",
            figure=settled[name],
            bare=settled["bare"],
            naive=settled["naive"],
            ratio=settled[name].p95 / settled["bare"].p95,
        )
    counted = ", ".join(f"{name} {count} of {len(taken[name])}" for name, count in late.items())
    yield Row(measured="  painted late (25 to 300 ms after)", figure=counted)


def _costs(taken: Mapping[str, Sequence[Tap]]) -> Iterator[Row]:
    """CPU time of all threads a tap; the median, for the mean of naive is pulled up by its rubbish collector."""
    cost = {name: Figure.of([tap.cpu_ms for tap in some]) for name, some in taken.items()}
    for name in list(taken)[2:]:
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
    bare = as_defined(taken["bare"])
    return bare.p95 > 2.5 * bare.p50
