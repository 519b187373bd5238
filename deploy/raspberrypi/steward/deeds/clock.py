"""Setting the clock by hand, on a machine without network and without a clock that lasts (R10, R11)."""

import fcntl
import logging
import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ..answers import Answer, Reason, Refused
from ..facts import minute, only
from ..system import System

FLOOR = datetime(2026, 11, 1, tzinfo=UTC)
"""When the program was written (`sync.clock.BUILD_FLOOR`); no terminal runs before."""
YEARS = 30
"""No machine hangs on a wall for longer: a later year is a slip of the finger."""
SYNCED = "/run/systemd/timesync/synchronized"
"""Is there once the network told the time since the machine started (systemd-timesyncd.service(8))."""
SAVED = "/var/lib/systemd/timesync/clock"
"""Its time of change is where the clock begins at the next start (systemd-timesyncd.service(8))."""
BY_HAND = "/opt/kiosk/state/clock-by-hand"
"""As old as `SAVED` while the last one who told the time was a person (`sync.clock` asks): a battery keeps a slip of
the finger as well as a right time, and nothing may be taken away by it (R11)."""
RTC = "/dev/rtc0"
_RTC_SET_TIME = 0x4024700A
"""rtc(4), the number in linux/rtc.h."""

log = logging.getLogger("steward")


def set_clock(facts: Mapping[str, str], system: System) -> Answer:
    """`minute`: the time to the minute with its offset. A clock that the network has set is left alone."""
    only(facts, {"minute"})
    when = minute(facts["minute"]).astimezone(UTC)
    if not FLOOR <= when < FLOOR.replace(year=FLOOR.year + YEARS):
        raise Refused(Reason.CLOCK_RANGE)
    if system.at(SYNCED).exists():
        raise Refused(Reason.CLOCK_RIGHT)
    system.set_time(when.timestamp())
    _remember(system.at(SAVED), when)
    if _mark(system.at(BY_HAND), when):
        _set_battery_clock(system.at(RTC), when)
    return Answer(done=True)


def _mark(by_hand: Path, when: datetime) -> bool:
    """Whether it is kept that a person told the time; without that the battery's clock stays as it is."""
    try:
        by_hand.parent.mkdir(parents=True, exist_ok=True)
        by_hand.touch()
        os.utime(by_hand, (when.timestamp(), when.timestamp()))
    except OSError as error:
        log.warning("set-clock: the clock with battery is left alone: %s", type(error).__name__)
        return False
    return True


def _remember(saved: Path, when: datetime) -> None:
    """A Pi without battery begins with this time; where it cannot be kept, only the next start is off."""
    try:
        saved.touch()
        os.utime(saved, (when.timestamp(), when.timestamp()))
    except OSError as error:
        log.warning("set-clock: the time could not be kept for the next start: %s", type(error).__name__)


def _set_battery_clock(device: Path, when: datetime) -> None:
    """Only some machines have one."""
    with suppress(OSError), device.open("rb") as rtc:
        fields = (when.second, when.minute, when.hour, when.day, when.month - 1, when.year - 1900, 0, 0, 0)
        fcntl.ioctl(rtc, _RTC_SET_TIME, struct.pack("9i", *fields))
