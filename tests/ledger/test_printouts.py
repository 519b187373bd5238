"""R20: every slip of a booking leaves a trail, written before its first byte; at most one of them is an original."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import OnPaper, must_be_copy
from sync.ledger.printouts import PressTaken
from sync.ledger.records import State
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.schema_paper import MOVES
from sync.lock import RoundLock
from tests.ledger.ledgers import KEY, Centre, changed, payment
from tests.sync.clocks import FakeClock

ENDS = (OnPaper.PRINTED, OnPaper.TAKEN, OnPaper.NOT_STARTED, OnPaper.UNCONFIRMED)
ANSWERS = (OnPaper.CAME_OUT, OnPaper.MISSING)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def ended(centre: Centre, receipt: int, side: int, state: OnPaper, *, copy: bool = False) -> int:
    """Send a slip, with this end; its number."""
    printouts = centre.ledger.printouts
    number = printouts.begin(receipt, side, copy)
    if state in ANSWERS:
        printouts.answer(number, state, "Anna")
    elif state is not OnPaper.SENT:
        printouts.end(number, state, "paper_out" if state is OnPaper.NOT_STARTED else None)
    return number


def test_r20_a_booking_alone_writes_nothing_about_paper(centre: Centre) -> None:
    receipt = centre.pay()
    assert centre.ledger.db.execute("SELECT count(*) FROM printout").fetchone() == (0,)
    sides = centre.ledger.printouts.sides(receipt, (1, 2))
    assert [(one.side, one.state, one.copies) for one in sides] == [(1, OnPaper.PLANNED, 0), (2, OnPaper.PLANNED, 0)]


@pytest.mark.parametrize("state", [*ENDS, *ANSWERS, OnPaper.SENT])
def test_r20_only_what_never_left_is_printed_as_the_original_again(centre: Centre, state: OnPaper) -> None:
    receipt, printouts = centre.pay(), centre.ledger.printouts
    assert not printouts.must_be_copy(receipt, 1)
    ended(centre, receipt, 1, state)
    again = state is not OnPaper.NOT_STARTED
    assert printouts.must_be_copy(receipt, 1) is again
    assert must_be_copy([OnPaper.NOT_STARTED, state]) is again
    assert not printouts.must_be_copy(receipt, 2)
    if again:
        with pytest.raises(NotBooked):
            printouts.begin(receipt, 1, False)
        with pytest.raises(dbapi2.IntegrityError, match="a second original"):
            centre.ledger.db.execute(f"INSERT INTO printout VALUES (2, {receipt}, 1, 0, 'sent', NULL)")
    assert printouts.begin(receipt, 1, again) == 2
    centre.ledger.prove()


@pytest.mark.parametrize("before", [*ENDS, *ANSWERS, OnPaper.SENT])
@pytest.mark.parametrize("after", [*ENDS, *ANSWERS, OnPaper.SENT])
def test_r20_only_these_steps_lead_from_one_state_to_another(centre: Centre, before: OnPaper, after: OnPaper) -> None:
    number = ended(centre, centre.pay(), 1, before)
    rows = centre.ledger.db.execute("SELECT count(*) FROM journal").fetchone()[0]
    if after in MOVES.get(before, ()):
        centre.ledger.printouts.end(number, after)
        rows += 1
    else:
        with pytest.raises(NotBooked) as refused:
            centre.ledger.printouts.end(number, after)
        assert refused.value.rule is Rule.CLOSED
        with pytest.raises(dbapi2.IntegrityError, match="no such move"):
            centre.ledger.db.execute("UPDATE printout SET state = ?", (after.value,))
    assert centre.ledger.db.execute("SELECT count(*) FROM journal").fetchone()[0] == rows
    centre.ledger.prove()


def test_r20_what_the_printer_is_not_sure_of_is_asked_about_until_somebody_answers(centre: Centre) -> None:
    printouts, receipt = centre.ledger.printouts, centre.pay()
    first = ended(centre, receipt, 1, OnPaper.SENT)
    second = ended(centre, receipt, 2, OnPaper.UNCONFIRMED)
    ended(centre, centre.pay(), 1, OnPaper.TAKEN)
    assert [one.number for one in printouts.doubtful()] == [first, second]
    printouts.answer(first, OnPaper.CAME_OUT, "Anna")
    printouts.answer(second, OnPaper.MISSING, "Anna")
    assert printouts.doubtful() == []
    assert [one.state for one in printouts.sides(receipt, (1, 2))] == [OnPaper.CAME_OUT, OnPaper.MISSING]
    assert printouts.still_to_come(receipt, (1, 2, 3)) == [2, 3]
    told = centre.ledger.db.execute("SELECT event, staff FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert told == ("paper missing", "Anna")


def test_r20_a_copy_that_came_out_answers_the_question_too(centre: Centre) -> None:
    receipt = centre.pay()
    ended(centre, receipt, 1, OnPaper.UNCONFIRMED)
    ended(centre, receipt, 1, OnPaper.NOT_STARTED, copy=True)
    assert [one.number for one in centre.ledger.printouts.doubtful()] == [1]
    ended(centre, receipt, 1, OnPaper.PRINTED, copy=True)
    assert centre.ledger.printouts.doubtful() == []
    side = centre.ledger.printouts.side(receipt, 1)
    assert (side.state, side.copies, side.number) == (OnPaper.PRINTED, 1, 3)


def test_r20_a_copy_that_did_not_start_changes_nothing_on_paper(centre: Centre) -> None:
    receipt = centre.pay()
    ended(centre, receipt, 1, OnPaper.PRINTED)
    ended(centre, receipt, 1, OnPaper.NOT_STARTED, copy=True)
    side = centre.ledger.printouts.side(receipt, 1)
    assert (side.state, side.copies, side.trouble) == (OnPaper.PRINTED, 0, None)


def test_r20_what_another_process_is_sending_is_not_asked_about_and_what_it_left_behind_is(centre: Centre) -> None:
    receipt = centre.pay()
    with centre.ledger.sibling() as other:
        with other.printouts.press():
            left = other.printouts.begin(receipt, 1, False)
            now = other.printouts.begin(receipt, 2, False)
            assert [one.number for one in centre.ledger.printouts.doubtful()] == [left]
        assert [one.number for one in centre.ledger.printouts.doubtful()] == [left, now]


def test_r20_two_processes_never_print_receipts_at_once_and_waiting_ends(centre: Centre) -> None:
    waits: list[float] = []
    mine = centre.ledger.printouts.press(0.5, waits.append)
    with centre.ledger.sibling() as other, other.printouts.press(), pytest.raises(PressTaken), mine:
        pytest.fail("both were let in")
    assert sum(waits) == pytest.approx(0.5)
    with centre.ledger.printouts.press(0.0):
        assert not taken(centre)


def taken(centre: Centre) -> bool:
    with RoundLock(centre.folder / "print.lock") as lock:
        return lock.take()


def test_r20_the_outbox_does_not_take_steps_on_paper_for_its_own(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.going(receipt)
    ended(centre, receipt, 1, OnPaper.PRINTED)
    centre.ledger.outbox.confirm(receipt, "r1")
    ended(centre, receipt, 2, OnPaper.UNCONFIRMED)
    assert centre.state(receipt) is State.CONFIRMED
    centre.ledger.prove()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE printout SET number = number + 10",
        "UPDATE printout SET receipt = 2",
        "UPDATE printout SET side = side + 2",
        "UPDATE printout SET copy = 1 - copy",
        "UPDATE printout SET state = 'printed' WHERE state = 'unconfirmed'",
        "UPDATE printout SET trouble = 'stuck'",
        "DELETE FROM printout WHERE number = 1",
        "INSERT INTO printout VALUES (3, 1, 3, 0, 'printed', NULL)",
    ],
)
def test_r33_a_trail_that_somebody_changed_is_found(centre: Centre, sql: str) -> None:
    receipt = centre.pay()
    centre.pay()
    ended(centre, receipt, 1, OnPaper.UNCONFIRMED)
    ended(centre, receipt, 2, OnPaper.PRINTED)
    centre.ledger.close()
    changed(centre.path, lambda db: db.execute(sql))
    centre.start()
    with pytest.raises(Damaged) as found:
        centre.ledger.check()
    assert "printout" in found.value.facts["found"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM printout",
        "REPLACE INTO printout SELECT * FROM printout",
        "UPDATE printout SET side = 2",
        "UPDATE printout SET state = 'sent'",
        "INSERT INTO printout VALUES (9, 1, 2, 0, 'sent', NULL)",
        "INSERT INTO printout VALUES (2, 1, 2, 0, 'printed', NULL)",
    ],
)
def test_r2_the_file_itself_refuses_to_forget_what_was_printed(centre: Centre, sql: str) -> None:
    ended(centre, centre.pay(), 1, OnPaper.PRINTED)
    with pytest.raises(dbapi2.IntegrityError):
        centre.ledger.db.execute(sql)
    centre.ledger.check()


def test_a_receipt_that_nobody_gave_out_is_not_printed(centre: Centre) -> None:
    with pytest.raises(NotBooked) as refused:
        centre.ledger.printouts.begin(77, 1, False)
    assert refused.value.rule is Rule.UNKNOWN_RECEIPT
    assert centre.ledger.printouts.all() == {}


FIRST_VERSION = """
    DROP TABLE printout; DROP TABLE voucher; DROP TABLE voucher_void;
    DELETE FROM _sqlite_migrations WHERE name IN ('printouts', 'vouchers');
    DELETE FROM kept WHERE name = 'printouts begin after'; PRAGMA user_version = 1;
