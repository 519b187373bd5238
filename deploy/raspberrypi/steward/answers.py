"""What the steward says, and how it is laid down: written whole, where only root can write."""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

KEPT_S = 600.0
"""Seconds that an answer lies there: twenty times as long as anybody waits for one."""


class Reason(StrEnum):
    """Why something was not done; `kiosk/steward_words.py` has the sentences."""

    UNKNOWN_DEED = "unknown-deed"
    BAD_FACTS = "bad-facts"
    FAILED = "failed"
    CLOCK_RIGHT = "clock-right"
    CLOCK_RANGE = "clock-range"
    NO_STICK = "no-stick"
    STICK_BUSY = "stick-busy"
    NO_WIFI = "no-wifi"
    NO_NETWORK_MANAGER = "no-network-manager"
    WIFI_NOT_FOUND = "wifi-not-found"
    WIFI_REFUSED = "wifi-refused"
    NO_KEYS = "no-keys"


class Refused(Exception):
    """It was not done, and nothing is half done. `reason` may also be a word of a deed's own set."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Answer:
    """What became of a request; never a secret."""

    done: bool
    reason: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def lay_down(folder: Path, name: str, answer: Answer) -> None:
    """Put the answer there, readable for the folder's group. Raises OSError."""
    draft = folder / f".{name}.new"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o640)
    with open(handle, "w", encoding="utf-8") as file:
        os.fchown(handle, -1, folder.stat().st_gid)
        os.fchmod(handle, 0o640)  # the unit's umask would take the group's right away
        json.dump(asdict(answer), file)
    os.replace(draft, folder / name)


def sweep(folder: Path) -> None:
    """Take away answers that nobody waits for any more."""
    for path in folder.iterdir():
        with suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > KEPT_S:
                path.unlink()
