"""Whether the power supply was too weak, as a Raspberry Pi tells it.

Two sources, neither of which needs a program beside the kernel: `get_throttled` of Raspberry Pi's own kernels (since
4.14; it remembers since the start), and the alarm of the driver `raspberrypi-hwmon` of every kernel since 4.20, that of
Debian among them (renewed every two seconds; it remembers nothing). Linux, Documentation/hwmon/raspberrypi-hwmon.rst.
"""

import msgspec

from kiosk.check.readings.machine import Machine

_THROTTLED = "sys/devices/platform/soc*/*firmware*/get_throttled"
_DRIVER = "rpi_volt"
_NOW, _BEFORE = 1 << 0, 1 << 16


class Power(msgspec.Struct, frozen=True):
    """Below 4.63 V at the board."""

    low: bool
    """At this moment."""
    was_low: bool
    """At some moment since the start, as far as anybody looked."""


def power(machine: Machine) -> Power | None:
    """None on a machine that does not measure it."""
    values = [machine.number(name, 16) for name in machine.named(_THROTTLED)]
    alarms = [_alarm(machine, name) for name in machine.named("sys/class/hwmon/hwmon*")]
    bits = [value for value in values if value is not None]
    told = [alarm for alarm in alarms if alarm is not None]
    if not bits and not told:
        return None
    low = any(told) or any(value & _NOW for value in bits)
    return Power(low, low or any(value & _BEFORE for value in bits))


def _alarm(machine: Machine, name: str) -> bool | None:
    if machine.text(f"{name}/name") != _DRIVER:
        return None
    alarm = machine.number(f"{name}/in0_lcrit_alarm")
    return None if alarm is None else bool(alarm)
