"""Restarting the machine, and switching it off."""

import os
from collections.abc import Mapping

from ..answers import Answer, Reason, Refused
from ..facts import none
from ..system import System


def restart(facts: Mapping[str, str], system: System) -> Answer:
    """Down and up again; the answer is there before the machine goes."""
    none(facts)
    return _go("reboot", system)


def power_off(facts: Mapping[str, str], system: System) -> Answer:
    """Down, until somebody pulls the plug and puts it back."""
    none(facts)
    return _go("poweroff", system)


def _go(verb: str, system: System) -> Answer:
    """`--no-block`, for the manager would wait for this very program."""
    os.sync()
    if not system.tool("/usr/bin/systemctl", "--no-block", verb).well:
        raise Refused(Reason.FAILED)
    return Answer(done=True)
