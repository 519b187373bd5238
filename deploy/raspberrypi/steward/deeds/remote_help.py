"""Remote help for one hour: an SSH server of its own, which shows status and log and lets nobody change anything."""

import json
from collections.abc import Mapping
from pathlib import Path

from ..answers import Answer, Reason, Refused
from ..facts import none
from ..helper_keys import usable
from ..system import System, write_whole
from .network import look

UNIT = "kiosk-help.service"
GIVEN = "/etc/kiosk/helpers.keys"
"""Public keys of helpers, one a line. The program's user may write there, so each line is looked at."""
TAKEN = "/run/kiosk-help/keys"
"""What the server reads: the good lines, with no right but to log in."""
HOST_KEY = "/opt/kiosk/help/ssh_host_ed25519_key"
"""Stays the same, so that a helper knows the terminal again; only root may read it."""
STATE = "/run/kiosk-steward/help.json"
"""For the desk's page; `kiosk-help.service` takes it away when it ends."""
HOUR_S = 3600
PORT = 2022
"""Not 22, where an SSH server of the system may listen."""


def switch_on(facts: Mapping[str, str], system: System) -> Answer:
    """For a whole hour from now on; answers `fingerprint`, `address`, `port` and `left_s`.

    Raises `Refused` while nobody has given a key.
    """
    none(facts)
    keys = usable(system.at(GIVEN))
    if not keys:
        raise Refused(Reason.NO_KEYS)
    fingerprint = _fingerprint(system)
    _systemctl("stop", system)  # an hour that still runs would take the new keys away as it ends
    system.at(TAKEN).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    write_whole(system.at(TAKEN), "".join(f"restrict {key}\n" for key in keys), 0o644)
    _systemctl("start", system)
    told = {"fingerprint": fingerprint, "address": look({}, system).facts["address"], "port": str(PORT)}
    until = system.monotonic() + HOUR_S
    write_whole(system.at(STATE), json.dumps(told | {"until_s": until}), 0o644)
    return Answer(done=True, facts=told | {"left_s": str(HOUR_S)})


def switch_off(facts: Mapping[str, str], system: System) -> Answer:
    """Whoever is looking in at the moment is cut off."""
    none(facts)
    _systemctl("stop", system)
    system.at(STATE).unlink(missing_ok=True)
    return Answer(done=True)


def _systemctl(verb: str, system: System) -> None:
    if not system.tool("/usr/bin/systemctl", verb, UNIT).well:
        raise Refused(Reason.FAILED)


def _fingerprint(system: System) -> str:
    """Of the host key, `SHA256:…`; the key is made when it is first needed."""
    key = system.at(HOST_KEY)
    if not key.exists():
        key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(key, system)
    done = system.tool("/usr/bin/ssh-keygen", "-l", "-E", "sha256", "-f", f"{key}.pub")
    words = done.out.split()
    if not done.well or len(words) < 2:
        raise Refused(Reason.FAILED)
    return words[1]


def _make(key: Path, system: System) -> None:
    """Under another name first: a key that was half written when the power failed would never be made again."""
    draft = key.with_name("draft")
    draft.unlink(missing_ok=True)
    words = ("-q", "-t", "ed25519", "-N", "", "-C", "kiosk-help", "-f", str(draft))
    if not system.tool("/usr/bin/ssh-keygen", *words).well:
        raise Refused(Reason.FAILED)
    draft.with_suffix(".pub").replace(f"{key}.pub")
    draft.replace(key)
