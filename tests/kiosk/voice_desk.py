"""A reader with the real voice, and what it posts, for tests of what is said when."""

from collections.abc import Iterator
from queue import Queue
from threading import Lock
from typing import TypeVar

from textual.message import Message

from kiosk.sound_settings import SoundSettings
from kiosk.voice.engine import Speech, Trouble
from kiosk.voice.espeak import Espeak
from kiosk.voice.messages import ReadingEnded, ReadingOn
from kiosk.voice.reader import Reader
from tests.kiosk.voice_sound import WAIT_S, children

M = TypeVar("M", bound=Message)


class Counting:
    """The real voice; it counts how many speak at once, and keeps what was said through which device."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, int]] = []
        self.at_once = self.most = 0
        self._lock, self._espeak = Lock(), Espeak()

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        with self._lock:
            self.said.append((text, device, pace))
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        return _Counted(self._espeak.say(text, language, pace, device), self)

    def over(self) -> None:
        with self._lock:
            self.at_once -= 1


class _Counted:
    def __init__(self, speech: Speech, counting: Counting) -> None:
        self._speech, self._counting = speech, counting

    def wait(self) -> Trouble | None:
        try:
            return self._speech.wait()
        finally:
            self._counting.over()

    def stop(self) -> None:
        self._speech.stop()


class Desk:
    """A reader and what it posts."""

    def __init__(self, settings: SoundSettings) -> None:
        self.engine = Counting()
        self.posted: Queue[Message] = Queue()
        self.reader = Reader(settings, self.engine, self.posted.put)
        self.reader.start()

    def next(self, kind: type[M]) -> M:
        """The next message, which must be of this kind."""
        message = self.posted.get(timeout=WAIT_S)
        assert isinstance(message, kind), message
        return message

    def whole(self) -> list[str]:
        """All that is read until it ends."""
        told = []
        while isinstance(message := self.posted.get(timeout=WAIT_S), ReadingOn):
            told.append(message.utterance.text)
        assert isinstance(message, ReadingEnded), message
        return told


def desk_of(settings: SoundSettings) -> Iterator[Desk]:
    """For a fixture: a reader that is closed in the end, and what every reading must keep."""
    desk = Desk(settings)
    yield desk
    desk.reader.close()
    assert children() == {}
    assert desk.engine.most <= 1, "two voices at once"
