"""`kiosk run`: the terminal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.lockdown import Ending, forget_environment, has_terminal
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn

if TYPE_CHECKING:
    from sync.engine import Engine


def run(session: Session, *, offline: bool, attended: bool) -> int:
    """Open the terminal; returns the exit code when it was ended from outside. Raises Stop."""
    _ = session.words.say
    if not has_terminal():
        raise Stop(WRONG, _("Here is no screen to open the terminal on. Start it in a terminal window."))
    ending = Ending(attended=attended)
    forget_environment()
    from kiosk.app import KioskApp

    house, settings = session.house, session.settings
    if attended:
        warn(_("Ctrl+C ends the terminal."))
    quiet = offline or session.demo or not settings.every_minutes or not settings.platforms
    app = KioskApp(house, settings, round_=None if quiet else one_round(session), attended=attended)
    ending.terminal = app
    try:
        app.run()
    finally:
        app.give_back()
    if app.return_code:
        log = session.place.data / "log"
        raise Stop(OPEN, _("The terminal had to stop. What happened is in {path}.").format(path=log))
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
