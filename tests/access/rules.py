"""Which check holds which rule: those that are tried on every screen; what they check is said in their first line."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kiosk.visitor import Theme
from tests.access import colours, layout, told, touch
from tests.access.colours import Painting, paintings
from tests.access.result import KEPT, Result, Tried
from tests.access.scenes import Grid, Scene, scenes
from tests.access.town import Town

Check = Callable[[Scene], Tried]
PaintedCheck = Callable[[Painting], Tried]
SEEN: tuple[tuple[str, Check], ...] = (
    ("A2", layout.complete),
    ("A3", layout.short_lines),
    ("A9", touch.large),
    ("A10", touch.one_or_none),
    ("A17", told.time_left),
    ("A19", touch.asked_first),
    ("A22", layout.few_choices),
    ("A23", layout.in_their_places),
    ("A24", told.nobody_named),
    ("A25", told.masked),
    ("A27", told.said_aloud),
    ("A29", told.heard_and_seen),
    ("A32", told.dates_in_words),
    ("A33", told.one_language),
    ("A35", told.platforms_marked),
)
PAINTED: tuple[tuple[str, PaintedCheck], ...] = (
    ("A4", colours.plain_type),
    ("A6", colours.strong_letters),
    ("A6", colours.strong_edges),
    ("A7", colours.told_in_grey),
)


class Job(NamedTuple):
    """One part of a sweep."""

    content: str
    language: str
    grid: Grid
    painted: bool
    each: int = 1
    """Only each so-manieth of its screens is looked at."""


class Tally:
    """What one check found so far."""

    def __init__(self, rule: str, what: str, *, themed: bool = False) -> None:
        self.rule, self.what, self._themed = rule, what, themed
        self.tried, self.failures = 0, 0
        self.failed: list[str] = []
        self.screens: set[str] = set()
        self.grids: set[Grid] = set()
        self.languages: set[str] = set()

    def add(self, scene: Scene, found: Tried) -> None:
        """One more look; the first failures are kept in words."""
        self.tried += found.tried
        self.failed.extend(found.failed[: max(0, KEPT - len(self.failed))])
        self.failures += len(found.failed)
        if found.tried:
            self.screens.add(scene.page.name.partition(":")[0] or scene.page.name)
            self.grids.add((scene.frame.cols, scene.frame.rows))
            self.languages.add(scene.house.words.language)

    def join(self, other: "Tally") -> None:
        """What another process found."""
        self.tried, self.failures = self.tried + other.tried, self.failures + other.failures
        self.failed = (self.failed + other.failed)[:KEPT]
        self.screens |= other.screens
        self.grids |= other.grids
        self.languages |= other.languages

    @property
    def result(self) -> Result:
        """For the table; failures beyond those in words are counted by empty ones."""
        failed = self.failed + [""] * (self.failures - len(self.failed))
        themes = len(Theme) if self._themed else 1
        counts = len(self.screens), len(self.grids), themes, len(self.languages)
        return Result(self.rule, self.what, *counts, self.tried, failed)


def sweep(town: Town, jobs: Iterable[Job]) -> list[Tally]:
    """Every check on every scene of these jobs."""
    seen = [Tally(rule, _what(check)) for rule, check in SEEN]
    painted = [Tally(rule, _what(check), themed=True) for rule, check in PAINTED]
    for job in jobs:
        for turn, scene in enumerate(scenes(town, job.content, job.language, job.grid)):
            if turn % job.each:
                continue
            for tally, (_rule, check) in zip(seen, SEEN, strict=True):
                tally.add(scene, check(scene))
            if job.painted:
                for painting in paintings(scene, turn):
                    _look(painting, painted)
    return [*seen, *painted]


def _look(painting: Painting, tallies: list[Tally]) -> None:
    for tally, (_rule, check) in zip(tallies, PAINTED, strict=True):
        tally.add(painting.scene, check(painting))


def _what(check: Check | PaintedCheck) -> str:
    assert check.__doc__ is not None
    return check.__doc__.strip()


def pages_of(tallies: Iterable[Tally]) -> Iterator[str]:
    """Names of everything that was looked at."""
    yield from sorted({name for tally in tallies for name in tally.screens})
