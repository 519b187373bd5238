"""`kiosk run`: the terminal."""

import os
from functools import partial
from typing import TYPE_CHECKING

from kiosk.heartbeat import Heartbeat
from kiosk.launcher import AGAIN, leave_word
from kiosk.lockdown import Ending, forget_environment, has_terminal
from kiosk.restart import Restarts
from kiosk.rounds import Order, Rounds
from kiosk.screens.steps import Open
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.words import Words

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.house import House
    from kiosk.senses import BodySenses
    from kiosk.settings import Settings
    from kiosk.widgets.canvas import Canvas
    from kiosk.workers import Post
    from sync.clock import Clock


def run(session: Session, *, offline: bool, attended: bool, first_start: bool = False) -> int:
    """Open the terminal; returns the exit code when it was ended from outside. Raises Stop.

    `first_start`: where it is not set up yet, or its settings cannot be used, pages say so and help.

    After a failure it starts anew, as often as `Restarts` allows.
    """
    _ = session.words.say
    if not has_terminal():
        raise Stop(WRONG, _("Here is no screen to open the terminal on. Start it in a terminal window."))
    restarts, heartbeat = Restarts(os.environ), Heartbeat(os.environ)
    forget_environment()
    try:
        if first_start:
            from kiosk.first_start import prepare

            prepare(session)
        session.prepare()
        if leave_word(session.place.data, session.settings, session.words, os.environ):
            return AGAIN
        if not _opened(session, restarts, heartbeat, offline=offline, attended=attended):
            return DONE
    finally:
        restarts.uncover()
        heartbeat.close()
    log = session.place.data / "log"
    raise Stop(OPEN, _("The terminal had to stop. What happened is in {path}.").format(path=log))


def _opened(session: Session, restarts: Restarts, heartbeat: Heartbeat, *, offline: bool, attended: bool) -> bool:
    """Whether the terminal failed once more than may be."""
    ending = Ending(attended=attended)
    from kiosk.app import KioskApp
    from kiosk.backup_room import belongings
    from kiosk.backup_worker import nightly
    from kiosk.deliveries import DeliverWorker

    house, settings = session.house, session.settings
    house.desk = session.desk
    house.desk.belongings = belongings(session.place, settings)
    if attended and not restarts.follows:
        warn(session.words.say("Ctrl+C ends the terminal."))
    quiet = offline or session.demo or not settings.every_minutes or not settings.pulled
    rounds = None if quiet else rounds_of(session)
    deliveries = None if offline else partial(DeliverWorker, session.desk, session.words)
    senses = partial(senses_of, house, settings)
    app = KioskApp(
        house,
        settings,
        round_=rounds,
        deliveries=deliveries,
        senses=senses,
        attended=attended,
        heartbeat=heartbeat,
    )
    ending.terminal = app
    _watch(session, app, crashed=restarts.again)
    with nightly(house, session.desk, app.post_message):
        return _ran(app, rounds, restarts, ending, heartbeat)


def _watch(session: Session, app: "KioskApp", *, crashed: bool) -> None:
    """Look at the machine, and at a version on trial, now and then; the threads end with the program."""
    from kiosk.check.worker import CheckWorker
    from sync.update.installed import Installed, sweep

    sweep(session.place.data / "update")
    if Installed.read().on_trial:
        from kiosk.probation import probation_of

        untouched = partial(_untouched, app.canvas, session.clock)
        probation_of(session.house, session.settings, app.post_message, crashed=crashed, quiet_s=untouched).start()
    if watch := session.house.watch:
        CheckWorker(watch.machine, session.clock, app.post_message).start()


def _untouched(canvas: "Canvas", clock: "Clock") -> float:
    """Seconds since somebody touched the glass."""
    return clock.monotonic() - canvas.touched_at


def _ran(app: "KioskApp", rounds: Rounds | None, restarts: Restarts, ending: Ending, heartbeat: Heartbeat) -> bool:
    """Run it to its end. After a failure the screen is covered before anything else is let go."""
    from kiosk.screens.public.stumbled import Stumbled

    if restarts.again:
        app.walk.perform(Open(Stumbled()))
    if restarts.follows:
        restarts.ready()
    anew = failed = False
    try:
        app.run()
    finally:
        app.give_back()
        failed = bool(app.return_code)
        anew = not ending.asked and ((failed and restarts.allowed) or app.renewed)
        if anew:
            restarts.cover(_said(app, failed=failed))
        if ending.asked:
            heartbeat.stop()
        if rounds:
            rounds.stop()
        app.finish()
    if anew:
        heartbeat.go_on()
        os.environ.update(heartbeat.wanted)
        restarts.start_anew(failed=failed)
    return failed


def _said(app: "KioskApp", *, failed: bool) -> list[str]:
    """What stands there meanwhile."""
    from kiosk.screens.public.stumbled import bare, sorry

    words = Words(app.house.language)
    return bare(sorry(words) if failed else words.say("One moment …"), words, *os.get_terminal_size(1))


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
