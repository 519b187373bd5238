"""`kiosk run`: the terminal."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.session import DONE, OPEN, Session, warn

if TYPE_CHECKING:
    from sync.engine import Engine

STRANGE = (
    "TEXTUAL",
    "RICH_",
    "TTY_",
    "COLUMNS",
    "LINES",
    "ROWS",
    "ESCDELAY",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM_PROGRAM",
)
"""Variables that steer Textual and Rich: a kiosk looks the same whoever started it (reliability 3.2, 6)."""


def run(session: Session, *, offline: bool, attended: bool) -> int:
    """Open the terminal; returns the exit code when it was ended from outside."""
    for name in [name for name in os.environ if name.startswith(STRANGE)]:
        del os.environ[name]
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"  # pixel reports flood the program when a finger moves
    from kiosk.app import KioskApp

    house, settings = session.house, session.settings
    if attended:
        warn(session.words.say("Ctrl+C ends the terminal."))
    unattended = offline or session.demo or not settings.every_minutes or not settings.platforms
    app = KioskApp(house, settings, round_=None if unattended else one_round(session), attended=attended)
    app.run()
    if app.return_code:
        warn(
            session.words.say("The terminal had to stop. What happened is in {path}.").format(
                path=session.place.data / "log"
            )
        )
        return OPEN
    return DONE


def one_round(session: Session) -> Callable[[], float]:
    """What the sync worker does each time: a round over the platforms that are due, then the seconds to the next."""
    every_s = session.settings.every_minutes * 60
    engine: Engine | None = None

    def round_() -> float:
        nonlocal engine
        engine = engine or session.engine()
        for _ in engine.run(respect_hold_off=True, every_s=every_s):
            pass
        return engine.next_due(every_s)

    return round_
