"""What the reader tells the screen; each message names its reading, for an old one may still be on its way."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.voice.engine import Trouble
from kiosk.voice.script import Utterance


@dataclass
class ReadingOn(Message):
    """This is being said now."""

    reading: int
    """As `Reader.reading` counts them."""
    utterance: Utterance
    at: int
    """Which one of the reading it is, from 0."""
    of: int


@dataclass
class ReadingEnded(Message):
    """All of it was said."""

    reading: int


@dataclass
class ReadingFailed(Message):
    """Nothing is to be heard; the rest of the reading is dropped."""

    reading: int
    trouble: Trouble