"""


def test_r20_a_file_of_the_first_version_is_brought_up_and_its_receipts_are_copies_from_now_on(
    centre: Centre,
) -> None:
    old = centre.pay()
    centre.ledger.close()
    changed(centre.path, lambda db: db.executescript(FIRST_VERSION))
    with Ledger.open(centre.path, KEY, FakeClock()) as ledger:
        ledger.prove()
        assert ledger.printouts.must_be_copy(old, 1)
        new = ledger.book(payment(), staff="Anna", platform="ring").receipt
        assert not ledger.printouts.must_be_copy(new, 1)


def test_r38_after_a_restore_nobody_knows_what_was_printed_since_the_backup(centre: Centre) -> None:
    receipt = centre.pay()
    copy = centre.copied()
    centre.start()
    ended(centre, receipt, 1, OnPaper.PRINTED)
    centre.deliver()
    centre.ledger.close()
    centre.path.write_bytes(copy.read_bytes())
    centre.start()
    assert centre.ledger.printouts.must_be_copy(receipt, 1)
    assert not centre.ledger.printouts.must_be_copy(centre.pay(), 1)


def test_when_a_slip_was_sent_and_all_that_ever_were_can_be_read(centre: Centre) -> None:
    receipt = centre.pay()
    for state in (OnPaper.NOT_STARTED, OnPaper.TAKEN):
        ended(centre, receipt, 1, state)
    assert [one.number for one in centre.ledger.printouts.all()[receipt]] == [1, 2]
    assert [stamp.boot for stamp in centre.ledger.printouts.sent().values()] == ["boot-1", "boot-1"]
