"""Search while typing: letters below, what was found above."""

from collections.abc import Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.keyboard import Keyboard, lay_keys, show_keys
from kiosk.screens.page import Page
from kiosk.screens.public.cards import card
from kiosk.screens.public.detail import Detail
from kiosk.screens.sheet import message
from kiosk.screens.steps import Open, Stay, Step
from kiosk.widgets.view import Rect, View
from sync.records import StoredItem

LONGEST = 40
"""Letters that can be typed: the longest German place names and compounds have fewer."""
COUNTED = 99
"""Hits that are counted on small grids; more are "99+"."""


class Search(Page):
    """On small grids keys and results take turns: "Treffer" shows what was found, "Zurück" the keys again."""

    name = "search"

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.range = ""
        self.reading = False

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        keyboard = lay_keys(frame)
        build.way_back()
        if not frame.small:
            self._results(build, keyboard.room)
        elif self.reading:
            self._results(build, frame.main)
        else:
            build.title(*_titles(house, self.text))
            self._hits(build)
        if not (frame.small and self.reading):
            show_keys(build, keyboard, self.range)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":", 1):
            case ["key", key]:
                return self._key(key, lay_keys(frame))
            case ["range", letters]:
                self.range = letters
                return Stay()
            case ["item", item]:
                return Open(Detail(item))
            case ["hits"]:
                self.reading = True
                return Stay()
            case ["back"] if frame.small and (self.reading or self.range):
                self.reading, self.range, self.at = False, "", 0
                return Stay()
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main if frame.small else lay_keys(frame).room))

    def typed(self, house: House, letter: str) -> Step | None:
        self.text = self.text[:-1] if letter == "\b" else (self.text + letter)[:LONGEST]
        self.at = 0
        return Stay()

    def _key(self, key: str, keyboard: Keyboard) -> Step:
        if key == "delete":
            self.text = self.text[:-1]
        else:
            self.text = (self.text + (" " if key == "space" else key))[:LONGEST]
        self.at = 0
        if keyboard.ranged:
            self.range = ""
        return Stay()

    def _results(self, build: Builder, room: Rect) -> None:
        """Cards for what was found; one more than fits is asked for, to know whether there is more."""
        house, places = build.house, build.frame.bands(room)
        found = self._found(house, len(places) + 1)
        for item, place in zip(found, places, strict=False):
            build.buttons.append(card(house, item, place))
        if not found:
            message(build, build.frame.reading if build.frame.small else room, [self._nothing(house)])
        build.title(*_titles(house, self.text), reading=not found)
        build.controls(earlier=self.at > 0, further=len(found) > len(places))

    def _found(self, house: House, most: int) -> Sequence[StoredItem]:
        return house.replica.search(self.text, house.now(), self.at, most)

    def _nothing(self, house: House) -> str:
        _ = house.words.say
        if not self.text.strip():
            return _("Type the first letters of a word.")
        return _("Nothing was found for “{text}”. Try fewer letters.").format(text=self.text.strip())

    def _hits(self, build: Builder) -> None:
        """The way to the results where the keys leave no room for them, in the place of "Weiter": it says how many."""
        words = build.house.words
        count = len(self._found(build.house, COUNTED + 1))
        number = f"{COUNTED}+" if count > COUNTED else str(count)
        lines = (words.say("Hits"), number) if self.text.strip() else (words.say("Hits"),)
        build.ahead("hits", *lines)


def _titles(house: House, text: str) -> list[str]:
    """What was typed; of a long text its end, which is where one types."""
    title = house.words.say("Search: {text}")
    return [title.format(text=f"{text[cut:]}▏") for cut in range(len(text) + 1)]
