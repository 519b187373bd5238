"""Another version of the program: made beside the others, tried at the next start, kept when it proved itself (R39)."""

import json
import os
import re
import shutil
import stat
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import update.versions as choice

from ..answers import Answer, Reason, Refused
from ..facts import only
from ..system import System

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM, INCOMING = "/opt/kiosk", "/opt/kiosk/incoming"
BUNDLES = "/var/lib/kiosk/update"
"""Where the program puts a bundle; everything there is a stranger's until its signature was found to be right."""
PYTHON = "/opt/kiosk/current/bin/python"
"""The running version checks signatures: it is root's own, and Python's own library knows none."""
MAKE_VERSION = "/usr/lib/kiosk/make-version"
NAME = re.compile(r"kiosk-[0-9.]{3,20}-[a-z0-9_]{3,16}\.kioskupdate", re.ASCII)
BUNDLE_MOST = 400_000_000
"""Bytes, as `sync/update/bundle.py` has it."""
UNPACK_S, MAKE_S = 300.0, 900.0
"""Seconds: 100 MB at a slow card's 1 MB/s, three times; and a Pi 3 that compiles 5,000 files."""


def update(facts: Mapping[str, str], system: System) -> Answer:
    """`step` "make" with the `bundle`'s name, `older` where somebody wants it back; or "try" with a `version`."""
    match facts.get("step"):
        case "make":
            only(facts, {"step", "bundle"}, also=frozenset({"older"}))
            return _make(facts["bundle"], system, older="older" in facts)
        case "try":
            only(facts, {"step", "version"})
            return _try(facts["version"], system)
    raise Refused(Reason.BAD_FACTS)


def keep(facts: Mapping[str, str], system: System) -> Answer:
    """The `version` that runs has proved itself."""
    only(facts, {"version"})
    with _told():
        _versions(system).keep(facts["version"])
    return Answer(done=True)


def _make(name: str, system: System, *, older: bool) -> Answer:
    """Nothing of the bundle is used, and nothing runs, before it was copied to where only root writes, and checked."""
    if not NAME.fullmatch(name):
        raise Refused(Reason.BAD_FACTS)
    incoming, versions = system.at(INCOMING), _versions(system)
    if versions.notes.read("tried"):
        raise Refused("on-trial")
    shutil.rmtree(incoming, ignore_errors=True)
    try:
        versions.prune()
        incoming.mkdir(mode=0o700)
        _take(system.at(BUNDLES), name, incoming / name)
        version = _unpacked(incoming, name, system, older=older)
        made = system.tool(MAKE_VERSION, "--keep-current", PROGRAM, f"{INCOMING}/wheels", seconds=MAKE_S)
        if not made.well or not versions.whole(version):
            raise Refused(Reason.FAILED)
    except OSError as error:
        raise Refused("disk") from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return Answer(done=True, facts={"version": version})


def _unpacked(incoming: Path, name: str, system: System, *, older: bool) -> str:
    """The version whose wheels lie there now. Raises `Refused` with the bundle's own reasons."""
    words = (PYTHON, "-I", "-B", "-m", "sync.update.unpack", f"{INCOMING}/{name}", f"{INCOMING}/wheels")
    done = system.tool(*words, *(["older"] if older else []), seconds=UNPACK_S)
    (incoming / name).unlink()
    try:
        told = json.loads(done.out)
    except ValueError:
        told = None
    match told:
        case {"version": str(version)} if done.well:
            return version
        case {"why": str(why)} if re.fullmatch(r"[a-z_]{1,20}", why):
            raise Refused(why)
    raise Refused(Reason.FAILED)


def _try(version: str, system: System) -> Answer:
    with _told():
        _versions(system).attempt(version)
    if not system.tool("/usr/bin/systemctl", "--no-block", "restart", "kiosk.service").well:
        raise Refused(Reason.FAILED)
    return Answer(done=True)


def _take(folder: Path, name: str, to: Path) -> None:
    """Copy an ordinary file of the program's folder; no link is followed, and nothing waits. Raises `Refused`."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place)
    except OSError as error:
        raise Refused("no_bundle") from error
    finally:
        os.close(place)
    about = os.fstat(source)
    if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
        os.close(source)
        raise Refused("no_bundle")
    with open(source, "rb") as file:
        if about.st_size > BUNDLE_MOST:
            raise Refused("too_large")
        with to.open("xb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)


def _versions(system: System) -> choice.Versions:
    return choice.Versions(system.at(PROGRAM))


@contextmanager
def _told() -> "Iterator[None]":
    """What the choice of versions refuses, in the steward's words."""
    try:
        yield
    except choice.Refused as error:
        raise Refused(str(error)) from error
