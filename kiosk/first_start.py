"""What the terminal begins with on a device: set-up, the page of settings that cannot be used, or the start page."""

import logging
import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.launcher import LAUNCHED
from kiosk.screen_settings import ScreenSettings
from kiosk.session import OPEN, REFUSED, WRONG, Session, Stop
from kiosk.settings import Settings, SettingsError
from kiosk.settings_writer import SettingsWriter
from kiosk.setup import SetUp
from kiosk.type_check import measured_mm, own_window
from kiosk.words import Words
from sync.errors import SyncError, Unstorable
from sync.ledger.keyring_errors import KeyRingError
from sync.text import line

IDLE_S = 3600
"""The set-up stands for an hour without a touch: whoever sets up looks for a network's password elsewhere."""

log = logging.getLogger("kiosk.first_start")
_PHONE = re.compile(r"""^\s*phone\s*=\s*["']([^"'\\]+)["']""", re.MULTILINE)


def prepare(session: Session) -> None:
    """Decide where people begin. Raises Stop where not even a page can be shown."""
    session.demo = False
    session.prepare()
    writer, setup = session.writer, SetUp(session.place.data)
    try:
        if setup.begun or not (writer.exists or _has_staff(session.place.data)):
            setup.load()
            _set_up(session, writer, setup)
        else:
            _use(session, writer.read())
            _keep(writer)
            _fit(session)
    except SettingsError as error:
        _trouble(session, writer, error.problems)
    except SyncError as error:
        from kiosk.notices import platform_trouble

        raise Stop(OPEN, platform_trouble(session.words, error.reason, error.facts)) from error


def refuse_where_done(session: Session) -> None:
    """A terminal that is set up is changed on the staff's desk. Raises Stop."""
    if SetUp(session.place.data).begun or not _is_set_up(session):
        return
    _ = session.words.say
    told = _("This terminal is set up. Change it at the desk: More, The device, Settings. Or edit {path}.")
    raise Stop(REFUSED, told.format(path=session.place.settings))


def _is_set_up(session: Session) -> bool:
    return session.writer.exists or _has_staff(session.place.data)


def _has_staff(folder: Path) -> bool:
    """Whether anybody works here; a key ring that cannot be read belongs to somebody."""
    from sync.ledger.keyring import KeyRing

    try:
        return not KeyRing(folder).empty
    except (KeyRingError, SyncError):
        return True


def _set_up(session: Session, writer: SettingsWriter, setup: SetUp) -> None:
    """The guided set-up, with what is known by now; the letters are measured when it is through."""
    from kiosk.screens.setup.entrance import SetUpEntrance

    known = writer.read() if writer.exists else Settings(centre="", language=setup.language)
    _use(session, msgspec.structs.replace(known, screen=_unmeasured(known), idle_s=IDLE_S, attract_s=0))
    house = session.house
    house.entrance, house.setup = SetUpEntrance(house, setup), setup


def _trouble(session: Session, writer: SettingsWriter, problems: list[str]) -> None:
    """A page that says what is wrong with the settings, and offers those of before.

    A version on trial ends instead: the one before could use them, and comes back by that (R39).
    """
    from kiosk.screens.setup.entrance import TroubleEntrance
    from sync.update.installed import Installed

    if Installed.read().on_trial:
        log.error("the version on trial cannot use the settings")
        raise Stop(WRONG, *problems)
    before = writer.before() or Settings(centre="")
    _use(session, msgspec.structs.replace(before, screen=_unmeasured(before), platforms=(), attract_s=0))
    house = session.house
    phone = phone_of(writer.path) or before.visit.phone
    house.entrance = TroubleEntrance(house, problems, phone)


def _fit(session: Session) -> None:
    """Where another panel hangs there than the settings name, staff choose it: by its letters no page would open (A1).

    Only where the launcher can open the window anew: elsewhere somebody draws it larger.
    """
    settings, window = session.settings, own_window()
    panel = settings.screen.panel
    if LAUNCHED not in os.environ or panel is None or window is None or measured_mm(window, panel) is not None:
        return
    from kiosk.screens.setup.entrance import PanelEntrance

    log.warning("the window of %d x %d pixels is not that of the panel", window.width_px, window.height_px)
    _use(session, msgspec.structs.replace(settings, screen=_unmeasured(settings), attract_s=0))
    session.house.entrance = PanelEntrance(settings.visit.phone)


def _keep(writer: SettingsWriter) -> None:
    """They worked. Where the card takes nothing any more, residents read on all the same."""
    try:
        writer.keep()
    except Unstorable as error:
        log.warning("the settings could not be kept beside themselves: %s", error.reason)


def _use(session: Session, settings: Settings) -> None:
    """From now on these are the session's, and their language is, whatever was said before."""
    session.settings, session.words = settings, Words(settings.language)


def _unmeasured(settings: Settings) -> ScreenSettings:
    """The screen as the window is by itself: letters that are too small must not close the pages that mend it."""
    return msgspec.structs.replace(settings.screen, panel=None, pixelsize=None, resize="none")


def phone_of(path: Path) -> str | None:
    """The centre's telephone number from a settings file, also from one that is broken elsewhere."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return None
    with suppress(ValueError, RecursionError):
        centre = tomllib.loads(text).get("centre")
        phone = centre.get("phone") if isinstance(centre, Mapping) else None
        return line(phone) if isinstance(phone, str) else None
    found = _PHONE.search(text)
    return line(found[1]) if found else None
