"""R1, R3: a booking is entered once, whoever enters it how often; receipts have no gap and references no double."""

import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.couriers.base import Why
from sync.ledger import ledger as ledger_module
from sync.ledger.ledger import Draft, Ledger
from sync.ledger.reference import LETTERS, new_reference
from sync.ledger.rules import NotBooked, Rule
from tests.ledger.ledgers import KEY, Centre, payment, seat
from tests.sync.clocks import FakeClock

ROOT = Path(__file__).parents[2]


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def on_slip(centre: Centre, amount: int = 200, paper: str = "7", replaces: int | None = None) -> int:
    what = payment(amount=amount)
    return centre.ledger.book(what, staff="Anna", platform="ring", paper=paper, replaces=replaces).receipt


def failing(centre: Centre) -> None:
    with centre.ledger.change():
        centre.pay()
        raise ZeroDivisionError


def rule_of(refused: pytest.ExceptionInfo[NotBooked]) -> Rule:
    return refused.value.rule


def test_r3_a_draft_is_booked_once_also_after_a_restart(centre: Centre) -> None:
    draft = centre.ledger.draft()
    first = centre.ledger.book(payment(), staff="Anna", platform="ring", draft=draft)
    centre.again()
    assert centre.ledger.book(payment(), staff="Bernd", platform="ring", draft=draft) == first
    assert (first.reference, first.key) == (draft.reference, draft.key)
    assert len(centre.states()) == 1


def test_r3_two_bookings_of_the_same_content_are_two(centre: Centre) -> None:
    first, second = (centre.ledger.book(payment(), staff="Anna", platform="ring") for _ in range(2))
    assert (first.receipt, second.receipt) == (1, 2)
    assert first.reference != second.reference
    assert first.key != second.key


def test_a_signed_slip_is_booked_once(centre: Centre) -> None:
    assert on_slip(centre) == on_slip(centre) == 1
    with pytest.raises(NotBooked) as refused:
        on_slip(centre, amount=300)
    assert rule_of(refused) is Rule.PAPER_TAKEN
    assert on_slip(centre, paper="8") == 2


@pytest.mark.parametrize("sent", [False, True])
def test_a_slip_that_was_taken_back_is_used_up_unless_its_booking_is_corrected(centre: Centre, sent: bool) -> None:
    first = on_slip(centre)
    if sent:
        centre.ledger.outbox.confirm(first, "r1")
    centre.ledger.storno(first, "Anna")
    for amount in (200, 300):
        with pytest.raises(NotBooked) as refused:
            on_slip(centre, amount)
        assert rule_of(refused) is Rule.PAPER_TAKEN
    corrected = on_slip(centre, 300, replaces=first)
    assert corrected > first
    assert on_slip(centre, 300, replaces=first) == on_slip(centre, 300) == corrected
    with pytest.raises(NotBooked):
        on_slip(centre, 400, replaces=first)


def test_a_correction_may_be_corrected_again(centre: Centre) -> None:
    first = on_slip(centre)
    centre.ledger.cancel(first, "Anna")
    second = on_slip(centre, 300, replaces=first)
    centre.ledger.cancel(second, "Anna")
    assert on_slip(centre, 400, replaces=second) == 3


def test_r1_receipts_have_no_gap_whatever_was_refused_or_failed_between(centre: Centre) -> None:
    on_slip(centre)
    for _ in range(3):
        with pytest.raises(NotBooked):
            on_slip(centre, amount=300)
        with pytest.raises(ZeroDivisionError):
            failing(centre)
        centre.pay()
    centre.ledger.outbox.refuse(2, Why.BALANCE)
    centre.ledger.cancel(3, "Anna")
    centre.again()
    centre.ledger.book(seat(), staff="Anna", platform="haus")
    assert [one.booking.receipt for one in centre.ledger.all()] == [1, 2, 3, 4, 5]
    centre.ledger.check()


def test_references_can_be_read_out_and_bear_the_mark_of_their_terminal(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "members.db", KEY, FakeClock(), "HS2") as ledger:
        references = {ledger.draft().reference for _ in range(500)}
    assert len(references) == 500
    assert all(re.fullmatch(rf"HS2-[{LETTERS}]{{6}}", one) for one in references)


def few_references(monkeypatch: pytest.MonkeyPatch, count: int = 64) -> None:
    """A terminal that has hardly any references to give."""
    choose = random.Random(7).randrange
    monkeypatch.setattr(
        ledger_module, "new_reference", lambda terminal: new_reference(terminal, lambda _: choose(count))
    )


def test_r3_a_reference_that_is_taken_is_never_given_away_again(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_references(monkeypatch)
    for _ in range(64):
        centre.pay()
    references = {one.booking.reference for one in centre.ledger.all()}
    assert len(references) == 64


def test_r3_two_drafts_with_one_reference_become_two_bookings_each_of_them_once(centre: Centre) -> None:
    first, second = (Draft(reference="QK1-000000", key=key) for key in ("a" * 32, "b" * 32))
    booked = [centre.ledger.book(payment(), staff="Anna", platform="ring", draft=one) for one in (first, second)]
    again = [centre.ledger.book(payment(), staff="Anna", platform="ring", draft=one) for one in (first, second)]
    assert booked == again
    assert [one.key for one in booked] == [first.key, second.key]
    assert booked[0].reference == "QK1-000000" != booked[1].reference
    centre.ledger.outbox.confirm(1, "r1")
    storno = centre.ledger.storno(1, "Anna", Draft(reference="QK1-000000", key="c" * 32))
    assert storno is not None
    assert storno.reference != "QK1-000000"
    centre.ledger.check()


BOOKING = """
import sys
from pathlib import Path
from sync.ledger.ledger import Ledger
from tests.ledger.ledgers import KEY, payment
from tests.sync.clocks import FakeClock
sys.stdin.readline()
with Ledger.open(Path(sys.argv[1]), KEY, FakeClock()) as ledger:
    for number in range(40):
        booking = ledger.book(payment(), staff="Anna", platform="ring", paper=sys.argv[2] + str(number % 30))
        print(booking.receipt, booking.reference, flush=True)
"""


def test_r1_processes_that_book_at_once_leave_no_gap_and_book_no_slip_twice(tmp_path: Path) -> None:
    """From the very first statement: all of them also find the file still to be made. Two share their slips."""
    command = [sys.executable, "-B", "-c", BOOKING, str(tmp_path / "members.db")]
    workers = [
        subprocess.Popen([*command, slips], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for slips in ("A", "A", "B")
    ]
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    told = [worker.communicate(timeout=120)[0].split("\n")[:-1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert [len(lines) for lines in told] == [40, 40, 40]
    with Ledger.open(tmp_path / "members.db", KEY, FakeClock()) as ledger:
        bookings = [one.booking for one in ledger.all()]
        ledger.check()
        ledger.journal.check()
    assert [one.receipt for one in bookings] == list(range(1, 61))
    assert {line for lines in told for line in lines} == {f"{one.receipt} {one.reference}" for one in bookings}
    assert set(told[0]) == set(told[1])


def test_r1_a_sibling_in_another_thread_books_beside_it(centre: Centre) -> None:
    def book() -> None:
        with centre.ledger.sibling() as ledger:
            for _ in range(30):
                ledger.book(payment(), staff="Bernd", platform="ring")

    thread = threading.Thread(target=book)
    thread.start()
    for _ in range(30):
        centre.pay()
    thread.join()
    assert [one.booking.receipt for one in centre.ledger.all()] == list(range(1, 61))
    centre.ledger.journal.check()
