"""What the terminal knows of its machine while it runs."""

from typing import TYPE_CHECKING

from kiosk.check.readings.machine import Machine

if TYPE_CHECKING:
    from kiosk.check.device import Device


class Watch:
    """Belongs to the screen's thread; the worker's messages renew it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.device: Device | None = None
        """As the worker saw it last; None before its first look."""
