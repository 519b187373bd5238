"""The fault table: each fault at each moment on each way, and what the program said and the paper showed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tests.faults.paper import Paper
from tests.faults.street import Told

HEADINGS = ("way", "fault", "moment", "tries", "said", "paper then", "mended", "answered", "double", "")
NEXT = 3
"""Findings shown of each row that has any."""


def table(told: Iterable[Told]) -> str:
    """One line for all tries of a way, a fault and a moment; behind it what is wrong with them."""
    groups: dict[tuple[str, str, str], list[Told]] = {}
    for one in told:
        groups.setdefault((one.way, one.fault, one.moment), []).append(one)
    rows = [(*key, *_cells(group)) for key, group in groups.items()]
    widths = [max(len(row[at]) for row in [HEADINGS, *rows]) for at in range(len(HEADINGS))]
    lines = [_line(HEADINGS, widths), _line(["-" * width for width in widths], widths)]
    for row, group in zip(rows, groups.values(), strict=True):
        lines += [_line(row, widths), *_findings(group)]
    return "\n".join(lines)


def summary(told: Sequence[Told]) -> str:
    """All tries in one line."""
    said = Counter(one.seen.state for one in told)
    wrong = sum(bool(one.wrong) for one in told)
    doubled = sum(one.seen.doubled for one in told)
    states = ", ".join(f"{count:,} {state}" for state, count in said.most_common())
    return f"{len(told):,} tries: {states}; {doubled:,} doubles; {wrong:,} wrong."


def _cells(group: Sequence[Told]) -> tuple[str, ...]:
    wrong = any(one.wrong for one in group)
    return (
        f"{len(group):,}",
        _counted(_said(one) for one in group),
        *(_lying(group, pick) for pick in (_then, _later, _at_last)),
        str(sum(one.seen.doubled for one in group)),
        "WRONG" if wrong else "ok",
    )


def _said(one: Told) -> str:
    return f"{one.seen.state}: {one.seen.trouble}" if one.seen.trouble else one.seen.state


def _then(one: Told) -> Paper:
    return one.seen.then


def _later(one: Told) -> Paper:
    return one.seen.later


def _at_last(one: Told) -> Paper:
    return one.seen.at_last


def _lying(group: Sequence[Told], pick: Callable[[Told], Paper]) -> str:
    return _counted(_words(pick(one)) for one in group)


def _words(paper: Paper) -> str:
    """`1` an original, `K` a copy, `t` a torn strip, `-` nothing."""
    letters = ("1" * paper.originals) + ("K" * paper.copies) + ("t" * bool(paper.torn))
    return "+".join(letters) or "-"


def _counted(values: Iterable[str]) -> str:
    """Each value, with its number where there are several."""
    counts = Counter(values).most_common()
    return counts[0][0] if len(counts) == 1 else ", ".join(f"{value} {count}x" for value, count in counts)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _findings(group: Sequence[Told]) -> list[str]:
    wrong = [one for one in group if one.wrong]
    return [f"    after {one.after} bytes: {'; '.join(one.wrong)}" for one in wrong[:NEXT]]
