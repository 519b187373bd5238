"""What the terminal can do besides showing: change the size of its type, and read aloud."""

from typing import TYPE_CHECKING, Protocol

import msgspec

from kiosk.house import House
from kiosk.resizing import Resizer, following
from kiosk.screens.page import Page
from kiosk.visitor import PACES
from kiosk.voice.hearing import COVER, hearing
from kiosk.widgets.view import Button, View

if TYPE_CHECKING:
    from kiosk.voice.reader import Reader


class Senses(Protocol):
    """Carries out what pages ask for; the walk knows no more of it."""

    @property
    def fresh(self) -> bool:
        """Whether nobody who is still here asked for another size of type."""
        ...

    def resize(self) -> None:
        """The next size of type; behind the largest comes the smallest."""
        ...

    def hear(self, what: str) -> None:
        """Read aloud, or stop: `toggle`, `again`, `slower`, `faster`."""
        ...

    def leave(self) -> None:
        """Nobody is there any more: silence, and back to the size of the settings."""
        ...


class BodySenses:
    """For a terminal that has either of both, or none: its pages offer only what is there."""

    def __init__(self, house: House, resizer: Resizer | None = None, reader: "Reader | None" = None) -> None:
        self._house, self._resizer, self._reader = house, resizer, reader
        house.size, house.speaks = resizer.start_size if resizer else None, reader is not None
        self._read: tuple[object, ...] = ()
        self._resized = False

    def start(self) -> None:
        """Begin with the size of the settings, and in silence."""
        if self._resizer:
            self._resizer.start()
        if self._reader:
            self._reader.start()

    def stop(self) -> None:
        """The terminal ends: no process is left."""
        if self._reader:
            self._reader.close()
        if self._resizer:
            self._resizer.stop()

    @property
    def fresh(self) -> bool:
        """Whether nobody who is still here asked for another size of type."""
        return not self._resized

    def resize(self) -> None:
        """The next size of type."""
        if self._resizer:
            self._resized = True
            self._resizer.set(following(self._resizer))
            self._house.size = self._resizer.current

    def leave(self) -> None:
        """Silence, and back to the size of the settings; what refuses is asked again when the next visitor goes."""
        self._read, self._resized = (), False
        if self._reader:
            self._reader.forget()
        if self._resizer and self._resizer.current is not self._resizer.start_size:
            self._resizer.set(self._resizer.start_size)
            self._house.size = self._resizer.start_size

    def hear(self, what: str) -> None:
        """Whatever is asked for but silence also begins to listen; `drawn` then reads the page."""
        visitor = self._house.visitor
        if self._reader is None:
            return
        if what in ("slower", "faster"):
            pace = visitor.pace + (1 if what == "faster" else -1)
            visitor.pace = min(max(pace, PACES[0]), PACES[-1])
            self._reader.set_pace(visitor.pace)
        visitor.listening = what != "toggle" or not visitor.listening
        self._read = ()
        if not visitor.listening:
            self._reader.stop()

    def reads(self, reading: int) -> bool:
        """Whether a message about this reading is about what is wanted now."""
        return self._reader is not None and self._house.visitor.listening and self._reader.reading == reading

    def silent(self) -> None:
        """Nothing is to be heard here: pages are not read any more."""
        self._house.visitor.listening = False

    def unsuited(self, page: Page, view: View) -> View:
        """The page without what does nothing on it: nobody listens to what is private without headphones (A25)."""
        if self._reader is None or not self._reader.is_mute(hearing(page, view)):
            return view
        return msgspec.structs.replace(view, buttons=tuple(one for one in view.buttons if one.action != "listen"))

    def drawn(self, page: Page, view: View) -> None:
        """A page came up: read it, while somebody listens; when something on it changes, only that."""
        shown, words = (view.name, page.at, self._house.words.language), self._house.words
        if self._reader is None or not self._house.visitor.listening:
            return
        if shown != self._read:
            self._read = shown
            self._reader.page(view, words, hearing(page, view))
        elif view.name != COVER:
            self._reader.change(view, words, hearing(page, view))

    def marked(self, page: Page, view: View, button: Button | None) -> None:
        """The keyboard's mark moved: say where it stands, so that three keys are enough without looking (A28)."""
        if self._reader and button and self._house.visitor.listening:
            self._reader.mark(button, self._house.words, hearing(page, view))
