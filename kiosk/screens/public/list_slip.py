"""A list as a slip to take along: what will be on it, and what became of it."""

from kiosk.house import House
from kiosk.papers.consent import consents
from kiosk.papers.extract import EXTRACT_MAX, extract_slip, listing_name
from kiosk.screens.builder import Builder
from kiosk.screens.public.printing import in_words
from kiosk.screens.public.slip_page import SlipPage
from kiosk.screens.sheet import message
from kiosk.widgets.view import Rect
from printing.slip import Slip
from sync.replica import Listing

LONG = 8
"""Entries from which a slip is longer than one's forearm: 5 cm each."""


class ListSlip(SlipPage):
    """Asks before a metre of paper comes out.

    In front of visitors nobody's consent is looked up, also while the ledger is open: contacts go by chiffre.
    """

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"list-slip:{listing.kind}")
        self._listing = listing

    def title(self, house: House) -> str:
        return listing_name(house, self._listing)

    def slip(self, house: House) -> Slip:
        return extract_slip(house, self._listing, consents(None, house.words))

    def laid(self, build: Builder, room: Rect) -> tuple[int, int]:
        return message(build, room, self._told(build.house), self.at)

    def _told(self, house: House) -> list[str]:
        """One paragraph each."""
        if self.printed:
            return [self.printed]
        if not house.printer:
            return in_words(self.slip(house))
        count = min(house.replica.count(self._listing, house.now()), EXTRACT_MAX)
        words = house.words
        told = [words.count("{n} entry is printed as a list.", "{n} entries are printed as a list.", count)]
        return [*told, words.say("The slip can become as long as a table.")] if count > LONG else told
