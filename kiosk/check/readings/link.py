"""Whether a cable or a Wi-Fi is connected, and whether it leads anywhere."""

import msgspec

from kiosk.check.readings.machine import Machine

_NETS = "sys/class/net"
_ETHERNET = 1
"""ARPHRD_ETHER: cables and Wi-Fi; tunnels and the loopback have other numbers."""
_V6_DEFAULT = "0" * 32


class Link(msgspec.Struct, frozen=True):
    """What is connected now."""

    cable: bool
    wifi: bool
    routed: bool
    """Whether there is a way out of the own network."""


def link(machine: Machine) -> Link | None:
    """None where the system does not tell. Nobody outside is asked: that would be calling home (R8)."""
    nets = [name.rpartition("/")[2] for name in machine.named(f"{_NETS}/*")]
    if not nets:
        return None
    up = [name for name in nets if _up(machine, name)]
    wifi = [name for name in up if any(machine.has(f"{_NETS}/{name}/{mark}") for mark in ("wireless", "phy80211"))]
    return Link(cable=len(up) > len(wifi), wifi=bool(wifi), routed=_routed(machine))


def _up(machine: Machine, name: str) -> bool:
    """A plugged-in cable and a joined Wi-Fi have a carrier; bridges of virtual machines do not count."""
    at = f"{_NETS}/{name}"
    if machine.number(f"{at}/type") != _ETHERNET or machine.has(f"{at}/bridge"):
        return False
    return machine.number(f"{at}/carrier") == 1


def _routed(machine: Machine) -> bool:
    four = [line.split() for line in (machine.text("proc/net/route") or "").splitlines()[1:]]
    six = [line.split() for line in (machine.text("proc/net/ipv6_route") or "").splitlines()]
    return any(row[1:2] == ["00000000"] for row in four) or any(
        row[0:2] == [_V6_DEFAULT, "00"] and row[-1] != "lo" for row in six
    )
