"""A list as a slip to take along: what will be on it, and what became of it."""

from kiosk.consent import consents
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.extract import EXTRACT_MAX, extract_slip, listing_name
from kiosk.screens.page import Action, Builder, Page
from kiosk.screens.public.printing import in_words
from kiosk.screens.sheet import above_actions, actions_below, message, numbered, place
from kiosk.screens.steps import PrintSlips, Step
from kiosk.widgets.view import View
from printing.slip import Slip
from sync.replica import Listing

LONG = 8
"""Entries from which a slip is longer than one's forearm: 5 cm each."""


class ListSlip(Page):
    """Asks before a metre of paper comes out; without a printer the sheet says all that the slip would.

    In front of visitors nobody's consent is looked up, also while the ledger is open: contacts go by chiffre.
    """

    def __init__(self, listing: Listing) -> None:
        self.name = self.waits_for = f"list-slip:{listing.kind}"
        self._listing = listing
        self._printed, self._again = "", False

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed, self._again = sentence, again

    def view(self, house: House, frame: Frame) -> View:
        build, actions = Builder(house, frame, self.name), self._actions(house, frame)
        build.way_back()
        room = above_actions(frame) if actions else frame.reading
        self.at, pages = message(build, room, self._told(house), self.at)
        build.title(*numbered(house.words, listing_name(house, self._listing), self.at, pages), reading=True)
        if actions and not frame.small:
            build.bar(actions_below(frame, place(frame, frame.body).sheet), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "print":
            self.at = 0
            return PrintSlips(self.name, (self._slip(house),))
        return super().act(house, frame, action)

    def _told(self, house: House) -> list[str]:
        """One paragraph each."""
        if self._printed:
            return [self._printed]
        if not house.printer:
            return in_words(self._slip(house))
        count = min(house.replica.count(self._listing, house.now()), EXTRACT_MAX)
        words = house.words
        told = [words.count("{n} entry is printed as a list.", "{n} entries are printed as a list.", count)]
        return [*told, words.say("The slip can become as long as a table.")] if count > LONG else told

    def _actions(self, house: House, frame: Frame) -> list[Action]:
        """One that is on its way is not asked for twice."""
        _ = house.words.say
        if not house.printer or (self._printed and not self._again):
            return []
        if self._again:
            return [("print", _("Again") if frame.small else _("Try again"))]
        return [("print", _("Print") if frame.small else _("Print a slip"))]

    def _slip(self, house: House) -> Slip:
        return extract_slip(house, self._listing, consents(None, house.words))
