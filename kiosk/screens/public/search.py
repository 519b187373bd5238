"""Search while typing: letters below, what was found above."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Builder, Page
from kiosk.screens.public.cards import card
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.keyboard import Keyboard, lay_keys, show_keys
from kiosk.screens.steps import Open, Stay, Step
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap

LONGEST = 40
"""Letters that can be typed: the longest German place names and compounds have fewer."""


class Search(Page):
    """On small grids keys and results take turns: "Treffer" shows what was found, "Zurück" the keys again."""

    name = "search"

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.keys_at = 0
        self.reading = False

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        keyboard = lay_keys(frame)
        build.way_back()
        build.title(house.words.say("Search: {text}").format(text=f"{self.text}▏"))
        if not frame.small:
            self._results(build, keyboard.room)
        elif self.reading:
            self._results(build, frame.main)
        else:
            build.buttons.append(self._hits(build))
        if not (frame.small and self.reading):
            show_keys(build, keyboard, self.keys_at % keyboard.pages)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":", 1):
            case ["key", key]:
                return self._key(key, lay_keys(frame))
            case ["item", item]:
                return Open(Detail(item))
            case ["hits"]:
                self.reading = True
                return Stay()
            case ["back"] if frame.small and self.reading:
                self.reading = False
                return Stay()
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main if frame.small else lay_keys(frame).room))

    def typed(self, house: House, letter: str) -> Step | None:
        self.text = self.text[:-1] if letter == "\b" else (self.text + letter)[:LONGEST]
        return Stay()

    def _key(self, key: str, keyboard: Keyboard) -> Step:
        if key == "more":
            self.keys_at = (self.keys_at + 1) % keyboard.pages
        elif key == "delete":
            self.text = self.text[:-1]
        else:
            self.text = (self.text + (" " if key == "space" else key))[:LONGEST]
        self.at = self.at if key == "more" else 0
        return Stay()

    def _results(self, build: Builder, room: Rect) -> None:
        """Cards for what was found; one more than fits is asked for, to know whether there is more."""
        house, places = build.house, build.frame.bands(room)
        found = house.replica.search(self.text, house.now(), self.at, len(places) + 1)
        for item, place in zip(found, places, strict=False):
            build.buttons.append(card(house, item, place))
        if not found:
            build.said(wrap(self._nothing(house), room.w), room)
        build.controls(earlier=self.at > 0, further=len(found) > len(places))

    def _nothing(self, house: House) -> str:
        _ = house.words.say
        if not self.text.strip():
            return _("Type the first letters of a word.")
        return _("Nothing was found for “{text}”. Try fewer letters.").format(text=self.text.strip())

    def _hits(self, build: Builder) -> Button:
        place = build.frame.slots[2]
        return Button(place, "hits", (build.house.words.say("Hits"),), Look.ACTION)
