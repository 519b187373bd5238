"""`kiosk run`: the terminal."""

from functools import partial
from typing import TYPE_CHECKING

from kiosk.lockdown import Ending, forget_environment, has_terminal
from kiosk.rounds import Order, Rounds
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn

if TYPE_CHECKING:
    from kiosk.house import House
    from kiosk.senses import BodySenses
    from kiosk.settings import Settings
    from kiosk.workers import Post


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
    senses = partial(senses_of, house, settings)
    app = KioskApp(house, settings, round_=rounds, deliveries=deliveries, senses=senses, attended=attended)
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


def senses_of(house: "House", settings: "Settings", post: "Post") -> "BodySenses":
    """What this machine can do besides showing; the log says what is missing."""
    from kiosk.output_scale import resizer_for
    from kiosk.senses import BodySenses
    from kiosk.voice.installed import engine_of
    from kiosk.voice.reader import Reader

    engine = engine_of(settings.sound)
    reader = Reader(settings.sound, engine, post) if engine else None
    return BodySenses(house, resizer_for(settings.screen, post), reader)


def rounds_of(session: Session) -> Rounds:
    """The sync worker's rounds over all platforms that have something to read."""
    settings = session.settings
    every_s = settings.every_minutes * 60.0
    return Rounds(Order(str(session.replica_path), settings.timezone, settings.pulled, every_s))
