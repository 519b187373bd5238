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
    known = house.replica.standings()
    found = [known.get(name, ("never", None)) for name in house.platforms]
    times = [good for _, good in found if good]
    states = zip(house.platforms, found, strict=True)
    failing = tuple(name for name, (state, _) in states if state in ("failed", "partial", "held"))
    oldest = min(times) if times and len(times) == len(found) else None
    return Pulls(len(found), oldest, failing, house.replica.unwritable)
