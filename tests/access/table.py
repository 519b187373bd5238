"""The table of `make access`: rule, what was checked, on how much, how often, and whether it held."""

from collections.abc import Iterable, Iterator

from tests.access.result import Result
from tests.access.rooms import ROOT

PROTOCOLS = {
    "A6": "protocol_daylight.md",
    "A9": "protocol_glass.md",
    "A15": "protocol_glass.md",
    "A16": "protocol_walk.md",
    "A22": "protocol_walk.md",
    "A27": "protocol_voice.md",
    "A28": "protocol_walk.md",
    "A30": "protocol_leichte_sprache.md",
    "A34": "protocol_arabic.md",
}
"""What people have to look at, besides what was tried here: rule → form in `tests/access/`."""
RULES = tuple(f"A{number}" for number in range(1, 38))
HEAD = ("rule", "what was checked", "screens × grids × themes × languages", "tried", "result")
WIDTH = 62
"""Letters of what was checked that stand in a row; the rest follows below."""


def verdict(result: Result) -> str:
    """Held, or how often not; and the form that people fill in."""
    form = PROTOCOLS.get(result.rule)
    if result.failed:
        return f"{len(result.failed)} FAILURES: {result.failed[0]}"
    if not result.tried:
        return f"protocol: tests/access/{form}" if form else "NOT TRIED"
    return "held"


def is_broken(result: Result) -> bool:
    """Whether the table may not end well with it."""
    return bool(result.failed) or (not result.tried and result.rule not in PROTOCOLS)


def missing(results: Iterable[Result]) -> list[str]:
    """Rules without a row, and forms without a file."""
    there = {result.rule for result in results}
    forms = sorted(set(PROTOCOLS.values()))
    lost = [form for form in forms if not (ROOT / "tests/access" / form).exists()]
    return [f"{rule} has no row" for rule in RULES if rule not in there] + [f"{form} is not there" for form in lost]


def table(results: Iterable[Result]) -> str:
    """Rows by number, and below them what people have to look at."""
    ordered = sorted(results, key=lambda one: (one.rule[0], int(one.rule[1:]), not one.screens))
    rows = [line for result in ordered for line in _row(result)]
    forms = [f"{rule:5}{'by people':{WIDTH}}  tests/access/{form}" for rule, form in PROTOCOLS.items()]
    return "\n".join([_line(*HEAD), *rows, "", *forms])


def _row(result: Result) -> Iterator[str]:
    counts = (result.screens, result.grids, result.themes, result.languages)
    shape = " × ".join(f"{count}" if count else "–" for count in counts)
    first, *others = _folded(result.what)
    yield _line(result.rule, first, shape, f"{result.tried:,}", verdict(result))
    yield from (f"{'':5}{line}" for line in others)


def _line(rule: str, what: str, shape: str, tried: str, result: str) -> str:
    return f"{rule:5}{what:{WIDTH}}  {shape:>36}  {tried:>12}  {result}"


def _folded(text: str) -> list[str]:
    """In lines of at most `WIDTH` letters."""
    from kiosk.widgets.wrap import wrap

    return wrap(text, WIDTH)
