"""How old the contents are that residents read."""

from datetime import datetime

import msgspec

from kiosk.house import House


class Pulls(msgspec.Struct, frozen=True):
    """What was read of the platforms in the settings."""

    wanted: int
    """How many platforms are read."""
    last_good: datetime | None
    """When the one that was read longest ago was last read whole; None as long as one never was."""
    failing: tuple[str, ...] = ()
    """Names of those whose last round did not read them whole."""
    unwritable: bool = False
    """Whether the replica stands on a disk that takes nothing (R15, R16)."""


def pulls(house: House) -> Pulls:
    """Belongs to the thread of the house's replica. Raises `Unstorable`."""
    states = {state.name: state for state in house.replica.platforms(house.now())}
    found = [states.get(name) for name in house.platforms]
    times = [state.last_good for state in found if state and state.last_good]
    failing = tuple(state.name for state in found if state and state.state in ("failed", "partial", "held"))
    whole = len(times) == len(found)
    return Pulls(len(found), min(times, default=None) if whole else None, failing, house.replica.unwritable)
