"""From a step that asks for paper to the print worker, and from the worker's answer to the page that waits."""

from kiosk.house import House
from kiosk.messages import SlipDone
from kiosk.notices import crashed, slip_outcome, slips_outcome
from kiosk.papers.item_slip import item_slip
from kiosk.screens.page import Page
from kiosk.screens.public.printing import Preview, Printing
from kiosk.screens.steps import Open, PrintItem, PrintSlips, Stay, Step, Swap, TakeReceipts
from kiosk.settings import PrinterSettings
from kiosk.workers import Post, PrintWorker
from printing.printer import NotStarted
from printing.slip import Slip


class PrintRoom:
    """Answers each wish with the page to show."""

    def __init__(self, house: House, settings: PrinterSettings, post: Post) -> None:
        self._house, self._settings = house, settings
        self._worker = PrintWorker(settings, post)

    def start(self) -> None:
        """Begin to wait for slips."""
        self._worker.start()

    def item(self, wish: PrintItem, page: Page) -> Step:
        """Queue the slip of an item, or show it where there is no printer."""
        item = self._house.replica.item(wish.id)
        if item is None:
            return Stay()
        slip, _ = item_slip(self._house, item), self._house.words.say
        if not self._house.printer:
            return Open(Preview(wish.id, self._rows([slip])))
        sentence, _taken = self._queued(wish.id, [slip], _("Your slip is being printed …"))
        after = Printing(wish.id, sentence)
        return Swap(after) if isinstance(page, Printing) else Open(after)

    def receipts(self, wish: TakeReceipts, page: Page) -> Step:
        """Both receipts of a booking. Raises `NotBooked`, `SyncError`."""
        from kiosk.papers.receipt import receipts

        desk = self._house.desk
        assert desk is not None
        booking = desk.ledger.by_receipt(wish.receipt).booking
        members = desk.ledger.people.those(booking.what.members)
        copy = wish.copy and self._house.printer
        slips = receipts(self._house, booking, members, booking.staff, copy=copy)
        return self._staff(f"receipt:{wish.receipt}", slips, wish, page, silent=not wish.copy)

    def slips(self, wish: PrintSlips, page: Page) -> Step:
        """Any other slips of the staff."""
        return self._staff(wish.key, list(wish.slips), wish, page)

    def _staff(self, key: str, slips: list[Slip], wish: Step, page: Page, *, silent: bool = False) -> Step:
        """The page that waits is told; `silent`: it is told too that there is no printer, in place of a preview."""
        from kiosk.screens.staff.slips import StaffPreview, StaffSlips

        words, waits = self._house.words, page.waits_for == key
        if not self._house.printer:
            if waits and silent:
                page.tell(words.say("No printer is connected here."), again=False)
                return Stay()
            return Open(StaffPreview(key, slips, self._rows(slips)))
        being = words.count("{n} slip is being printed …", "{n} slips are being printed …", len(slips))
        sentence, taken = self._queued(key, slips, being)
        after = page if waits else StaffSlips(key, wish)
        after.tell(sentence, again=not taken)
        return Stay() if waits else Open(after)

    def done(self, message: SlipDone, page: Page) -> bool:
        """Tell whoever still waits; False: nobody does."""
        if page.waits_for != message.item:
            return False
        again = isinstance(message.outcome, NotStarted) and not message.done
        page.tell(self._said(message, staff=page.staff), again=again)
        return True

    def crashed(self, page: Page) -> bool:
        """Something broke while slips were waited for; False: nobody waits."""
        if page.waits_for is None:
            return False
        page.tell(crashed(self._house.words), again=False)
        return True

    def _said(self, message: SlipDone, *, staff: bool) -> str:
        words, outcome = self._house.words, message.outcome
        return slips_outcome(words, outcome, message.done, message.of) if staff else slip_outcome(words, outcome)

    def _queued(self, key: str, slips: list[Slip], sentence: str) -> tuple[str, bool]:
        """What to say, and whether they wait in the queue now."""
        taken = self._worker.submit(key, *slips)
        return (sentence if taken else self._house.words.say("Many slips are waiting. Please wait a minute.")), taken

    def _rows(self, slips: list[Slip]) -> list[str]:
        from kiosk.press import preview_text

        return [row for slip in slips for row in preview_text(slip, self._settings).splitlines()]
