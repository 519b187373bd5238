"""A page broke: a sentence that tells nothing of it, and the start page comes back by itself."""

from kiosk.frame import TEXT_W, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import message, numbered
from kiosk.widgets.bidi import visual
from kiosk.widgets.view import View
from kiosk.widgets.wrap import fit, wrap
from kiosk.words import Words

STAYS_S = 20.0
"""How long it stands unless somebody touches "Start": no page leaves sooner (A16)."""


class Stumbled(Page):
    """It knows nothing of what broke, so it can show nothing of it (R24)."""

    name = "stumbled"

    def view(self, house: House, frame: Frame) -> View:
        if self.expires_at is None:
            self.expires_at = house.clock.monotonic() + STAYS_S
        build = Builder(house, frame, self.name)
        build.way_back()
        self.at, pages = message(build, frame.reading, [sorry(house.words)], self.at)
        build.title(*numbered(house.words, house.words.say("One moment …"), self.at, pages), reading=True)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages)
        return build.view()


def sorry(words: Words) -> str:
    """What a visitor is told of any failure."""
    return words.say("Something went wrong. The start page will be back in a moment.")


def bare(sentence: str, words: Words, cols: int, rows: int) -> list[str]:
    """A sentence as plain rows from the top of a screen, while no program draws pages; an unknown grid is 80x25."""
    cols, rows = (cols, rows) if cols and rows else (80, 25)
    said = [visual(line, page=words.leftward) for line in wrap(sentence, max(1, min(cols - 2, TEXT_W)))]
    return ([""] * ((rows - len(said)) // 3) + [fit(line, cols - 1, "center").rstrip() for line in said])[: rows - 1]
