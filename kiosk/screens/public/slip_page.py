"""A page that can be taken along as a slip: prints it at a tap, and says on the same sheet what became of it."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.printing import in_words
from kiosk.screens.sheet import above_actions, actions_below, message, numbered, place
from kiosk.screens.steps import PrintSlips, Step
from kiosk.widgets.view import Rect, View
from printing.slip import Slip

LONG = 8
"""Entries from which a slip is longer than one's forearm: 5 cm each."""


class SlipPage(Page):
    """Without a printer the sheet says all that the slip would."""

    def __init__(self, name: str) -> None:
        self.name = self.waits_for = name
        self.printed = ""
        """What became of the slip; empty: it was not asked for yet."""
        self._again = False

    def title(self, house: House) -> str:
        """What it is about, in a word or two."""
        raise NotImplementedError

    def slip(self, house: House) -> Slip:
        """The slip itself."""
        raise NotImplementedError

    def laid(self, build: Builder, room: Rect) -> tuple[int, int]:
        """Lay page `self.at` of the sheet in this room; which one it is, and how many there are."""
        raise NotImplementedError

    def tell(self, sentence: str, *, again: bool) -> None:
        self.printed, self._again = sentence, again

    def view(self, house: House, frame: Frame) -> View:
        build, actions = Builder(house, frame, self.name), self._actions(house, frame)
        build.way_back()
        self.at, pages = self.laid(build, above_actions(frame) if actions else frame.reading)
        build.title(*numbered(house.words, self.title(house), self.at, pages), reading=True)
        if actions and not frame.small:
            build.bar(actions_below(frame, place(frame, frame.body).sheet), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "print":
            self.at = 0
            return PrintSlips(self.name, (self.slip(house),))
        return super().act(house, frame, action)

    def _actions(self, house: House, frame: Frame) -> list[Action]:
        """One that is on its way is not asked for twice."""
        _ = house.words.say
        if not house.printer or (self.printed and not self._again):
            return []
        if self._again:
            return [("print", _("Again") if frame.small else _("Try again"))]
        return [("print", _("Print") if frame.small else _("Print a slip"))]


class EntriesSlip(SlipPage):
    """Says how many entries a slip will have before a metre of paper comes out."""

    def entries(self, house: House) -> int:
        """How many there are."""
        raise NotImplementedError

    def laid(self, build: Builder, room: Rect) -> tuple[int, int]:
        return message(build, room, self._told(build.house), self.at)

    def _told(self, house: House) -> list[str]:
        """One paragraph each."""
        if self.printed:
            return [self.printed]
        if not house.printer:
            return in_words(self.slip(house))
        words, count = house.words, self.entries(house)
        told = [words.count("{n} entry is printed as a list.", "{n} entries are printed as a list.", count)]
        return [*told, words.say("The slip can become as long as a table.")] if count > LONG else told
