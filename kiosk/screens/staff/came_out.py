"""Did it come out? Asked about each slip of which only somebody who looks can know (R20)."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.receipt_slips import owner_of, sides_of
from kiosk.screens.page import Page
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, labelled, said
from kiosk.screens.staff.booking_rows import when_stamped
from kiosk.screens.staff.drafts import Question
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Several, Step, Swap, TakeReceipts
from kiosk.slip_words import asked_words
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.ledger.on_paper import IN_DOUBT, NOTE, RECEIPTS, OnPaper, Printout
from sync.ledger.rules import NotBooked

ANSWERS = {"yes": OnPaper.CAME_OUT, "no": OnPaper.MISSING}


def doubtful(house: House, receipt: int | None = None) -> Page | None:
    """The question about every slip in doubt, oldest first, or about those of one receipt; None: there is none."""
    printouts = desk_of(house).ledger.printouts
    if receipt is not None and not any(one.state in IN_DOUBT for one in printouts.sides(receipt, (*RECEIPTS, NOTE))):
        return None
    numbers = tuple(one.number for one in printouts.doubtful() if receipt in (None, one.receipt))
    return CameOut(numbers) if numbers else None


class CameOut(Question):
    """One slip after the other; "Zurück" and "Später" leave the question for the next sign-in."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._number, *rest = numbers
        self._rest = tuple(rest)
        self.name = f"came-out:{self._number}"

    def title(self, house: House) -> str:
        return house.words.say("Receipt {receipt}").format(receipt=self._printout(house).receipt)

    def rows(self, house: House, width: int) -> list[Row]:
        _, printout, ledger = house.words.say, self._printout(house), desk_of(house).ledger
        booking = ledger.by_receipt(printout.receipt).booking
        owner = owner_of(house.words, booking, ledger.people.those(booking.what.members), printout.side)
        sent = when_stamped(house, ledger.printouts.sent_at(self._number), short=True)
        facts = [(_("For"), owner), (_("Sent"), sent)]
        strong = [Row(line, Look.SHEET_STRONG) for line in wrap(asked_words(house.words, printout.side), width)]
        hint = said([_("If it is missing or torn, say no: then it is printed again, as a copy.")], width)
        return [*strong, Row(""), *labelled(facts, width), Row(""), *hint]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        yes, no, later = _("Yes"), _("No"), _("Later")
        return [Answer("yes", yes, yes), Answer("no", no, no), Answer("later", later, later)]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        chosen = action.removeprefix("pick:")
        after = Swap(CameOut(self._rest)) if self._rest else Back()
        if chosen in ANSWERS:
            return Several((after, *self._answered(house, ANSWERS[chosen])))
        return after if chosen == "later" else super().act(house, frame, action)

    def _answered(self, house: House, state: OnPaper) -> list[Step]:
        """Note it, and print what is missing now: the copy, and the slips that were to follow this one."""
        desk, printout = desk_of(house), self._printout(house)
        try:
            desk.ledger.printouts.answer(self._number, state, desk.me)
        except NotBooked:
            return []  # somebody answered elsewhere meanwhile
        every = sides_of(desk.ledger.by_receipt(printout.receipt).booking)
        sides = tuple(side for side in every if side >= printout.side)
        return [TakeReceipts(printout.receipt, sides=sides)] if house.printer else []

    def _printout(self, house: House) -> Printout:
        return desk_of(house).ledger.printouts.one(self._number)
