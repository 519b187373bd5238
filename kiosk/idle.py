"""Whether somebody is still there: who does not answer is signed out, and nothing is shown meanwhile (A16)."""

from collections.abc import Callable
from enum import Enum, auto

PRESENT_S = 45.0
"""Without a touch for so long, what only staff may see is covered."""
ANSWER_S = 60.0
"""How long the question "Are you still there?" stands, as often as it is needed."""


class Cover:
    """Lies over personal and half-filled pages while nobody answers."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._since: float | None = None

    @property
    def on(self) -> bool:
        """Whether the page is hidden."""
        return self._since is not None

    @property
    def left_s(self) -> float:
        """Seconds that are left to answer; 0 when they are over."""
        return max(0.0, ANSWER_S - (self._monotonic() - self._since)) if self._since is not None else ANSWER_S

    def put(self) -> None:
        """Hide the page from now on."""
        self._since = self._monotonic()

    def lift(self) -> None:
        """Somebody answered, or there is nothing left to hide."""
        self._since = None


class Due(Enum):
    """What the time without a touch asks for."""

    COVER = auto()
    """The question "Are you still there?", which has just been put or stands already."""
    LOCK = auto()
    """Nobody answered it."""
    LEAVE = auto()
    """The start page for the next visitor."""
    ATTRACT = auto()
    """The hour and what is on today."""


class Patience:
    """Knows the times; `idle_s` and `attract_s` are those of the settings, `attract_s` 0 for never."""

    def __init__(self, cover: Cover, idle_s: float, attract_s: float) -> None:
        self._cover, self._idle_s = cover, idle_s
        self._attract_s = max(attract_s, idle_s) if attract_s else None

    def due(self, quiet_s: float, *, private: bool, fresh: bool) -> Due | None:
        """What to do after so many seconds; `fresh`: all is as everyone finds it already."""
        if self._cover.on:
            return Due.COVER if self._cover.left_s else Due.LOCK
        if private:
            if quiet_s < PRESENT_S:
                return None
            self._cover.put()
            return Due.COVER
        if quiet_s >= self._idle_s and not fresh:
            return Due.LEAVE
        return Due.ATTRACT if self._attract_s is not None and quiet_s >= self._attract_s else None
