"""R24, R23: the real program on a pseudo terminal, under bytes that no keyboard was made for."""

import fcntl
import random
import termios
from array import array
from functools import cache
from pathlib import Path

from kiosk.widgets.bidi import visual
from kiosk.words import LANGUAGES, Words
from tests.access.no_way_out.keys import FORGED, SOURCES, paste, sequences
from tests.access.result import KEPT, Result
from tests.kiosk.pty_app import KIOSK, PtyApp

HOME = b"\x1b[H"
SETTINGS = '[centre]\nname = "Treff"\n[sync]\nevery_minutes = 0\n[touch]\nrepeat_ms = 0\nguard_ms = 0\n'
"""Without the guards every byte counts at once."""
SERIES = 60
"""Sequences between two looks: some of them lead away from the page."""
PATIENCE_S = 60.0
"""For the start page: a storm types a thousand letters at once, and the search answers each."""
FORGET_S = 1.3
"""After that an unfinished paste is forgotten."""
FORBIDDEN = (b"\x1b]52", b"\x1b]0;", b"\x1b]2;", b"\x1bP", b"\x1b_", b"\x1b]8", b"Traceback", b"Textual")


class Attacked:
    """A terminal that somebody types bytes into, and what went wrong."""

    def __init__(self, app: PtyApp) -> None:
        self.app, self.tried, self.failed = app, 0, list[str]()

    def send(self, data: bytes, what: str, count: int = 1) -> None:
        """Type, and when all of it was taken, the Home key must lead to the start page.

        What is typed together with something unreadable may be dropped with it.
        """
        self.tried += count
        self.app.write(data)
        self.app.settle(0.02)
        self.app.until(self._taken)
        self.look(what)

    def _taken(self) -> bool:
        """Whether the program has read everything that was typed."""
        waiting = array("i", [0])
        fcntl.ioctl(self.app._slave, termios.FIONREAD, waiting)
        return not waiting[0]

    def look(self, what: str) -> None:
        """It still runs, obeys, and sent the glass nothing but pages."""
        app, before = self.app, len(self.failed)
        try:
            app.write(HOME)
            app.until(lambda: _at_start(app), PATIENCE_S)
        except AssertionError as error:
            self.failed.append(f"{what}: {' '.join(str(error).split())[:900]}")
        self.failed += [f"{what}: foreign {one!r}" for one in app.reader.foreign]
        self.failed += [f"{what}: {bad!r} went out" for bad in FORBIDDEN if bad in app.raw]
        app.reader.foreign.clear()
        app.raw = app.raw[-8:] if len(self.failed) == before else b""


def _at_start(app: PtyApp) -> bool:
    """Whether help is offered and "Zurück" is not, in any language: a storm may have chosen another one."""
    return any(app.reader.find(help_) and not app.reader.find(back) for help_, back in _words())


@cache
def _words() -> tuple[tuple[str, str], ...]:
    every = [Words(language) for language in LANGUAGES]
    return tuple((_shown(words, "Help"), _shown(words, "Back")) for words in every)


def _shown(words: Words, sentence: str) -> str:
    return visual(words.say(sentence), page=words.leftward)


def terminal(folder: Path, cols: int = 60, rows: int = 20) -> PtyApp:
    """The program without a network and without guards."""
    (folder / "kiosk.toml").write_text(SETTINGS)
    options = ("--settings", str(folder / "kiosk.toml"), "--data", str(folder / "data"))
    return PtyApp((*KIOSK, *options, "run", "--offline"), cols, rows)


def bytes_typed(folder: Path, seed: int, every: int, storms: int, pasted: int) -> Result:
    """One in `every` known sequence, every forged answer, random storms, and a paste of so many bytes."""
    dice = random.Random(seed)
    with terminal(folder) as app:
        app.see("Hilfe")
        hit = Attacked(app)
        known = [one for one in sequences() if not dice.randrange(every)]
        for at in range(0, len(known), SERIES):
            hit.send(b"".join(known[at : at + SERIES]), f"sequences {at}", len(known[at : at + SERIES]))
        for forged in FORGED:
            hit.send(forged, f"{forged[:20]!r}")
            app.settle(0.15)
        for storm in range(storms):
            hit.send(_storm(dice), f"storm {storm} of seed {seed}", SERIES)
        hit.send(paste(dice, pasted), "a long paste")
        _unfinished(hit, dice)
        grids = _resized(hit, dice)
    what = "sequences of keyboards and mice, forged answers, broken UTF-8, pastes and noise, as bytes on a pty"
    return Result("R24", f"{what} (seed {seed})", 1, grids, 1, 1, hit.tried, hit.failed[:KEPT])


def _storm(dice: random.Random) -> bytes:
    """Ends in what finishes any sequence and any paste that it began."""
    return (
        b"".join(dice.choice(SOURCES)(dice) for _ in range(SERIES)) + b"\x1b[201~" * 2 + b"\x18\x1b[0n" + b"\x00" * 40
    )


def _unfinished(hit: Attacked, dice: random.Random) -> None:
    """A paste or a sequence that never ends is forgotten after a moment of silence."""
    for begun in (
        b"\x1b[200~" + dice.randbytes(99).replace(b"\x1b", b"x"),
        b"\x1b]0;x",
        b"\x1bP",
        b"\x1b[<0;1",
        b"\xf0\x9f",
    ):
        hit.app.write(begun)
        hit.app.settle(FORGET_S)
        hit.send(b"", f"unfinished {begun[:8]!r}")


def _resized(hit: Attacked, dice: random.Random) -> int:
    """Another grid between bytes; how many."""
    grids = [(dice.randrange(1, 200), dice.randrange(1, 60)) for _ in range(12)]
    for cols, rows in grids:
        hit.app.resize(cols, rows)
        hit.app.write(dice.choice(SOURCES[:2])(dice))
    hit.app.resize(60, 20)
    hit.app.until(lambda: any(hit.app.reader.find(help_) for help_, _ in _words()))  # small grids have no start page
    hit.send(b"\x1b[201~", "sizes", len(grids))
    return len(grids)
