"""What was booked, said only after it was written: the receipts, and the way back out of it (A20)."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, labelled, said
from kiosk.screens.staff.drafts import Question, first_page
from kiosk.screens.staff.entry import desk_of, forget, unseen
from kiosk.screens.staff.storno import ask
from kiosk.screens.steps import Back, DeliverNow, Several, Step, Swap, TakeReceipts
from kiosk.verdicts import what_words
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.ledger.on_paper import RECEIPTS
from sync.ledger.records import Booking, Outgoing, State


def show_booked(house: House, booking: Booking, *, before: bool) -> Step:
    """The page of a booking; receipts come out of the printer unless they did so `before`."""
    page = Swap(Booked(booking.receipt, before=before))
    return page if before else Several((page, TakeReceipts(booking.receipt), DeliverNow()))


class Booked(Question):
    """`before`: it was booked already, on this slip or before a power cut; then nothing is printed by itself."""

    def __init__(self, receipt: int, *, before: bool = False) -> None:
        self.name = f"booked:{receipt}"
        self.waits_for = f"receipt:{receipt}"
        self._receipt, self._before = receipt, before
        self._told, self._again = "", False

    def tell(self, sentence: str, *, again: bool) -> None:
        self._told, self._again = sentence, again

    def title(self, house: House) -> str:
        return house.words.say("Receipt {receipt}").format(receipt=self._receipt)

    def rows(self, house: House, width: int) -> list[Row]:
        _, outgoing = house.words.say, desk_of(house).ledger.by_receipt(self._receipt)
        booking = outgoing.booking
        head = _("Receipt {receipt} is booked already.") if self._before else _("Booked.")
        if _taken_back(house, outgoing):
            head = _("Receipt {receipt} was taken back.")
        strong = wrap(head.format(receipt=self._receipt), width)
        facts = [(_("Receipt"), str(self._receipt)), (_("Reference"), booking.reference)]
        rows = [
            *(Row(line, Look.SHEET_STRONG) for line in strong),
            *said([what_words(house.words, booking.what)], width),
        ]
        return [*rows, Row(""), *labelled(facts, width), Row(""), *said([self._told] if self._told else [], width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        again = _("Print") if self._missed(house) else _("Copy")
        ways = [Answer("done", _("Done"), _("Done")), Answer("another", _("Book anew"), _("Anew"))]
        ways.append(Answer("copy", again, again))
        if _taken_back(house, desk_of(house).ledger.by_receipt(self._receipt)):
            return ways
        return [*ways, Answer("storno", _("Take back"), _("Storno"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if unseen(house) == self._receipt:
            forget(house)
        outgoing = desk_of(house).ledger.by_receipt(self._receipt)
        match action.removeprefix("pick:"):
            case "done":
                return Back()
            case "another":
                return Swap(first_page(house, outgoing.booking.kind))
            case "copy":
                return TakeReceipts(self._receipt, again=not self._missed(house))
            case "storno":
                return ask(house, outgoing)
        return super().act(house, frame, action)

    def _missed(self, house: House) -> bool:
        """Whether a receipt is still to come out: then that one is printed, and no copy of what is there."""
        if self._again or not (self._before and house.printer):
            return self._again
        return bool(desk_of(house).ledger.printouts.still_to_come(self._receipt, RECEIPTS))


def _taken_back(house: House, outgoing: Outgoing) -> bool:
    """Whether it no longer counts."""
    reversed_ = desk_of(house).ledger.reversal_of(outgoing.booking)
    return outgoing.sending.state is State.CANCELLED or reversed_ is not None
