"""From question to question through a half-entered booking, and back into one that a power cut interrupted (A17)."""

from kiosk.dates import day_words, time_words
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.screens import question
from kiosk.screens.page import Page
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.entry import STEPS, Entry, began, begin, correcting, forget, keep, kept, unseen
from kiosk.screens.steps import Back, Open, Several, Step, Swap
from sync.ledger.records import Outgoing
from sync.ledger.rules import NotBooked, Rule

PAPER_RULES = (Rule.PAPER_TAKEN, Rule.VOUCHER_CHECK, Rule.VOUCHER_FOREIGN, Rule.VOUCHER_UNKNOWN, Rule.VOUCHER_VOID)
"""What can be wrong with the number of a slip."""


def waiting(house: House) -> Page | None:
    """What whoever just signed in left behind: a booking that was perhaps not shown any more, or a draft."""
    from kiosk.screens.staff.booked import Booked
    from kiosk.screens.staff.pile import pile_of

    receipt = unseen(house)
    if receipt is not None:
        return pile_of(house, receipt) or Booked(receipt, before=True)
    entry = kept(house)
    return Resume(entry) if entry else None


def first_page(house: House, kind: str) -> Page:
    """A new booking."""
    entry = begin(house, kind)
    return page_at(house, entry, entry.missing)


def corrected(house: House, outgoing: Outgoing) -> Page:
    """A new booking in place of one that no platform took; every page shows what was entered before."""
    entry = correcting(house, outgoing)
    return page_at(house, entry, STEPS[entry.kind][0])


def onward(house: House, entry: Entry, step: str) -> Step:
    """A step was answered: keep the draft, and ask for the next."""
    keep(house, entry)
    steps = STEPS[entry.kind]
    return Swap(page_at(house, entry, steps[steps.index(step) + 1]))


def backward(house: House, entry: Entry, step: str) -> Step:
    """The step before; before the first one the booking is given up."""
    steps = STEPS[entry.kind]
    if step == steps[0]:
        forget(house)
        return Back()
    return Swap(page_at(house, entry, steps[steps.index(step) - 1]))


def mend(house: House, entry: Entry, error: NotBooked) -> Page:
    """The page on which the value can be corrected that a rule refused."""
    members = {entry.payee: "payee", entry.payer: "payer", entry.name: "name"}
    steps = {
        Rule.AMOUNT: "amount",
        Rule.SMALLEST: "amount",
        Rule.SAME_MEMBER: "payee",
        Rule.UNKNOWN_MEMBER: members.get(error.facts.get("number"), "confirm"),
        Rule.UNKNOWN_ITEM: "item",
        Rule.SEATS: "seats",
        Rule.TEXT: "purpose",
        **dict.fromkeys(PAPER_RULES, "confirm" if entry.pile else "paper"),
    }
    return page_at(house, entry, steps.get(error.rule, "confirm"), refusal_words(house.words, error))


def page_at(house: House, entry: Entry, step: str, problem: str = "") -> Page:
    """The page of a step, with what is wrong with its answer; these pages lead on through here: imported when asked."""
    from kiosk.screens.staff import amount, confirm, guest, job, paper_number, payment, purpose, seat

    match step:
        case "payer" | "payee":
            return payment.member_page(house, entry, step, problem)
        case "amount":
            return amount.Amount(house, entry, problem)
        case "purpose":
            return purpose.Purpose(house, entry, problem)
        case "item":
            return (job.posting_page if entry.kind == "job" else seat.event_page)(house, entry, problem)
        case "who":
            return guest.Who(entry)
        case "name" if entry.who == "guest":
            return guest.Guest(house, entry, problem)
        case "name":
            return payment.member_page(house, entry, step, problem)
        case "seats":
            return seat.Seats(house, entry, problem)
        case "paper":
            return paper_number.PaperNumber(house, entry, problem)
    return confirm.Confirm(entry, problem)


class Question(question.Question):
    """One of the staff's."""

    staff = True


class Resume(Question):
    """A draft of whoever just signed in; "Zurück" leaves it as it is."""

    name = "resume"

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def title(self, house: House) -> str:
        return house.words.say("Draft")

    def rows(self, house: House, width: int) -> list[Row]:
        _, entry = house.words.say, self._entry
        if not (entry.trusted and house.clock.trusted):
            return said([_("A booking was not finished. Do you want to go on with it?")], width)
        when = began(house, entry)
        time = time_words(house.words, when)
        if when.date() != house.today:
            time = f"{day_words(house.words, when.date(), house.today)}, {time}"
        return said([_("A booking of {time} was not finished. Do you want to go on with it?").format(time=time)], width)

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        return [Answer("resume", _("Go on"), _("Yes")), Answer("discard", _("Delete the draft"), _("Delete"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.removeprefix("pick:"):
            case "resume":
                page = page_at(house, self._entry, self._entry.missing)
                return Several((Swap(_pile()), Open(page))) if self._entry.pile else Swap(page)
            case "discard":
                forget(house)
                return Back()
        return super().act(house, frame, action)


def _pile() -> Page:
    """A voucher of a pile leads back to it."""
    from kiosk.screens.staff.pile import PilePage

    return PilePage()
