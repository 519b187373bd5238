"""Walks: what a visitor taps, as bytes for the pseudo-terminal, with a look that each page really came."""

import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench.glass import Glass
from tests.bench.terminal import PATIENCE_S, Terminal, press, pump, rest, touch

KINDS = ("Veranstaltungen", "Angebote", "Gesuche", "Jobs", "Aushänge")
HOME = KINDS
EDGE = "▌"
"""The bar at the left of a card."""
LIST_TOP = 5
"""First row of the cards at 60x20: below the title and the filters."""
TAPS = 5
"""Taps of one walk."""

Walk = Callable[[Terminal, int], Iterator[bytes]]


def kiosk_walk(terminal: Terminal, round_: int) -> Iterator[bytes]:
    """Home → list → next page → detail → back → home; another kind and another card each round."""
    return _kiosk_walk(terminal, KINDS[round_ % len(KINDS)], round_)


def events_walk(terminal: Terminal, round_: int) -> Iterator[bytes]:
    """The same, events only."""
    return _kiosk_walk(terminal, KINDS[0], round_)


def _kiosk_walk(terminal: Terminal, kind: str, round_: int) -> Iterator[bytes]:
    glass = terminal.glass
    yield _on(glass, kind)
    expect(terminal, kind, "Zurück")
    yield _on(glass, "Weiter")
    expect(terminal, f"{kind} 2/")
    tops = [y for y in range(LIST_TOP, glass.rows) if _edge(glass, y) and not _edge(glass, y - 1)]
    yield touch(8, tops[round_ % len(tops)])
    expect(terminal, "Zettel drucken")
    yield _on(glass, "Zurück")
    expect(terminal, f"{kind} 2/")
    yield _on(glass, "Start")
    expect(terminal, *HOME)


def plain_walk(terminal: Terminal, _: int) -> Iterator[bytes]:
    """The same number of taps on the one button of a plain program."""
    for _ in range(TAPS):
        before = terminal.see()
        yield _on(terminal.glass, "Weiter zu")
        while terminal.see() == before:
            pump([terminal], PATIENCE_S)


def stroll(walkers: Sequence[tuple[Terminal, Walk]], round_: int) -> None:
    """One walk of each, a tap of one after a tap of the other."""
    everyone = [terminal for terminal, _ in walkers]
    walks = [(terminal, walk(terminal, round_)) for terminal, walk in walkers]
    for _ in range(TAPS + 1):
        for terminal, walk in walks:
            rest(terminal, everyone)
            data = next(walk, None)
            if data:
                press(terminal, data, everyone)


def expect(terminal: Terminal, *words: str) -> None:
    """Wait until all words stand on the glass, mostly not at all; raises TimeoutError."""
    while not all(word in terminal.see() for word in words):
        pump([terminal], PATIENCE_S)


def usable(terminal: Terminal, *words: str) -> float:
    """Wait until all words stand on the glass, kinds with their counts; seconds since the program was started."""
    while time.perf_counter() < terminal.began + PATIENCE_S:
        pump([terminal], PATIENCE_S)
        last = terminal.last_byte
        terminal.see()
        if last and all(_stands(terminal.glass, word) for word in words):
            return last - terminal.began
    raise TimeoutError(f"{words} never stood on\n{terminal.glass.text}")


def _stands(glass: Glass, word: str) -> bool:
    """Whether a word is painted; a kind needs a number behind it, or below it."""
    try:
        middle, y = glass.find(word)
    except LookupError:
        return False
    near = slice(max(0, middle - len(word)), middle + len(word))
    return word not in KINDS or any(letter.isdigit() for line in glass.lines[y : y + 3] for letter in line[near])


def _on(glass: Glass, words: str) -> bytes:
    return touch(*glass.find(words))


def _edge(glass: Glass, y: int) -> bool:
    return glass.lines[y].startswith(EDGE)
