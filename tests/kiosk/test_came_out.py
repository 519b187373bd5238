"""R20: "Ist der Beleg herausgekommen?" is asked until somebody answers, and a second print says KOPIE."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.came_out import CameOut, doubtful
from kiosk.screens.staff.outgoing import OutgoingPage
from kiosk.screens.steps import Open, Several, TakeReceipts
from printing.errors import Trouble
from sync.ledger.on_paper import OnPaper
from sync.ledger.records import Payment
from sync.replica import Replica
from tests.kiosk.piloted import driven
from tests.kiosk.staff_house import PIN, STAFF, office
from tests.kiosk.test_pages_slip import print_an_offer
from tests.printing.escpos_reader import read
from tests.printing.fake_printer import fake_printer

pytestmark = pytest.mark.anyio
Staffed = tuple[House, Desk]
GRID = (58, 18)
QUESTION = "Ist der Beleg herausgekommen?"


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    """A locked desk with one payment that nothing was printed of."""
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        what = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten")
        desk.ledger.book(what, staff=STAFF, platform="tauschring")
        desk.lock()
        yield house, desk


def left_behind(desk: Desk, side: int = 1) -> int:
    """A slip was sent, and the power failed."""
    return desk.ledger.printouts.begin(1, side, False)


def states(desk: Desk) -> list[OnPaper]:
    return [one.state for one in desk.ledger.printouts.sides(1, (1, 2))]


async def test_r20_after_a_power_cut_it_is_asked_at_sign_in_and_yes_prints_only_what_was_to_follow(
    there: Staffed, tmp_path: Path
) -> None:
    house, desk = there
    left_behind(desk)
    paper = tmp_path / "paper"
    async with driven(house, GRID, f"file://{paper}") as hand:
        await hand.sign_in(PIN)
        assert hand.says(QUESTION)
        assert hand.says("1042 · E. Z.")
        assert hand.says("24. November, 10:00 Uhr")
        await hand.tap("yes")
        await hand.until(lambda: hand.says("1 Zettel ist beim Drucker."))
        assert read(paper.read_bytes()).text.count("KOPIE") == 0
        await hand.tap("back")
        assert hand.view.name == "desk"
    assert states(desk) == [OnPaper.CAME_OUT, OnPaper.TAKEN]


async def test_r20_no_prints_it_again_as_a_copy_with_the_same_number(there: Staffed, tmp_path: Path) -> None:
    house, desk = there
    number = left_behind(desk)
    paper = tmp_path / "paper"
    async with driven(house, GRID, f"file://{paper}") as hand:
        await hand.sign_in(PIN)
        await hand.tap("no")
        await hand.until(lambda: hand.says("2 Zettel sind beim Drucker."))
    slips = [read(job).text for job in paper.read_bytes().split(b"\x1b@")[1:]]
    assert ["KOPIE" in slip for slip in slips] == [True, False]
    assert all("Beleg\n1\n" in slip for slip in slips)
    assert desk.ledger.printouts.one(number).state is OnPaper.MISSING
    assert states(desk) == [OnPaper.TAKEN, OnPaper.TAKEN]


async def test_r20_later_asks_again_at_the_next_sign_in_about_each_slip(there: Staffed) -> None:
    house, desk = there
    left_behind(desk)
    left_behind(desk, 2)
    async with driven(house, GRID) as hand:
        for _ in range(2):
            await hand.sign_in(PIN)
            assert hand.says("1042 · E. Z.")
            await hand.tap("later")
            assert hand.says("17 · Kemal S.")
            await hand.tap("later")
            assert hand.view.name == "desk"
            await hand.tap("back")
    assert states(desk) == [OnPaper.SENT, OnPaper.SENT]


async def test_r20_what_the_printer_is_not_sure_of_is_asked_at_once(there: Staffed) -> None:
    house, desk = there
    with fake_printer(break_after=200) as printer:
        async with driven(house, GRID, printer.url) as hand:
            await hand.sign_in(PIN)
            hand.app.perform(Several((Open(Booked(1)), TakeReceipts(1))))
            await hand.until(lambda: hand.says(QUESTION))
            printer.behaviour.break_after = None
            await hand.tap("no")
            await hand.until(lambda: hand.says("2 Zettel sind gedruckt."))
            assert hand.view.name == "booked:1"
    assert [b"KOPIE" in job for job in printer.jobs[1:]] == [True, False]
    assert states(desk) == [OnPaper.PRINTED, OnPaper.PRINTED]


async def test_r20_what_was_answered_elsewhere_meanwhile_is_not_asked_or_printed_again(there: Staffed) -> None:
    house, desk = there
    number = left_behind(desk)
    async with driven(house, GRID, "file:///dev/null") as hand:
        await hand.sign_in(PIN)
        with desk.ledger.sibling() as other:
            other.printouts.answer(number, OnPaper.CAME_OUT, STAFF)
        await hand.tap("no")
        assert hand.view.name == "desk"
        assert doubtful(house) is None
    assert states(desk) == [OnPaper.CAME_OUT, OnPaper.PLANNED]


async def test_the_page_of_a_booking_says_what_is_on_paper_and_asks_from_there(there: Staffed) -> None:
    house, desk = there
    number = left_behind(desk)
    desk.ledger.printouts.end(number, OnPaper.UNCONFIRMED, Trouble.CUT_OFF)
    async with driven(house, (100, 30)) as hand:
        await hand.sign_in(PIN)
        await hand.tap("later")
        hand.app.perform(Open(OutgoingPage(1)))
        await hand.settled()
        for state in ("unklar: Die Verbindung zum Drucker", "nicht gedruckt"):
            while not hand.says(state):
                await hand.tap("next")
        await hand.tap("came-out")
        assert hand.view.name == f"came-out:{number}"


@pytest.mark.parametrize("way", ["start", "walk away", "office"])
async def test_a_slip_that_a_visitor_no_longer_waits_for_is_not_printed(there: Staffed, way: str) -> None:
    house, _ = there
    with socket.create_server(("127.0.0.1", 0)) as printer:
        async with driven(house, GRID, f"tcp://127.0.0.1:{printer.getsockname()[1]}") as hand:
            await print_an_offer(hand)
            connection, _ = printer.accept()
            await hand.tap("back")
            await hand.tap("print")
            assert len(hand.app.prints._worker._waiting) == 1
            await hand.tap("help")
            assert len(hand.app.prints._worker._waiting) == 1, "its page is still on the way back"
            match way:
                case "start":
                    await hand.tap("start")
                case "walk away":
                    await hand.tick(hand.app.walk._settings.idle_s)
                case "office":
                    await hand.sign_in(PIN)
                    await hand.tap("start")
            assert not hand.app.prints._worker._waiting
            connection.close()


def test_the_question_names_slip_number_and_person_but_nobody_else(there: Staffed) -> None:
    house, desk = there
    desk.sign_in(PIN)
    page = CameOut((left_behind(desk),))
    said = " ".join(row.text for row in page.rows(house, 60))
    assert "Zeisig" not in said
    assert page.title(house) == "Beleg 1"
