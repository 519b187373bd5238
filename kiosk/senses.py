"""What the terminal can do besides showing: change the size of its type, and read aloud."""

from typing import Protocol


class Senses(Protocol):
    """Carries out what pages ask for; the walk knows no more of it."""

    @property
    def fresh(self) -> bool:
        """Whether the type has the size of the settings."""
        ...

    def resize(self) -> None:
        """The next size of type."""
        ...

    def hear(self, what: str) -> None:
        """Read aloud, or stop: `toggle`, `again`, `slower`, `faster`."""
        ...

    def leave(self) -> None:
        """Nobody is there any more: stop reading, and back to the size of the settings."""
        ...


class NoSenses:
    """A terminal that can do neither: its pages do not offer it."""

    fresh = True

    def resize(self) -> None:
        """Nothing."""

    def hear(self, what: str) -> None:
        """Nothing."""

    def leave(self) -> None:
        """Nothing."""
