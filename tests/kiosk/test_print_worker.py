"""The thread that owns the printer: receipts leave their trail, and slips that nobody waits for are cancelled."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.messages import SlipDone
from kiosk.print_worker import WAITING_MAX, WAITS_S, PrintWorker
from kiosk.receipt_slips import ReceiptSlip
from kiosk.settings import PrinterSettings
from kiosk.slip_words import Held
from printing.errors import Trouble
from printing.printer import NotStarted, Printed
from printing.slip import Paragraph, Slip
from sync.errors import Reason, Unstorable
from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import OnPaper
from tests.kiosk.test_workers import WAIT_S, Post
from tests.ledger.ledgers import Centre
from tests.printing.escpos_reader import read
from tests.sync.clocks import FakeClock


def slip(text: str = "Sommerfest") -> Slip:
    return Slip((Paragraph(text),))


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def receipts(receipt: int) -> list[ReceiptSlip]:
    return [ReceiptSlip(receipt, side, slip(f"Beleg {side}"), slip(f"KOPIE {side}")) for side in (1, 2)]


def done(post: Post) -> SlipDone:
    message = post.next()
    assert isinstance(message, SlipDone), message
    return message


@contextmanager
def stuck(clock: FakeClock, post: Post) -> Iterator[tuple[PrintWorker, socket.socket, Callable[[], None]]]:
    """A worker that is busy with a slip until the test lets the printer hang up; nobody is there for the others."""
    with socket.create_server(("127.0.0.1", 0)) as printer:
        worker = PrintWorker(
            PrinterSettings(f"tcp://127.0.0.1:{printer.getsockname()[1]}"), post, monotonic=clock.monotonic
        )
        worker.start()
        assert worker.submit("first", slip())
        connection, _ = printer.accept()

        def hang_up() -> None:
            printer.close()
            connection.close()

        with connection:
            yield worker, connection, hang_up


def test_r20_receipts_are_printed_with_their_trail(centre: Centre, tmp_path: Path) -> None:
    post, receipt = Post(), centre.pay()
    worker = PrintWorker(PrinterSettings(f"file://{tmp_path}/paper"), post, centre.ledger.sibling)
    worker.start()
    for copies in (0, 2):
        assert worker.receipts("receipt:1", receipts(receipt), "Anna")
        assert done(post) == SlipDone("receipt:1", Printed(confirmed=False), 1, 2)
        assert read((tmp_path / "paper").read_bytes()).text.count("KOPIE") == copies
    sides = centre.ledger.printouts.sides(receipt, (1, 2))
    assert [(one.state, one.copies) for one in sides] == [(OnPaper.TAKEN, 1)] * 2
    staff = centre.ledger.db.execute("SELECT staff FROM journal WHERE event = 'paper sent'").fetchall()
    assert staff == [("Anna",)] * 4


@pytest.mark.parametrize("opens", [True, False])
def test_r20_where_the_ledger_cannot_be_written_nothing_is_sent(centre: Centre, tmp_path: Path, opens: bool) -> None:
    def broken() -> Ledger:
        if not opens:
            raise Unstorable(Reason.DISK)
        ledger = centre.ledger.sibling()
        ledger.db.execute("PRAGMA query_only = ON")
        return ledger

    post = Post()
    worker = PrintWorker(PrinterSettings(f"file://{tmp_path}/paper"), post, broken)
    worker.start()
    worker.receipts("receipt:1", receipts(centre.pay()), "Anna")
    assert done(post) == SlipDone("receipt:1", Held(Reason.DISK), 0, 2)
    assert not (tmp_path / "paper").exists()


def test_a_slip_whose_page_was_left_is_never_printed_and_those_of_staff_are(tmp_path: Path) -> None:
    post, clock = Post(), FakeClock()
    with stuck(clock, post) as (worker, _, hang_up):
        for key in ("left", "kept"):
            worker.visitor(key, slip())
        worker.submit("staff", slip())
        worker.keep({"kept"})
        hang_up()
        assert {done(post).item for _ in range(3)} == {"first", "kept", "staff"}
    assert post.empty()


def test_a_cancelled_slip_makes_room_for_others() -> None:
    post, clock = Post(), FakeClock()
    with stuck(clock, post) as (worker, _, _):
        assert [worker.visitor("left", slip()) for _ in range(WAITING_MAX + 1)] == [True] * WAITING_MAX + [False]
        worker.keep(set())
        assert worker.visitor("new", slip())
        worker.stop()


@pytest.mark.parametrize("waits_s", [WAITS_S - 1, WAITS_S])
def test_a_slip_that_waited_too_long_is_not_printed_any_more(waits_s: float) -> None:
    post, clock = Post(), FakeClock()
    with stuck(clock, post) as (worker, _, hang_up):
        worker.visitor("late", slip())
        worker.submit("staff", slip())
        clock.later(seconds=waits_s)
        hang_up()
        outcomes = {message.item: message.outcome for message in (done(post) for _ in range(3))}
    assert outcomes["late"] == NotStarted(Trouble.BUSY if waits_s >= WAITS_S else Trouble.REFUSED)
    assert outcomes["staff"] == NotStarted(Trouble.REFUSED)


def test_at_the_end_the_slip_that_is_being_sent_comes_out_and_no_other_begins() -> None:
    post, clock = Post(), FakeClock()
    with stuck(clock, post) as (worker, connection, _):
        worker.submit("second", slip())
        worker.stop()
        assert worker._thread.is_alive()
        got = b""
        while chunk := connection.recv(4096):
            got += chunk
        connection.close()
        worker.stop(WAIT_S)
        assert not worker._thread.is_alive()
    assert "Sommerfest" in read(got.replace(b"\x10\x04\x04", b"").lstrip(b"\0")).text
    assert done(post).outcome == Printed(confirmed=False)
    assert post.empty()


def test_at_the_end_the_second_receipt_stays_planned(centre: Centre) -> None:
    post, receipt = Post(), centre.pay()
    with socket.create_server(("127.0.0.1", 0)) as printer:
        device = f"tcp://127.0.0.1:{printer.getsockname()[1]}"
        worker = PrintWorker(PrinterSettings(device), post, centre.ledger.sibling)
        worker.start()
        worker.receipts("receipt:1", receipts(receipt), "Anna")
        connection, _ = printer.accept()
        with connection:
            worker.stop()
            while connection.recv(4096):
                pass
        worker.stop(WAIT_S)
    assert done(post).done == 0
    states = [one.state for one in centre.ledger.printouts.sides(receipt, (1, 2))]
    assert states == [OnPaper.TAKEN, OnPaper.PLANNED]
