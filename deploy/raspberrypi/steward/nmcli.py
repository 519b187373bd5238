"""NetworkManager, which looks after the network of Raspberry Pi OS, by its command."""

import re

from .system import System

NMCLI = "/usr/bin/nmcli"
_CELL = re.compile(r"((?:\\.|[^:\\])*)(?::|$)")
"""Up to the next colon that has no backslash before it (nmcli(1), --terse)."""


def cells(row: str) -> list[str]:
    """One row of `nmcli -t`, without its backslashes."""
    found = [re.sub(r"\\(.)", r"\1", cell) for cell in _CELL.findall(row)]
    return found if row.endswith(":") else found[:-1]


def running(system: System) -> bool:
    """Whether it looks after the network here."""
    return system.tool(NMCLI, "-t", "-f", "RUNNING", "general").out.strip() == "running"


def has_wifi(system: System) -> bool:
    """Whether the machine has a radio for Wi-Fi."""
    rows = system.tool(NMCLI, "-t", "-f", "TYPE", "device").out.splitlines()
    return "wifi" in rows
