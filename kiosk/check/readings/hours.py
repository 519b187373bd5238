"""What the clock says of itself."""

from datetime import datetime

import msgspec

from sync.clock import Clock, Trust


class Hours(msgspec.Struct, frozen=True):
    """The wall clock."""

    now: datetime
    """Aware, in the centre's zone; never below what was stored (R11)."""
    trust: Trust
    behind: bool
    """Whether the machine tells an earlier time than what was stored: it lost its time."""
    vouched: bool = False
    """Whether staff said since the start that the date is right (R10)."""

    @property
    def sure(self) -> bool:
        """Whether ages and dates may be told."""
        return not self.behind


def hours(clock: Clock, now: datetime) -> Hours:
    """`clock` also knows where its time comes from, where it is the machine's."""
    trust = getattr(clock, "trust", Trust.UNTRUSTED)
    return Hours(now, trust, behind=not clock.trusted)
