"""The one table: what was measured, beside the two plain programs, and whether it was reached."""

import math
from collections.abc import Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """Median and 95th percentile of some repetitions, in their unit."""

    p50: float
    p95: float
    count: int
    unit: str = "ms"

    @classmethod
    def of(cls, values: Sequence[float], unit: str = "ms") -> "Figure":
        return cls(percentile(values, 50), percentile(values, 95), len(values), unit)

    def __str__(self) -> str:
        middle, high = _short(self.p50), _short(self.p95)
        return f"{middle} {self.unit}" if self.count == 1 else f"{middle} / {high} {self.unit}"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table. `ratio` and `limit` decide; without a limit the line only tells."""

    measured: str
    figure: Figure | str
    bare: Figure | None = None
    naive: Figure | None = None
    ratio: float | None = None
    limit: float | None = None
    at_least: bool = False
    to_reach: str = ""

    @property
    def reached(self) -> bool | None:
        """None where nothing is to be reached."""
        if self.ratio is None or self.limit is None:
            return None
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def cells(self) -> list[str]:
        """What stands in the columns."""
        reached = {None: "", True: "yes", False: "NO"}[self.reached]
        plain = [str(figure or "") for figure in (self.bare, self.naive)]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return [self.measured, str(self.figure), *plain, ratio, self.to_reach, reached]


HEADINGS = ["measured", "figure (median / p95)", "bare", "naive", "ratio", "to reach", "reached"]


def table(rows: Sequence[Row]) -> str:
    """All rows as a Markdown table."""
    cells = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEADINGS))]
    first, *rest = (" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (first, rule, *rest))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}"
