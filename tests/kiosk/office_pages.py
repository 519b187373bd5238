"""Bookings in every state, and every page on which staff look after them."""

from collections.abc import Iterator

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.came_out import CameOut
from kiosk.screens.staff.clarify import ClarifyPage
from kiosk.screens.staff.closing import ClosingPage
from kiosk.screens.staff.deeds import Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.member import MemberPage
from kiosk.screens.staff.members import MembersPage
from kiosk.screens.staff.outbox import OutboxPage
from kiosk.screens.staff.outgoing import OutgoingPage
from kiosk.screens.staff.storno import StornoPage
from kiosk.screens.steps import Open, Several, Step
from printing.errors import Trouble
from sync.couriers.base import Why
from sync.deliver_door import Trouble as Away
from sync.errors import Reason
from sync.ledger.on_paper import NOTE, OnPaper
from sync.ledger.records import PAPER, Job, Payment, Seat, State
from tests.kiosk.booked import JOB, SEAT

RING = "tauschring"
LONG_TEXT = "Hilfe beim Ausfüllen der Einkommensteuererklärung und Begleitung zum Amt, zweimal im März, mit Rückfahrt"
DETAIL = "Das Guthaben reicht nicht aus"


def pay(house: House, text: str = "Garten", amount: int = 200, paper: str | None = None) -> int:
    """Book a payment; its receipt."""
    what = Payment(payer="1042", payee="17", amount=amount, unit="Stunden", text=text)
    return desk_of(house).ledger.book(what, staff="Frau Büro", platform=RING, paper=paper).receipt


def refused(house: House, why: Why = Why.BALANCE, detail: str | None = DETAIL, paper: str | None = None) -> int:
    """A payment that was set aside."""
    receipt = pay(house, paper=paper)
    desk_of(house).ledger.outbox.refuse(receipt, why, detail)
    return receipt


def confirmed(house: House, why: Why | None = None) -> int:
    """A payment that the ring has."""
    receipt = uncertain(house)
    desk_of(house).ledger.outbox.confirm(receipt, "7302958712399", why)
    return receipt


def uncertain(house: House) -> int:
    """A payment that was sent, and no answer came."""
    receipt = pay(house)
    desk_of(house).ledger.outbox.going(receipt)
    return receipt


def note(house: House, what: Seat | Job = SEAT) -> int:
    """A booking that goes to the organiser on paper."""
    return desk_of(house).ledger.book(what, staff="Frau Büro", platform=PAPER).receipt


def taken_back(house: House) -> tuple[int, int]:
    """A payment that the ring has, and its Storno."""
    receipt = confirmed(house)
    storno = desk_of(house).ledger.storno(receipt, "Frau Büro")
    assert storno is not None
    return receipt, storno.receipt


def unreachable(house: House, reason: Reason = Reason.KEY_REFUSED) -> None:
    """The ring was left alone ten minutes ago."""
    trouble = Away(reason, {"host": "ring.example"}, int(house.now().timestamp() * 1000) - 600_000)
    desk_of(house).ledger.kept.put(f"trouble:{RING}", msgspec.json.encode(trouble))


def every_state(house: House) -> None:
    """Bookings that look different."""
    ledger = desk_of(house).ledger
    cancelled, storno_refused = pay(house, paper="2231"), taken_back(house)
    ledger.cancel(cancelled, "Frau Büro")
    ledger.outbox.refuse(storno_refused[1], Why.NO_RETURN)
    pay(house, LONG_TEXT, 9_999_975)
    taken_back(house)
    note(house)
    note(house, JOB)
    uncertain(house)
    refused(house, Why.UNCLEAR, None)
    confirmed(house, Why.PENDING)
    pay(house)
    refused(house)
    on_paper(house)


def on_paper(house: House) -> None:
    """Slips in every state; those of the first booking and of the one for the organiser are in doubt."""
    ledger = desk_of(house).ledger
    note_of = next(one.booking.receipt for one in ledger.all() if one.booking.platform == PAPER)
    for receipt, state in enumerate((OnPaper.UNCONFIRMED, OnPaper.PRINTED, OnPaper.TAKEN, OnPaper.NOT_STARTED), 1):
        number = ledger.printouts.begin(receipt, 1, False)
        ledger.printouts.end(number, state, Trouble.PAPER_OUT if state is OnPaper.NOT_STARTED else Trouble.CUT_OFF)
    ledger.printouts.answer(ledger.printouts.begin(2, 1, True), OnPaper.MISSING, "Frau Büro")
    ledger.printouts.begin(note_of, NOTE, False)


def opened(step: Step) -> Page:
    """The page that a step opens."""
    (found,) = [one for one in (step.steps if isinstance(step, Several) else (step,)) if isinstance(one, Open)]
    return found.page


def office_pages(house: House) -> Iterator[Page]:
    """Every page, in every state that looks different; needs someone signed in and the members of `booking_pages`."""
    yield from (StornoPage(), MembersPage())
    ledger = desk_of(house).ledger
    if not ledger.outbox.refused():
        yield from (OutboxPage(), ClarifyPage())
        every_state(house)
        unreachable(house)
    receipts = [outgoing.booking.receipt for outgoing in ledger.outbox.latest(0, 100)]
    for state in (None, *State):
        yield OutboxPage(state)
    yield ClarifyPage()
    yield from asked_pages(house)
    for receipt in receipts:
        yield from of_booking(house, OutgoingPage(receipt))
    yield from _by_number(house)
    for number in ("1042", "17", "2003-b", "gone"):
        yield MemberPage(number)
        shown = MemberPage(number)
        shown.act(house, Frame(60, 20), "show")
        yield shown
    yield ClosingPage()
    yield opened(ClosingPage().do(house, "close"))


def asked_pages(house: House) -> Iterator[Page]:
    """The question about each slip in doubt."""
    for printout in desk_of(house).ledger.printouts.doubtful():
        yield CameOut((printout.number,))


def of_booking(house: House, page: OutgoingPage) -> Iterator[Page]:
    """The page, its deeds as cards, and the questions that they open."""
    yield page
    yield Deeds(page.title(house), page.deeds, page.do)
    for deed in page.deeds(house):
        if deed.action not in ("copy", "note", "correct"):
            yield opened(page.do(house, deed.action))


def _by_number(house: House) -> Iterator[Page]:
    storno = StornoPage()
    for letter in "999999999":
        storno.typed(house, letter)
    yield storno
    unknown = StornoPage()
    unknown.typed(house, "0")
    yield opened(unknown.act(house, Frame(60, 20), "ok"))
