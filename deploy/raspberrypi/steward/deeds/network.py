"""How the machine is connected, and which Wi-Fi networks it receives."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..answers import Answer
from ..facts import only
from ..nmcli import NMCLI, cells
from ..system import System

NETWORKS_MOST = 20
"""Networks that are named: in a block of flats there are a hundred."""
SCAN_S = 25.0
"""Seconds that looking for networks may take: a slow radio needs fifteen."""


def look(facts: Mapping[str, str], system: System) -> Answer:
    """Answers `kind` (cable, wifi or none), `address`, `wifi` and `signal` (percent); with the fact `scan` also
    `networks`, a name a line, the strongest first.
    """
    only(facts, set(), also=frozenset({"scan"}))
    device, address = _device(system)
    wireless = bool(device) and system.at(f"/sys/class/net/{device}/wireless").exists()
    told = {"kind": "wifi" if wireless else "cable" if device else "none", "address": address}
    if wireless or "scan" in facts:
        told |= _wifi(system, scan="scan" in facts)
    return Answer(done=True, facts=told)


def _device(system: System) -> tuple[str, str]:
    """Name and address of the device by which the machine is reached; empty where there is none."""
    addresses = {
        str(link.get("ifname")): str(one.get("local"))
        for link in _told(system, "address")
        for one in link.get("addr_info", ())
        if one.get("scope") == "global"
    }
    real = [name for name in addresses if system.at(f"/sys/class/net/{name}/device").exists()]
    ways = [str(way.get("dev")) for way in _told(system, "route", "show", "default")]
    found = next((name for name in [*ways, *real] if name in real), "")
    return found, addresses.get(found, "")


def _told(system: System, *what: str) -> list[dict[str, Any]]:
    """An answer of ip(8); nothing where it has none."""
    done = system.tool("/usr/sbin/ip", "-4", "-json", *what)
    try:
        told = json.loads(done.out) if done.well else []
    except ValueError:
        return []
    return [row for row in told if isinstance(row, dict)]


def _wifi(system: System, *, scan: bool) -> dict[str, str]:
    """A radio that was never used on Raspberry Pi OS is blocked until somebody switches it on."""
    if scan:
        system.tool(NMCLI, "radio", "wifi", "on")
    words = ("-t", "-f", "IN-USE,SIGNAL,SSID", "device", "wifi", "list", "--rescan", "yes" if scan else "no")
    done = system.tool(NMCLI, *words, seconds=SCAN_S)
    rows = [row for row in map(cells, done.out.splitlines()) if len(row) == 3 and row[2] and row[1].isdigit()]
    rows.sort(key=lambda row: -int(row[1]))
    used = next((row for row in rows if row[0] == "*"), None)
    told = {"wifi": used[2], "signal": used[1]} if used else {}
    return told | {"networks": "\n".join(_once(row[2] for row in rows))} if scan else told


def _once(names: Iterable[str]) -> list[str]:
    """Each name once; those that could not be typed or shown are left out."""
    return [name for name in dict.fromkeys(names) if name.isprintable()][:NETWORKS_MOST]
