"""From a step that asks for paper to the print worker, and from the worker's answer to the page that waits."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kiosk.house import House
from kiosk.messages import SlipDone
from kiosk.notices import crashed, slip_outcome
from kiosk.papers.item_slip import item_slip
from kiosk.print_worker import END_S, PrintWorker
from kiosk.screens.page import Page
from kiosk.screens.public.printing import Preview, Printing
from kiosk.screens.steps import Open, PrintItem, PrintSlips, Stay, Step, Swap, TakeReceipts
from kiosk.settings import PrinterSettings
from kiosk.workers import Post
from printing.printer import Outcome, Printed, Unconfirmed
from printing.slip import Slip

if TYPE_CHECKING:
    from kiosk.receipt_slips import ReceiptSlip
    from sync.ledger.ledger import Ledger


class PrintRoom:
    """Answers each wish with the page to show."""

    def __init__(self, house: House, settings: PrinterSettings, post: Post) -> None:
        self._house, self._settings, self._post = house, settings, post
        self._worker = PrintWorker(settings, post, self._books)

    def start(self) -> None:
        """Begin to wait for slips."""
        self._worker.start()

    def refit(self, settings: PrinterSettings) -> None:
        """Print elsewhere from now on; what still waits is not printed any more."""
        self._worker.stop()
        self._settings, self._house.printer = settings, settings.device != "none"
        self._worker = PrintWorker(settings, self._post, self._books)
        self._worker.start()

    def keep(self, keys: Collection[str]) -> None:
        """These slips are waited for: a visitor's other ones are not printed any more."""
        self._worker.keep(keys)

    def stop(self) -> None:
        """Begin nothing more."""
        self._worker.stop()

    def finish(self) -> None:
        """Begin nothing more, and let the slip that is being sent come out; takes `END_S` at most."""
        self._worker.stop(END_S)

    def item(self, wish: PrintItem, page: Page) -> Step:
        """Queue the slip of an item, or show it where there is no printer."""
        item = self._house.replica.item(wish.id)
        if item is None:
            return Stay()
        slip, _ = item_slip(self._house, item), self._house.words.say
        if not self._house.printer:
            return Open(Preview(wish.id, self._rows([slip])))
        taken = self._worker.visitor(wish.id, slip)
        after = Printing(wish.id, _("Your slip is being printed …") if taken else self._full)
        return Swap(after) if isinstance(page, Printing) else Open(after)

    def receipts(self, wish: TakeReceipts, page: Page) -> Step:
        """The slips of a booking. Raises `NotBooked`, `SyncError`."""
        key, slips = f"receipt:{wish.receipt}", self._receipt_slips(wish)
        if not self._house.printer:
            originals = [slip.original for slip in slips]
            return self._shown(key, originals, page, silent=not wish.again and not wish.sides)
        if not slips:
            if page.waits_for == key:
                page.tell(self._house.words.say("All slips are printed."), again=False)
            return Stay()
        assert self._house.desk is not None
        taken = self._worker.receipts(key, slips, self._house.desk.staff, safe=not wish.again)
        return self._waiting(key, len(slips), wish, page, taken=taken)

    def slips(self, wish: PrintSlips, page: Page) -> Step:
        """Any other slips of the staff."""
        if not self._house.printer:
            return self._shown(wish.key, list(wish.slips), page, silent=False)
        taken = self._worker.submit(wish.key, *wish.slips)
        return self._waiting(wish.key, len(wish.slips), wish, page, taken=taken)

    def done(self, message: SlipDone, page: Page) -> Step | None:
        """Tell whoever still waits, and ask at once about what only a person can see; None: nobody waits."""
        if page.waits_for != message.item:
            return None
        outcome = message.outcome
        again = not isinstance(outcome, Printed | Unconfirmed) and message.safe
        page.tell(self._said(message, staff=page.staff), again=again)
        if message.doubt is None or not page.staff:
            return Stay()
        from kiosk.screens.staff.came_out import CameOut

        return Open(CameOut((message.doubt,)))

    def crashed(self, page: Page) -> bool:
        """Something broke while slips were waited for; False: nobody waits."""
        if page.waits_for is None:
            return False
        page.tell(crashed(self._house.words), again=False)
        return True

    def _receipt_slips(self, wish: TakeReceipts) -> "list[ReceiptSlip]":
        """Which slips a wish is about; without a printer both receipts are shown, whatever was printed once."""
        from kiosk.receipt_slips import receipt_slips, sides_of
        from sync.ledger.on_paper import RECEIPTS

        house, desk = self._house, self._house.desk
        assert desk is not None
        booking = desk.ledger.by_receipt(wish.receipt).booking
        sides = wish.sides or (RECEIPTS if wish.again or not house.printer else sides_of(booking))
        if house.printer and not wish.again:
            sides = tuple(desk.ledger.printouts.still_to_come(wish.receipt, sides))
        members = desk.ledger.people.those(booking.what.members)
        return receipt_slips(house, booking, members, sides)

    def _shown(self, key: str, slips: list[Slip], page: Page, *, silent: bool) -> Step:
        """Slips on the screen; `silent`: a page that waits is told in their place that there is no printer."""
        from kiosk.screens.staff.slips import StaffPreview

        if silent and page.waits_for == key:
            page.tell(self._house.words.say("No printer is connected here."), again=False)
            return Stay()
        return Open(StaffPreview(key, slips, self._rows(slips)))

    def _waiting(self, key: str, count: int, wish: TakeReceipts | PrintSlips, page: Page, *, taken: bool) -> Step:
        """The page that waits is told that they are on their way, else one opens for them."""
        from kiosk.screens.staff.slips import StaffSlips

        words, waits = self._house.words, page.waits_for == key
        being = words.count("{n} slip is being printed …", "{n} slips are being printed …", count)
        after = page if waits else StaffSlips(key, wish)
        after.tell(being if taken else self._full, again=not taken)
        return Stay() if waits else Open(after)

    def _said(self, message: SlipDone, *, staff: bool) -> str:
        words, outcome = self._house.words, message.outcome
        if not staff and isinstance(outcome, Outcome):
            return slip_outcome(words, outcome)
        from kiosk.slip_words import slips_outcome

        return slips_outcome(words, outcome, message.done, message.of)

    @property
    def _full(self) -> str:
        return self._house.words.say("Many slips are waiting. Please wait a minute.")

    def _books(self) -> "Ledger":
        assert self._house.desk is not None
        return self._house.desk.ledger.sibling()

    def _rows(self, slips: list[Slip]) -> list[str]:
        from kiosk.press import preview_text

        return [row for slip in slips for row in preview_text(slip, self._settings).splitlines()]
