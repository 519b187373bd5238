"""A list as a slip to take along: what will be on it, and what became of it."""

from kiosk.house import House
from kiosk.papers.consent import consents
from kiosk.papers.extract import EXTRACT_MAX, extract_slip, listing_name
from kiosk.screens.public.slip_page import EntriesSlip
from printing.slip import Slip
from sync.replica import Listing


class ListSlip(EntriesSlip):
    """In front of visitors nobody's consent is looked up, also while the ledger is open: contacts go by chiffre."""

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"list-slip:{listing.kind}")
        self._listing = listing

    def title(self, house: House) -> str:
        return listing_name(house, self._listing)

    def slip(self, house: House) -> Slip:
        return extract_slip(house, self._listing, consents(None, house.words))

    def entries(self, house: House) -> int:
        return min(house.replica.count(self._listing, house.now()), EXTRACT_MAX)
