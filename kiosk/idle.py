"""Whether somebody is still there: who does not answer is signed out, and nothing is shown meanwhile (A16)."""

from collections.abc import Callable

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
