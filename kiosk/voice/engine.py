"""What the reader needs of a voice, whichever it is."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

SPEEDS = {-1: 0.75, 0: 1.0, 1: 1.3}
"""How fast, against the usual speed; each step can be heard."""
PLAIN_LANGUAGE = 0.85
"""Leichte Sprache is read more slowly, at every pace."""


class Trouble(StrEnum):
    """Why nothing is to be heard."""

    NO_VOICE = "no voice"
    """The engine is not installed or cannot speak."""
    NO_SOUND = "no sound"
    """The sound device is not there, or another program holds it."""


class Mute(Exception):
    """The engine cannot begin at all."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble)


class Speech(Protocol):
    """One utterance that is being said."""

    def wait(self) -> Trouble | None:
        """Say it to its end, or until `stop`; None when nothing went wrong."""

    def stop(self) -> None:
        """Silence at once, from any thread; more than once does no harm."""


class Engine(Protocol):
    """Begins utterances; it keeps nothing between them."""

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        """Begin to say a text through a sound device (its ALSA name). `language` is a code of
        `kiosk.words.LANGUAGES`, `pace` one of `kiosk.visitor.PACES`. Raises Mute."""


def speed(usual: int, pace: int, language: str) -> float:
    """How fast a voice is to speak, against its own speed; `usual` is the pace of the settings, on which the
    visitor's builds."""
    return SPEEDS[usual] * SPEEDS[pace] * (PLAIN_LANGUAGE if language.endswith("@leicht") else 1.0)


def player(device: str, *form: str) -> Sequence[str]:
    """The command that plays what it gets; a device that is held elsewhere is an error at once, not a wait."""
    return ("aplay", "--quiet", "--nonblock", f"--device={device}", *form)
