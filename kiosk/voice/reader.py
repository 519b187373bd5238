"""The thread that reads aloud: one voice at a time, and silence as soon as anything else is wanted."""

import threading
from collections.abc import Iterable
from functools import partial

import msgspec

from kiosk.sound_settings import SoundSettings
from kiosk.voice.engine import Engine, Mute, Speech, Trouble
from kiosk.voice.hearing import Hearing
from kiosk.voice.messages import ReadingEnded, ReadingFailed, ReadingOn
from kiosk.voice.reading import spoken
from kiosk.voice.script import Utterance, announced, news, script
from kiosk.voice.signs import has_words
from kiosk.widgets.view import Button, View
from kiosk.words import Words
from kiosk.workers import Post, guarded

VOICE = "voice"
"""The thread, as the log and `WorkerCrashed` name it."""
END_S = 2.0
"""Longest wait at the program's end for the processes that were killed, seconds."""


class _Wanted(msgspec.Struct, frozen=True):
    """What is to be said."""

    reading: int
    utterances: tuple[Utterance, ...]
    device: str
    at: int = 0


class Reader:
    """All methods are for the screen's thread and return at once; messages tell how far the reading is."""

    def __init__(self, settings: SoundSettings, engine: Engine, post: Post) -> None:
        self._settings, self._engine, self._post = settings, engine, post
        self._changed = threading.Condition()
        self._wanted: _Wanted | None = None
        self._page: tuple[Utterance, ...] = ()
        self._device: str | None = None
        self._speech: Speech | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=VOICE, daemon=True)
        self.pace = 0
        self.reading = 0
        """Counts what was asked for; a message of another reading is an old one."""

    def start(self) -> None:
        """Begin to wait for pages."""
        self._thread.start()

    def is_mute(self, hearing: Hearing) -> bool:
        """Whether nothing of such a page can be heard here."""
        return self._device_for(hearing) is None

    def page(self, view: View, words: Words, hearing: Hearing) -> None:
        """Read a page from its beginning in place of all else; silence where it must not be heard."""
        self._page, self._device = script(view, words), self._device_for(hearing)
        self.again()

    def change(self, view: View, words: Words, hearing: Hearing) -> None:
        """The same page with something else on it: say only what is new; where nothing is, go on."""
        fresh = news(view, words, self._page)
        self._page, self._device = script(view, words), self._device_for(hearing)
        if fresh:
            self._say(fresh, self._device)

    def mark(self, button: Button, words: Words, hearing: Hearing) -> None:
        """Say on which button the keyboard's mark stands, in place of all else."""
        self._say(announced(words, button), self._device_for(hearing))

    def again(self) -> None:
        """Read the same page once more from its beginning."""
        self._say(self._page, self._device)

    def set_pace(self, pace: int) -> None:
        """Go on at another pace, from the beginning of what is being said; `pace` is one of `kiosk.visitor.PACES`."""
        with self._changed:
            self.pace = pace
            wanted = self._wanted
        if wanted:
            self._say(wanted.utterances, wanted.device, wanted.at)

    def stop(self) -> None:
        """Silence."""
        self._say((), None)

    def forget(self) -> None:
        """Silence, and nothing is left of the page; the pace is the usual one."""
        self._page, self._device = (), None
        self.stop()
        self.pace = 0

    def close(self) -> None:
        """The program ends: no process is left."""
        with self._changed:
            self._ended = True
            self._want(None)
        if self._thread.is_alive():
            self._thread.join(END_S)

    def _device_for(self, hearing: Hearing) -> str | None:
        """What is for everyone goes to the headphones where there is no loudspeaker."""
        match hearing:
            case Hearing.EVERYONE:
                return self._settings.device or self._settings.headphones
            case Hearing.HEADPHONES:
                return self._settings.headphones
        return None

    def _say(self, utterances: Iterable[Utterance], device: str | None, at: int = 0) -> None:
        several = tuple(utterances)
        with self._changed:
            self.reading += 1
            self._want(_Wanted(self.reading, several, device, at) if several and device else None)

    def _want(self, wanted: _Wanted | None) -> None:
        """Under the lock: no other speech can begin between the end of the old one and this."""
        self._wanted = wanted
        if self._speech:
            self._speech.stop()
        self._changed.notify()

    def _run(self) -> None:
        while self._one_reading():
            pass

    def _one_reading(self) -> bool:
        """A call of its own, so that the thread holds nothing of what was read while it waits; False at the end."""
        wanted = self._next()
        if wanted is None:
            return False
        guarded(VOICE, partial(self._read, wanted), self._post)
        return True

    def _next(self) -> _Wanted | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._wanted)
            return None if self._ended else self._wanted

    def _read(self, wanted: _Wanted) -> None:
        """Say one after the other, until the end or until something else is wanted."""
        try:
            for at in range(wanted.at, len(wanted.utterances)):
                if trouble := self._one(wanted, at):
                    self._tell(wanted, ReadingFailed(wanted.reading, trouble))
                    return
            self._tell(wanted, ReadingEnded(wanted.reading))
        finally:
            with self._changed:
                if self._wanted and self._wanted.reading == wanted.reading:
                    self._wanted = None

    def _one(self, wanted: _Wanted, at: int) -> Trouble | None:
        """Say one utterance, unless something else is wanted by now."""
        utterance = wanted.utterances[at]
        text = spoken(utterance.text, utterance.language)
        if not has_words(text):
            return None
        with self._changed:
            if self._wanted is None or self._wanted.reading != wanted.reading:
                return None
            self._wanted = msgspec.structs.replace(wanted, at=at)
            self._post(ReadingOn(wanted.reading, utterance, at, len(wanted.utterances)))
            try:
                self._speech = self._engine.say(text, utterance.language, self.pace, wanted.device)
            except Mute as mute:
                return mute.trouble
        trouble = self._speech.wait()
        with self._changed:
            self._speech = None
        return trouble

    def _tell(self, wanted: _Wanted, message: ReadingEnded | ReadingFailed) -> None:
        with self._changed:
            if self._wanted and self._wanted.reading == wanted.reading:
                self._post(message)
