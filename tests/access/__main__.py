"""`make access`: every rule of accessibility, tried; exit 1 when one is not held."""

import asyncio
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.house import House
from tests.access import hands, plain_words
from tests.access.errands import TASKS, done_by, house_for_all
from tests.access.named import Named
from tests.access.result import Result, Tried
from tests.access.sweep import GRIDS, swept
from tests.access.table import is_broken, missing, table
from tests.access.town import Town
from tests.kiosk.pages import every_page

BY_HAND = GRIDS[:6]
"""Grids of panels on which hands try it; wider ones have the same pages."""


def by_hand(folder: Path) -> Iterator[Result]:
    """What needs the running application."""
    town = Town(folder / "town")
    count = len(BY_HAND)

    def house() -> House:
        return house_for_all(town)

    screens = len(hands.kinds(every_page(house())))
    moved = [asyncio.run(hands.nothing_moves(house(), grid)) for grid in BY_HAND]
    yield _of("A8", str(hands.nothing_moves.__doc__), screens, moved)
    flashes = [asyncio.run(hands.cover_is_calm(house(), grid)) for grid in BY_HAND]
    quick = [f"{most} changes a second" for most in flashes if most > hands.FLASHES_MOST]
    yield Result("A8", f"the cover changes at most {max(flashes)} times a second", 1, count, 1, 1, count, quick)
    taps = [asyncio.run(hands.double_taps(house(), grid)) for grid in BY_HAND]
    yield _of("A13", str(hands.double_taps.__doc__), screens, taps)
    stayed = sum(asyncio.run(hands.asked_again_and_again(house(), grid)) for grid in BY_HAND)
    yield Result("A16", "whoever answers stays, as often as they like (12 times here)", 1, count, 1, 1, stayed, [])
    typed = [asyncio.run(hands.held_key(house(), grid)) for grid in BY_HAND]
    held = [f"{text!r} was typed" for text in typed if text != "a"]
    yield Result("A18", "a finger that rests on a key for 10 s types one letter", 1, count, 1, 1, count, held)
    yield _three_keys(town, folder)
    town.close()


def _of(rule: str, what: str, screens: int, found: list[Tried]) -> Result:
    failed = [failure for one in found for failure in one.failed]
    return Result(rule, what, screens, len(found), 1, 1, sum(one.tried for one in found), failed)


def _three_keys(town: Town, folder: Path) -> Result:
    struck, failed = 0, []
    for grid in BY_HAND:
        for task in TASKS:
            try:
                struck += asyncio.run(done_by(task, house_for_all(town), grid, folder))
            except (AssertionError, RuntimeError) as error:
                failed.append(f"{task.__name__} on {grid}: {error}")
    what = f"{len(TASKS)} tasks of residents and staff with three keys, from reading to booking; keys struck"
    return Result("A28", what, 0, len(BY_HAND), 1, 1, struck, failed)


def no_way_out() -> list[Result]:
    """Keys × screens, strings × widgets, and what reached the terminal."""
    found: list[Result] = import_module("tests.access.no_way_out.table").results()
    return found


def main() -> int:
    """Print the table."""
    begun = time.monotonic()
    with TemporaryDirectory(prefix="kiosk-access-") as folder, Named(Path(folder)) as named:
        results = [*swept(), *by_hand(Path(folder)), *plain_words.results(), *no_way_out(), *named.results()]
    print(table(results))
    lost, broken = missing(results), [result for result in results if is_broken(result)]
    held = len(results) - len(broken)
    print(f"\n{held} of {len(results)} rows held, {sum(one.tried for one in results):,} tries", end="")
    print(f" in {(time.monotonic() - begun) / 60:.1f} minutes")
    print(*lost, sep="\n")
    return 1 if lost or broken else 0


if __name__ == "__main__":
    sys.exit(main())
