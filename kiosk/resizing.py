"""What changes the size of type while the terminal runs: what it offers, and what it tells the screen."""

from dataclasses import dataclass
from typing import Protocol

from textual.message import Message

from kiosk.type_size import Size
from kiosk.words import Words


@dataclass
class Resized(Message):
    """The size that was asked for is there; the new grid comes by itself."""

    size: Size


@dataclass
class NotResized(Message):
    """The size stays as it was; the log says why."""

    size: Size
    """The size that stays."""


class Resizer(Protocol):
    """A way to change the size; nothing of it waits in the event loop."""

    @property
    def sizes(self) -> tuple[Size, ...]:
        """What can be had here, the smallest first; two or more."""
        ...

    @property
    def current(self) -> Size:
        """What was last asked for, unless it failed."""
        ...

    @property
    def start_size(self) -> Size:
        """The size of the settings, for the next visitor."""
        ...

    def start(self) -> None:
        """Begin with the size of the settings."""
        ...

    def set(self, size: Size) -> None:
        """Ask for another size. `Resized` or `NotResized` is posted; of several the last one counts."""
        ...

    def stop(self) -> None:
        """The terminal ends."""
        ...


def following(resizer: Resizer) -> Size:
    """The next larger size, behind the largest the smallest."""
    at = resizer.sizes.index(resizer.current)
    return resizer.sizes[(at + 1) % len(resizer.sizes)]


def size_word(words: Words, size: Size) -> str:
    """What the size is called on the screen."""
    _ = words.say
    match size:
        case Size.NORMAL:
            return _("Normal")
        case Size.LARGE:
            return _("Large")
        case Size.VERY_LARGE:
            return _("Very large")


def not_resized(words: Words) -> str:
    """What a visitor is told when the size could not be changed."""
    return words.say("The letters stay as they are. Please tell the office.")
