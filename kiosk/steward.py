"""Asking the steward, the one helper on the device that may do what only the system's owner may (docs/device.md)."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from sync.errors import Unstorable
from sync.ledger.whole_files import write_whole

FOLDER = Path("/run/kiosk-steward")
"""In memory: neither a request nor a passphrase in it ever reaches the card."""
LOOK_S = 0.1
"""Seconds between two looks for the answer: nobody notices them beside what the steward itself needs."""
ANSWER_MOST = 64 * 1024
"""Bytes of an answer; the longest, a list of Wi-Fi networks, has two."""

Told = TypeVar("Told")


class Deed(StrEnum):
    """What the steward can be asked for."""

    REMOUNT = "remount"
    SET_CLOCK = "set-clock"
    WIFI = "wifi"
    NETWORK = "network"
    HELP_ON = "help-on"
    HELP_OFF = "help-off"
    UPDATE = "update"
    KEEP_UPDATE = "keep-update"
    RESTART = "restart"
    POWER_OFF = "power-off"


class Answer(msgspec.Struct, frozen=True):
    """What became of it."""

    done: bool
    reason: str | None = None
    """One word of a closed set (`kiosk/steward_words.py` tells it to people); None where all is well."""
    facts: dict[str, str] = {}


class Help(msgspec.Struct, frozen=True):
    """The remote help, while it is switched on: what a helper needs to look in."""

    address: str
    """Empty while the terminal has no network."""
    port: str
    fingerprint: str
    """Of the terminal's key, `SHA256:…`: by it the helper knows that no other machine answers."""
    until_s: float
    """When it ends, by the monotonic clock, seconds."""


class StewardTrouble(Exception):
    """There is no answer."""


class NoSteward(StewardTrouble):
    """Nobody takes requests: this is no kiosk that was set up by its installer, or its steward does not run."""


class StewardSilent(StewardTrouble):
    """It did not answer in time; the request was taken back where it was still lying there."""


class Steward:
    """A request is a file, and so is its answer. `ask` waits: it is for chores and commands, never for the screen."""

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._requests, self._answers = folder / "requests", folder / "answers"
        self._help = folder / "help.json"
        self._sleep, self._monotonic = sleep, monotonic

    @property
    def present(self) -> bool:
        """Whether requests are taken here."""
        return self._requests.is_dir() and os.access(self._requests, os.W_OK | os.X_OK)

    @property
    def help(self) -> Help | None:
        """The remote help; None while it is off."""
        found = _read(self._help, Help)
        return found if found and found.until_s > self._monotonic() else None

    def ask(self, deed: Deed, facts: Mapping[str, str] = {}, *, patience_s: float = 30.0) -> Answer:
        """Have something done, and wait for it. Raises `NoSteward`, `StewardSilent`."""
        if not self.present:
            raise NoSteward
        name = f"{os.urandom(8).hex()}.json"
        try:
            write_whole(self._requests / name, msgspec.json.encode({"deed": deed, "facts": dict(facts)}))
        except Unstorable as error:
            raise NoSteward from error
        try:
            return self._awaited(self._answers / name, patience_s)
        finally:
            with suppress(OSError):
                (self._requests / name).unlink()

    def _awaited(self, path: Path, patience_s: float) -> Answer:
        """The answer, which the steward clears away by itself. Raises `StewardSilent`."""
        until = self._monotonic() + patience_s
        while (answer := _read(path, Answer)) is None:
            if self._monotonic() >= until:
                raise StewardSilent
            self._sleep(LOOK_S)
        return answer


def _read(path: Path, kind: type[Told]) -> Told | None:
    """None while there is none. What another version wrote counts as silence."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(ANSWER_MOST), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None
