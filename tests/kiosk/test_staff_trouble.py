"""Trouble with the ledger on any page of the staff is a sentence, and the terminal goes on; so are their slips."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.steps import DeliverNow, Open, PrintSlips, Several, Stay, Step, Swap, TakeReceipts
from kiosk.widgets.view import View
from kiosk.workers import Post
from printing.slip import Paragraph, Slip
from sync.errors import Reason, Unstorable
from sync.ledger.records import PAPER, Payment
from sync.ledger.rules import NotBooked, Rule
from sync.replica import Replica
from tests.kiosk.piloted import driven
from tests.kiosk.staff_house import PIN, STAFF, office
from tests.kiosk.test_pages_slip import nobody
from tests.printing.escpos_reader import read

pytestmark = pytest.mark.anyio
Staffed = tuple[House, Desk]
GRID = (58, 18)


class Risky(Page):
    """Writes to the ledger when it is drawn or tapped."""

    name, staff, waits_for = "risky", True, "receipt:1"

    def __init__(self, error: Exception | None = None, *, drawn: bool = False) -> None:
        self.error, self.drawn = error, drawn
        self.heard: list[tuple[str, bool]] = []

    def view(self, house: House, frame: Frame) -> View:
        if self.drawn:
            self._fail(house)
        build = Builder(house, frame, self.name)
        build.way_back()
        build.button(frame.slots["ahead"], "write", "write")
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "write":
            self._fail(house)
            return Stay()
        return super().act(house, frame, action)

    def tell(self, sentence: str, *, again: bool) -> None:
        self.heard.append((sentence, again))

    def _fail(self, house: House) -> None:
        assert house.desk is not None
        if self.error:
            raise self.error
        house.desk.ledger.kept.put("draft", b"")


class Van:
    """Stands in for the thread that delivers: it only counts."""

    def __init__(self, post: Post) -> None:
        self.post, self.calls = post, list[str]()

    def start(self) -> None:
        self.calls.append("start")

    def wake(self, *, at_once: bool = False) -> None:
        self.calls.append("at once" if at_once else "wake")

    def stop(self) -> None:
        self.calls.append("stop")


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        what = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten")
        desk.ledger.book(what, staff=STAFF, platform=PAPER)
        desk.lock()
        yield house, desk


@pytest.mark.parametrize("drawn", [False, True])
async def test_a_disk_that_refuses_is_said_and_the_terminal_goes_on(there: Staffed, drawn: bool) -> None:
    house, desk = there
    async with driven(house, GRID) as hand:
        await hand.sign_in(PIN)
        desk.ledger.db.execute("PRAGMA query_only = ON")
        hand.app.perform(Open(Risky(drawn=drawn)))
        await hand.settled()
        if not drawn:
            await hand.tap("write")
        assert hand.says("Es ist nichts gebucht oder geändert.")
        desk.ledger.db.execute("PRAGMA query_only = OFF")
        await hand.tap("back")
        assert hand.view.name == ("desk" if drawn else "risky")
        assert desk.staff == STAFF


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unstorable(Reason.DISK_FULL), "ist voll"),
        (NotBooked(Rule.UNKNOWN_RECEIPT, receipt=7), "Beleg 7"),
    ],
)
async def test_what_a_page_left_over_is_worded_in_one_place(there: Staffed, error: Exception, said: str) -> None:
    house, _ = there
    async with driven(house, GRID) as hand:
        await hand.sign_in(PIN)
        hand.app.perform(Open(Risky(error)))
        await hand.settled()
        await hand.tap("write")
        assert hand.says(said)


async def test_the_slips_of_a_booking_are_printed_and_the_page_that_waits_is_told(
    there: Staffed, tmp_path: Path
) -> None:
    house, _ = there
    paper = tmp_path / "paper"
    async with driven(house, GRID, f"file://{paper}") as hand:
        await hand.sign_in(PIN)
        page = Risky()
        hand.app.perform(Several((Open(Risky()), Swap(page), TakeReceipts(1))))
        await hand.until(lambda: len(page.heard) == 2)
        assert page.heard == [("3 Zettel kommen gleich …", False), ("3 Zettel sind beim Drucker.", False)]
        assert read(paper.read_bytes()).text.count("Garten") == 3
        assert hand.view.name == "risky"


async def test_r20_what_a_printer_that_is_off_did_not_print_is_no_copy_and_only_what_came_out_is_one(
    there: Staffed, tmp_path: Path
) -> None:
    house, _ = there
    async with driven(house, GRID, nobody()) as hand:
        await hand.sign_in(PIN)
        hand.app.perform(TakeReceipts(1, again=True))
        await hand.until(lambda: hand.says("Es ist nichts gedruckt."))
        await hand.tap("ok")
        await hand.until(lambda: hand.says("Es ist nichts gedruckt."))
        await hand.tap("back")
        assert hand.view.name == "desk"
        await hand.tap("back")
    paper = tmp_path / "paper"
    async with driven(house, GRID, f"file://{paper}") as hand:
        await hand.sign_in(PIN)
        hand.app.perform(TakeReceipts(1, again=True))
        await hand.until(lambda: hand.says("2 Zettel sind beim Drucker."))
        assert read(paper.read_bytes()).text.count("KOPIE") == 0
        await hand.tap("back")
        hand.app.perform(TakeReceipts(1, again=True))
        await hand.until(lambda: hand.says("2 Zettel sind beim Drucker."))
        assert read(paper.read_bytes()).text.count("KOPIE") == 2


async def test_without_a_printer_the_page_that_waits_is_told_and_a_copy_is_shown(there: Staffed) -> None:
    house, _ = there
    async with driven(house, GRID) as hand:
        await hand.sign_in(PIN)
        page = Risky()
        hand.app.perform(Several((Open(page), TakeReceipts(1))))
        await hand.settled()
        assert page.heard == [("Hier ist kein Drucker angeschlossen.", False)]
        hand.app.perform(TakeReceipts(1, again=True))
        await hand.settled()
        assert hand.view.name == "slips:receipt:1"
        assert not hand.says("KOPIE")


async def test_any_slips_of_the_staff_print_by_their_key(there: Staffed, tmp_path: Path) -> None:
    house, _ = there
    async with driven(house, GRID, f"file://{tmp_path}/paper") as hand:
        await hand.sign_in(PIN)
        hand.app.perform(PrintSlips("closing", (Slip((Paragraph("Tagesabschluss"),)),)))
        await hand.until(lambda: hand.says("1 Zettel ist beim Drucker."))


async def test_deliveries_begin_with_the_first_sign_in_and_are_woken_by_a_booking(there: Staffed) -> None:
    house, desk = there
    vans: list[Van] = []

    def hired(post: Post) -> Van:
        vans.append(Van(post))
        return vans[0]

    async with driven(house, GRID, deliveries=hired) as hand:
        assert vans[0].calls == []
        await hand.sign_in(PIN)
        await hand.tap("back")
        await hand.sign_in(PIN)
        assert vans[0].calls == ["start"]
        hand.app.perform(TakeReceipts(1))
        hand.app.perform(DeliverNow(at_once=True))
        assert vans[0].calls == ["start", "wake", "at once"]
    assert vans[0].calls[-1] == "stop"
    assert desk.open
