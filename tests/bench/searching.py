"""From a key to painted results, typed letter by letter."""

from collections.abc import Iterator, Mapping

from tests.bench.start import BUTTON, plain
from tests.bench.table import Row
from tests.bench.taps import both, settled
from tests.bench.terminal import Tap, Terminal, press, rest
from tests.bench.town import SOUGHT, Town
from tests.bench.walks import HOME, TAPS, expect, plain_walk, stroll, usable

OTHERS = ("e", "s", "garten fest", "xyz")
"""The commonest letters, two words, and nothing."""
POS1 = b"\x1b[H"


def searches(town: Town, rounds: int) -> dict[str, list[Tap]]:
    """Keys on the start page and in the search, and taps of the plain program between the words."""
    with Terminal(plain("bare").argv) as bare, Terminal(town.kiosk("run", "--offline")) as terminal:
        usable(bare, BUTTON)
        usable(terminal, *HOME)
        keys: list[Tap] = []
        stroll([(bare, plain_walk)], 0)
        for _ in range(rounds):
            for word in (*SOUGHT, *OTHERS):
                keys += _type(terminal, word)
            stroll([(bare, plain_walk)], 0)
            stroll([(bare, plain_walk)], 0)
        bare.close_tap()
        return {"bare": bare.taps[TAPS:], "keys": keys}


def _type(terminal: Terminal, word: str) -> list[Tap]:
    """One word from the start page on; what it seeks must then stand on the glass. Back to the start page."""
    before = len(terminal.taps)
    for letter in word:
        press(terminal, letter.encode())
        rest(terminal)
    expect(terminal, f"{word}▏", *([SOUGHT[word]] if word in SOUGHT else []))
    terminal.close_tap()
    keys = terminal.taps[before:]
    press(terminal, POS1)
    rest(terminal)
    expect(terminal, *HOME)
    terminal.close_tap()
    return keys


def rows(taken: Mapping[str, list[Tap]], count: int) -> Iterator[Row]:
    """The figures of the keys."""
    bare, figure = settled(taken["bare"]), both(taken["keys"])
    yield Row(
        measured=f"search: key to painted results, {count:,} items",
        figure=figure,
        bare=bare,
        ratio=figure.p95 / bare.p95,
        limit=2.0,
        to_reach="p95 ≤ 2 bare",
    )
