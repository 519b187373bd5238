"""Now, and how sure: wall time that never runs backwards below what was already seen (R11), and monotonic time."""

import os
import time
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

BUILD_FLOOR = datetime(2026, 11, 1, tzinfo=UTC)
"""No terminal runs this program before it was written; an earlier clock has lost its time."""


_BOOT = Path("/proc/sys/kernel/random/boot_id")
_SYNCED = ("/run/systemd/timesync/synchronized", "/run/ntpd.synced")
"""What systemd-timesyncd leaves once the network told the time since boot; the second is for other daemons."""
_BATTERY = Path("/sys/class/rtc/rtc0/hctosys")
"""Holds 1 when the kernel set its clock from a clock with battery."""
_BY_HAND = Path("/opt/kiosk/state/clock-by-hand")
"""As old as `_SAVED` while the last one who told the time was a person (the steward's `set-clock`)."""
_SAVED = Path("/var/lib/systemd/timesync/clock")
"""Changed whenever the network told the time (systemd-timesyncd.service(8))."""


class Trust(StrEnum):
    """Where the wall time comes from (R10); the value stands in JSON."""

    RTC = "rtc"
    NTP = "ntp"
    STAFF = "staff"
    UNTRUSTED = "untrusted"


class Clock(Protocol):
    """Two kinds of time. Back-off and guards use `monotonic` (R9); only dates use `now`."""

    def now(self) -> datetime:
        """Wall time, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump."""
        ...

    @property
    def trusted(self) -> bool:
        """Whether dates may be acted on: nothing expires and nothing is called "today" when not."""
        ...


class BootClock(Clock, Protocol):
    """A clock that also knows what the ledger writes beside each booking."""

    @property
    def trust(self) -> Trust:
        """Where the wall time comes from."""
        ...

    @property
    def boot(self) -> str:
        """Which run of the machine this is: `monotonic` starts anew with each."""
        ...


class SystemClock:
    """The machine's clock, held above a floor.

    `floor` is the newest wall time that was ever stored; a clock below it has lost its time (a
    Raspberry Pi without battery starts in the past), so `now` answers the floor and is not trusted.
    """

    def __init__(self, floor: datetime = BUILD_FLOOR) -> None:
        self._floor = max(floor, BUILD_FLOOR)

    def now(self) -> datetime:
        return max(datetime.now(UTC), self._floor)

    def monotonic(self) -> float:
        return time.monotonic()

    @property
    def trusted(self) -> bool:
        return datetime.now(UTC) >= self._floor

    @property
    def trust(self) -> Trust:
        if not self.trusted:
            return Trust.UNTRUSTED
        if any(map(os.path.exists, _SYNCED)):
            return Trust.NTP
        return Trust.RTC if _battery() and not _by_hand() else Trust.UNTRUSTED

    @property
    def boot(self) -> str:
        return _boot()


@cache
def _battery() -> bool:
    return _line(_BATTERY) == "1"


def _by_hand() -> bool:
    """Whether a person set the battery's clock, and no network has told the time since: that is their word, no more."""
    try:
        told = _BY_HAND.stat().st_mtime
    except OSError:
        return False
    try:
        return int(_SAVED.stat().st_mtime) == int(told)
    except OSError:
        return True


@cache
def _boot() -> str:
    return _line(_BOOT)


def _line(path: Path) -> str:
    """What a file of the kernel says; nothing where there is none."""
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return ""
