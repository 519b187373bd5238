"""Joining a Wi-Fi network: as a connection file of NetworkManager, so that no passphrase is a word of a command."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..answers import Answer, Reason, Refused
from ..facts import only, passphrase, ssid
from ..nmcli import NMCLI, has_wifi, running
from ..system import Done, System, write_whole

NAME = "kiosk-wifi"
FILE = f"/etc/NetworkManager/system-connections/{NAME}.nmconnection"
JOIN_S = 45.0
"""Seconds until NetworkManager gives up; a slow router hands out an address after thirty."""
PLAIN = """\
[connection]
id={name}
type=wifi
autoconnect=true

[wifi]
mode=infrastructure
hidden={hidden}
ssid={ssid}

[ipv4]
method=auto

[ipv6]
method=auto
"""
LOCKED = """
[wifi-security]
key-mgmt=wpa-psk
psk={psk}
"""
"""`wpa-psk` stands for WPA2 and WPA3 (nm-settings(5))."""


def join(facts: Mapping[str, str], system: System) -> Answer:
    """`name` and `passphrase` (empty for an open network); `hidden` where the network does not tell its name.

    Where it does not work the connection of before is back.
    """
    only(facts, {"name", "passphrase"}, also=frozenset({"hidden"}))
    content = profile(ssid(facts["name"]), passphrase(facts["passphrase"]), hidden="hidden" in facts)
    if not running(system):
        raise Refused(Reason.NO_NETWORK_MANAGER)
    if not has_wifi(system):
        raise Refused(Reason.NO_WIFI)
    file = system.at(FILE)
    before = _content(file)
    write_whole(file, content, 0o600)
    system.tool(NMCLI, "radio", "wifi", "on")
    done = _up(system)
    if not done.well:
        _go_back(file, before, system)
        raise Refused(_reason(done))
    return Answer(done=True)


def profile(name: str, phrase: str, *, hidden: bool = False) -> str:
    """The connection file. The name stands there as numbers, for a key file has letters of its own meaning."""
    ssid_bytes = "".join(f"{byte};" for byte in name.encode())
    locked = LOCKED.format(psk=phrase.replace("\\", "\\\\").replace(" ", "\\s")) if phrase else ""
    return PLAIN.format(name=NAME, ssid=ssid_bytes, hidden="true" if hidden else "false") + locked


def _up(system: System) -> Done:
    system.tool(NMCLI, "connection", "reload")
    return system.tool(NMCLI, "--wait", f"{JOIN_S:.0f}", "connection", "up", "id", NAME, seconds=JOIN_S + 10)


def _content(file: Path) -> str | None:
    with suppress(FileNotFoundError):
        return file.read_text("utf-8")
    return None


def _go_back(file: Path, before: str | None, system: System) -> None:
    """As it was; nobody waits until the old network is there again."""
    if before is None:
        file.unlink(missing_ok=True)
        system.tool(NMCLI, "connection", "reload")
    else:
        write_whole(file, before, 0o600)
        system.tool(NMCLI, "connection", "reload")
        system.tool(NMCLI, "--wait", "0", "connection", "up", "id", NAME)


def _reason(done: Done) -> Reason:
    """By what nmcli says in English: its exit code is the same for all of these."""
    told = done.err.lower()
    if "secrets were required" in told or "802.1x" in told:
        return Reason.WIFI_REFUSED
    if "could not be found" in told or "no suitable device" in told:
        return Reason.WIFI_NOT_FOUND
    return Reason.FAILED
