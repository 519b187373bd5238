"""Installing a version, step by step, in a chore or a command; what runs is exchanged only at the end (R39)."""

import os
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import partial
from pathlib import Path

from kiosk.before_update import remember
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.steward import Answer, Deed
from kiosk.update_obstacles import Found, obstacle
from kiosk.update_offers import Offer
from sync.ledger.whole_files import sync_folder
from sync.update.index import Seen
from sync.update.installed import PROGRAM, REHEARSAL, Installed
from sync.update.manifest import SUFFIX, Here
from sync.update.rehearsal import rehearse
from sync.update.room import check_room
from sync.update.unusable import Unusable, Why

MAKE_S, TRY_S = 1500.0, 30.0
"""Seconds of patience with the steward: it is given 24 minutes (kiosk-steward.service)."""
FOLDER = "update"
"""Below the data folder: bundles on their way, and what was seen on the net."""


class Stage(StrEnum):
    """What is being done."""

    FETCHING = "fetching"
    MAKING = "making"
    REHEARSING = "rehearsing"
    STARTING = "starting"


class Stopped(Exception):
    """Something is in the way, or the steward refused; nothing was exchanged."""

    def __init__(self, why: Found | str | None) -> None:
        self.why = why
        super().__init__(str(why))


Tell = Callable[[Stage, int], object]
"""Gets what is being done, and how many hundredths of it are."""


def folder_of(desk: Desk) -> Path:
    """The folder for updates, made where there is none. Raises OSError."""
    folder = desk.folder / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


def install(
    house: House, desk: Desk, offer: Offer, here: Here, tell: Tell, *, older: bool = False, program: Path = PROGRAM
) -> str:
    """Bring it, make it, rehearse it, and start its trial; the version on trial. The terminal then starts anew.

    Raises `Stopped`, `Unusable`, `SyncError`, `StewardTrouble`.
    """
    installed = Installed.read(program)
    if found := obstacle(house, desk, installed):
        raise Stopped(found)
    path = _brought(house, desk, offer, here, tell)
    try:
        tell(Stage.MAKING, 0)
        wanted = {"step": "make", "bundle": path.name} | ({"older": "yes"} if older else {})
        version = _done(house.steward.ask(Deed.UPDATE, wanted, patience_s=MAKE_S)).facts.get("version", "")
    finally:
        with suppress(OSError):
            path.unlink()
    tell(Stage.REHEARSING, 0)
    _rehearse(desk, installed.python(version))
    remember(desk.folder / FOLDER, desk.settings, here.version)
    if found := obstacle(house, desk, installed):
        raise Stopped(found)
    with desk.ledger.change():
        desk.ledger.journal.note("update", staff=desk.me, facts=version)
    tell(Stage.STARTING, 0)
    _done(house.steward.ask(Deed.UPDATE, {"step": "try", "version": version}, patience_s=TRY_S))
    return version


def _rehearse(desk: Desk, python: Path) -> None:
    ledger, scratch, key = desk.folder / "members.db", desk.folder / FOLDER / REHEARSAL, desk.data_key
    assert key is not None, "nobody is signed in"
    rehearse(python, ledger, key, desk.settings.terminal, scratch, desk.clock)


def _done(answer: Answer) -> Answer:
    if not answer.done:
        raise Stopped(answer.reason)
    return answer


def _brought(house: House, desk: Desk, offer: Offer, here: Here, tell: Tell) -> Path:
    """The bundle in the folder for updates, under the name by which the steward finds it."""
    tell(Stage.FETCHING, 0)
    try:
        folder = folder_of(desk)
        if isinstance(offer.source, Seen):
            from sync.update.fetch import fetch

            return fetch(offer.source, here, folder, house.clock, partial(_hundredths, tell))
        path = folder / f"kiosk-{offer.version}-{here.arch}{SUFFIX}"
        if offer.source != path:
            _copy(offer.source, path, tell)
    except OSError as error:
        raise Unusable(Why.DISK) from error
    return path


def _hundredths(tell: Tell, there: int, whole: int) -> None:
    tell(Stage.FETCHING, there * 100 // max(1, whole))


def _copy(source: Path, path: Path, tell: Tell) -> None:
    """From a stick that somebody may pull at any moment."""
    part, size = path.with_name(f"{path.name}.copy"), source.stat().st_size
    check_room(path.parent, size)
    try:
        with source.open("rb") as file, part.open("wb") as copy:
            while chunk := file.read(1 << 20):
                copy.write(chunk)
                _hundredths(tell, copy.tell(), size)
            copy.flush()
            os.fsync(copy.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError:
        part.unlink(missing_ok=True)
        raise
