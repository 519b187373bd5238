"""How warm the processor is."""

from kiosk.check.readings.machine import Machine

_ZONES = "sys/class/thermal/thermal_zone*"
_PROCESSOR = ("cpu", "soc", "x86_pkg")
"""How the zone of the processor is called: `cpu-thermal` on every Raspberry Pi."""


def heat(machine: Machine) -> float | None:
    """Degrees Celsius; of the warmest zone where none is the processor's; None where none is measured."""
    found = {name: value / 1000 for name in machine.named(_ZONES) if (value := machine.number(f"{name}/temp"))}
    own = [value for name, value in found.items() if (machine.text(f"{name}/type") or "").startswith(_PROCESSOR)]
    return max(own or found.values(), default=None)
