"""What the page about updates has done beside the screen: looking for versions, and installing one."""

from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.before_update import Ended
from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.screens.staff.entry import desk_of
from kiosk.steward import NoSteward, StewardTrouble
from kiosk.steward_words import missing_words
from kiosk.sticks import sticks
from kiosk.update_obstacles import Found, obstacle
from kiosk.update_offers import Offer, on_net, on_sticks
from kiosk.update_words import refusal_words, stopped_words, why_words
from kiosk.update_work import FOLDER, Stopped, Tell, folder_of, install
from sync.errors import SyncError
from sync.ledger.whole_files import read_whole, write_whole
from sync.text import line
from sync.update.index import Seen
from sync.update.installed import Installed, running
from sync.update.manifest import Here
from sync.update.signing import trusted
from sync.update.unusable import Unusable

LAST, LAST_MOST = "last.txt", 400
"""The file of a last try that came to nothing, and letters of it: two sentences."""


class Seeing(msgspec.Struct, frozen=True):
    """What there is. `trouble` is a sentence about the net, empty where all is well."""

    version: str
    installed: Installed
    ended: Ended | None
    offers: tuple[Offer, ...]
    obstacle: Found | None
    trouble: str = ""
    last: str = ""
    """What the last try ended with where it never came to a trial: whoever began it may have gone by then."""


class Begun(msgspec.Struct, frozen=True):
    """The trial of a version begins: the terminal starts anew."""

    version: str


def see(house: House, *, net: bool) -> Seeing:
    """Look at the sticks, and at what the net offered; `net`: ask it now. Raises `SyncError`."""
    desk, here, installed = desk_of(house), Here.now(running()), Installed.read()
    trouble = _ask_net(house) if net else ""
    found = on_sticks(sticks(), here, trusted())
    offered = on_net(Seen.read(desk.folder / FOLDER), here) if desk.settings.update_url else None
    return Seeing(
        here.version,
        installed,
        Ended.read(desk.folder / FOLDER),
        (*found, *([offered] if offered else [])),
        obstacle(house, desk, installed),
        trouble,
        _last(desk.folder / FOLDER),
    )


def begin(house: House, *, offer: Offer, tell: Tell) -> Begun | str:
    """Install it; a sentence where something is in the way. Raises `SyncError`."""
    desk = desk_of(house)
    (desk.folder / FOLDER / LAST).unlink(missing_ok=True)
    begun = _installed(house, offer, tell)
    if isinstance(begun, str):
        with suppress(SyncError):
            write_whole(folder_of(desk) / LAST, begun.encode())
    return begun


def _installed(house: House, offer: Offer, tell: Tell) -> Begun | str:
    words = house.words
    try:
        return Begun(install(house, desk_of(house), offer, Here.now(running()), tell))
    except Stopped as stopped:
        return " ".join(stopped_words(words, stopped))
    except Unusable as error:
        return why_words(words, error.why, error.facts)
    except NoSteward:
        return missing_words(words)
    except StewardTrouble:
        return refusal_words(words, None)


def _last(folder: Path) -> str:
    return line((read_whole(folder / LAST) or b"").decode("utf-8", "replace"), LAST_MOST) or ""


def _ask_net(house: House) -> str:
    from sync.update.fetch import look

    desk = desk_of(house)
    try:
        look(desk.settings.update_url or "", folder_of(desk), trusted(), house.clock)
    except SyncError as error:
        return platform_trouble(house.words, error.reason, error.facts)
    except Unusable as error:
        return why_words(house.words, error.why, error.facts)
    except OSError:
        return house.words.say("The card cannot be written.")
    return ""
