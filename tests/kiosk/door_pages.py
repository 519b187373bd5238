"""Every page of the frame around the staff's work: the way in, the desk, the question of the date, trouble, slips."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.house import House
from kiosk.paper_run import End, Job, Saved
from kiosk.papers.made import Made, Paper
from kiosk.papers.receipt import receipts
from kiosk.press import preview_text
from kiosk.screens.page import Page, help_page
from kiosk.screens.staff.binders import BindersPage
from kiosk.screens.staff.clock_page import ASK, DOUBT, ENTER, ClockPage
from kiosk.screens.staff.desk import DeskPage
from kiosk.screens.staff.door import Door, SignIn
from kiosk.screens.staff.first_staff import AGAIN, EXPLAIN, NAME, PIN, FirstStaff
from kiosk.screens.staff.more import MorePage
from kiosk.screens.staff.paper import PaperPage
from kiosk.screens.staff.papers import PapersPage
from kiosk.screens.staff.slips import StaffPreview, StaffSlips
from kiosk.screens.staff.trouble import Failed, sentence, trouble
from kiosk.screens.steps import Stay
from kiosk.settings import PrinterSettings
from sync.errors import Reason, Unstorable
from sync.ledger.keyring_errors import DeviceKeyMissing, PinTooEasy, WrongPin
from tests.kiosk.booked import MEMBERS, PAYMENT, booking

ROWS = (
    "Angebote: 12",
    "  Haus und Garten: Hilfe bei der Einkommensteuererklärung, Kuchen",
    "",
    "Jobs: 3",
)


def doors(house: House) -> Iterator[Page]:
    """What strangers can see of it."""
    yield help_page()
    yield from _states(SignIn(), house)
    for stage in (EXPLAIN, NAME, PIN, AGAIN):
        for text in ("", "Anna-Katharina Freifrau von und zu Hohen"):
            first = FirstStaff()
            first._stage, first.letters.text = stage, text
            yield first
    yield from _states(FirstStaff(), house)
    yield trouble(house.words, Failed(sentence(house.words, DeviceKeyMissing())), staff=False)


def inner_pages(house: House) -> Iterator[Page]:
    """What only staff can see."""
    yield from (DeskPage(), MorePage(), PapersPage(), BindersPage(), *_papers(house))
    for stage in (ASK, DOUBT, ENTER):
        clock = ClockPage()
        clock._stage, clock.pad.text = stage, "2411202"
        yield clock
    wrong = ClockPage()
    wrong._stage, wrong._problem = ENTER, house.words.say("There is no such day, or it is too far away.")
    yield wrong
    yield trouble(house.words, Failed(sentence(house.words, Unstorable(Reason.LEDGER_DAMAGED))), staff=True)
    for again in (False, True):
        slips = StaffSlips("receipt:17", Stay())
        slips.tell(house.words.say("The paper is used up. Please tell the office."), again=again)
        yield slips
    paper = receipts(house, booking(PAYMENT), MEMBERS, "Frau Büro")
    rows = [row for slip in paper for row in preview_text(slip, PrinterSettings()).splitlines()]
    yield StaffPreview("receipt:17", paper, rows)


def _papers(house: House) -> Iterator[PaperPage]:
    """Being set, ready, being printed, saved, and not to be had; and those that use up numbers."""
    for paper in Paper:
        yield _told(house, paper)
    made = Made(
        paper=Paper.NEWSPAPER,
        name="z.pdf",
        title="Marktzeitung, Ausgabe 7, Dienstag, 24. November 2026",
        pdf=b"",
        sheets=8,
        rows=ROWS,
    )
    for answer in (made, msgspec.structs.replace(made, copies=23), Job("drucker-17", 23)):
        yield _told(house, Paper.NEWSPAPER, answer)
    for paper in (Paper.STATEMENT, Paper.VOUCHERS):
        yield _told(house, paper, house.words.say("The print queue is paused. Please tell the office."))
    for end in (Saved(Path("/media/STICK/marktzeitung.pdf")), *End):
        yield _told(house, Paper.NEWSPAPER, made, Job("drucker-17", 1), end)


def _told(house: House, paper: Paper, *answers: object) -> PaperPage:
    """A page of a paper that was told all this, one after the other."""
    page = PaperPage(paper)
    page.begin(house)
    for answer in answers:
        if page.chore is None:
            page.do(house, "compose")
        assert page.chore
        page.finished(house, page.chore, answer)
    return page


def _states(page: Door, house: House) -> Iterator[Page]:
    """Typing, being checked, and refused."""
    page.pad.text = "0" * 12
    yield page
    for error in (WrongPin(0), PinTooEasy()):
        refused = type(page)()
        refused.refused(sentence(house.words, error))
        yield refused
    checking = type(page)()
    checking.checking = True
    yield checking
