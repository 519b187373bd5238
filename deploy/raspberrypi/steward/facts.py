"""The facts of a request are a stranger's words: each deed says which ones it takes, and how they look."""

import re
from collections.abc import Mapping
from datetime import datetime

from .answers import Reason, Refused

_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)", re.ASCII)
_PASSPHRASE = re.compile(r"[ -~]{8,63}|[0-9a-fA-F]{64}")
"""What WPA takes: 8 to 63 ASCII letters, or the key itself in 64 digits (IEEE 802.11, J.4)."""
SSID_BYTES = 32
"""Most bytes of the name of a Wi-Fi network (IEEE 802.11, 9.4.2.2)."""
STICKS = "/media/kiosk/"
"""Where sticks are mounted, each in a folder of its own."""


def only(facts: Mapping[str, str], needed: set[str], *, also: frozenset[str] = frozenset()) -> None:
    """These facts and no others. Raises `Refused`."""
    if not needed <= set(facts) <= needed | also:
        raise Refused(Reason.BAD_FACTS)


def none(facts: Mapping[str, str]) -> None:
    """A deed without facts. Raises `Refused`."""
    only(facts, set())


def minute(word: str) -> datetime:
    """`2026-11-22T14:05+01:00`, aware. Raises `Refused`."""
    if not _MINUTE.fullmatch(word):
        raise Refused(Reason.BAD_FACTS)
    try:
        return datetime.fromisoformat(word)
    except ValueError as error:
        raise Refused(Reason.BAD_FACTS) from error


def ssid(word: str) -> str:
    """The name of a Wi-Fi network. Raises `Refused`."""
    if not 1 <= len(word.encode()) <= SSID_BYTES:
        raise Refused(Reason.BAD_FACTS)
    return word


def passphrase(word: str) -> str:
    """Empty for a network without one. Raises `Refused`."""
    if word and not _PASSPHRASE.fullmatch(word):
        raise Refused(Reason.BAD_FACTS)
    return word


def stick_folder(word: str) -> str:
    """`/media/kiosk/NAME`, one step deep. Raises `Refused`."""
    name = word.removeprefix(STICKS)
    if name == word or "/" in name or name in ("", ".", ".."):
        raise Refused(Reason.BAD_FACTS)
    return word
