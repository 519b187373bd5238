"""One sentence to read, and "Zurück": what could not be done for a visitor."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import message, numbered
from kiosk.widgets.view import View


class Told(Page):
    """`about` is a word or two of what it is about."""

    name = "told"

    def __init__(self, about: str, sentence: str) -> None:
        self._about, self._sentence = about, sentence

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        self.at, pages = message(build, frame.reading, [self._sentence], self.at)
        build.title(*numbered(house.words, self._about, self.at, pages), reading=True)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages)
        return build.view()
