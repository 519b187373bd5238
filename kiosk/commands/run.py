"""`kiosk run`: the terminal."""

from functools import partial

from kiosk.lockdown import Ending, forget_environment, has_terminal
from kiosk.rounds import Order, Rounds
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn


def run(session: Session, *, offline: bool, attended: bool) -> int:
    """Open the terminal; returns the exit code when it was ended from outside. Raises Stop."""
    _ = session.words.say
    if not has_terminal():
        raise Stop(WRONG, _("Here is no screen to open the terminal on. Start it in a terminal window."))
    ending = Ending(attended=attended)
    forget_environment()
    from kiosk.app import KioskApp
    from kiosk.deliveries import DeliverWorker

    house, settings = session.house, session.settings
    house.desk = session.desk
    if attended:
        warn(_("Ctrl+C ends the terminal."))
    quiet = offline or session.demo or not settings.every_minutes or not settings.pulled
    rounds = None if quiet else rounds_of(session)
    deliveries = None if offline else partial(DeliverWorker, session.desk, session.words)
    app = KioskApp(house, settings, round_=rounds, deliveries=deliveries, attended=attended)
    ending.terminal = app
    try:
        app.run()
    finally:
        app.give_back()
        if rounds:
            rounds.stop()
        app.finish()
    if app.return_code:
        log = session.place.data / "log"
        raise Stop(OPEN, _("The terminal had to stop. What happened is in {path}.").format(path=log))
    return DONE


def rounds_of(session: Session) -> Rounds:
    """The sync worker's rounds over all platforms that have something to read."""
    settings = session.settings
    every_s = settings.every_minutes * 60.0
    return Rounds(Order(str(session.replica_path), settings.timezone, settings.pulled, every_s))
