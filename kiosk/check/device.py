"""All that kernel and machine tell at one moment."""

import msgspec

from kiosk.check.readings.disk import Disk, disk
from kiosk.check.readings.heat import heat
from kiosk.check.readings.link import Link, link
from kiosk.check.readings.machine import Machine
from kiosk.check.readings.power import Power, power
from kiosk.check.readings.wear import Wear, wear


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """Some milliseconds of small files; nobody on the network is asked."""

    link: Link | None = None
    disk: Disk = Disk()
    wear: Wear = Wear()
    celsius: float | None = None
    power: Power | None = None

    def after(self, before: "Device | None") -> "Device":
        """With what was seen earlier in the same run of the machine: an alarm of two seconds is not forgotten."""
        if self.power is None or before is None or before.power is None:
            return self
        was_low = self.power.was_low or before.power.was_low
        return msgspec.structs.replace(self, power=msgspec.structs.replace(self.power, was_low=was_low))


def look(machine: Machine, boot: str, monotonic_s: float) -> Device:
    """Look at everything once. `monotonic_s`: since the machine started."""
    below = disk(machine)
    return Device(
        link=link(machine),
        disk=below,
        wear=wear(machine, below, boot, monotonic_s),
        celsius=heat(machine),
        power=power(machine),
    )
