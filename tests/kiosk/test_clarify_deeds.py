"""What staff do about bookings that got stuck: each deed whole or not at all, and never twice."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from kiosk import clarifying
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from sync.couriers.base import Why
from sync.errors import Reason, Unstorable
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.records import PAPER, SEEN, Reversal, State
from sync.ledger.rules import NotBooked, Rule
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.office_pages import confirmed, note, pay, refused, taken_back, uncertain
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.fixture
def house_(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


@pytest.fixture
def desk(house_: House) -> Desk:
    return desk_of(house_)


def state(desk: Desk, receipt: int) -> State:
    return desk.ledger.outbox.sending(receipt).state


def everything(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    """Every row of the ledger."""
    return [
        ledger.db.execute(f"SELECT * FROM {table}").fetchall() for table in ("journal", "booking", "entry", "outbox")
    ]


def test_sending_again_is_a_new_booking_and_the_old_one_is_cancelled(house_: House, desk: Desk) -> None:
    old = desk.ledger.by_receipt(refused(house_, paper="2231")).booking
    new = clarifying.send_again(desk, old.receipt)
    assert (new.what, new.platform, new.paper, new.staff) == (old.what, old.platform, "2231", "Frau Büro")
    assert new.reference != old.reference
    assert new.key != old.key
    assert state(desk, old.receipt) is State.CANCELLED
    assert state(desk, new.receipt) is State.WAITING
    desk.ledger.check()


def test_sending_again_twice_books_once(house_: House, desk: Desk) -> None:
    receipt = refused(house_)
    clarifying.send_again(desk, receipt)
    with pytest.raises(NotBooked) as error:
        clarifying.send_again(desk, receipt)
    assert error.value.rule is Rule.CLOSED
    assert sum(desk.ledger.outbox.counts().values()) == 2


def test_a_storno_that_was_refused_is_sent_again_as_another_storno(house_: House, desk: Desk) -> None:
    receipt, storno = taken_back(house_)
    desk.ledger.outbox.refuse(storno, Why.NO_RETURN)
    anew = clarifying.send_again(desk, storno)
    assert isinstance(anew.what, Reversal)
    assert anew.what.reverses == desk.ledger.by_receipt(receipt).booking.reference
    assert (state(desk, storno), anew.receipt) == (State.CANCELLED, storno + 1)
    desk.ledger.check()


def test_giving_up_a_storno_lets_the_booking_count_again(house_: House, desk: Desk) -> None:
    receipt, storno = taken_back(house_)
    assert desk.ledger.open_sum("17", "Stunden", 0) == 0
    desk.ledger.outbox.refuse(storno, Why.NO_RETURN)
    clarifying.give_up(desk, storno)
    assert desk.ledger.obstacle(desk.ledger.by_receipt(receipt)) is None
    assert desk.ledger.open_sum("17", "Stunden", 0) == 200


@pytest.mark.parametrize("deed", [clarifying.send_again, clarifying.take_back, clarifying.settle])
def test_r5_what_is_unclear_is_never_sent_again_before_somebody_looked(
    house_: House, desk: Desk, deed: Callable[[Desk, int], object]
) -> None:
    receipt = refused(house_, Why.UNCLEAR, None)
    before = everything(desk.ledger)
    with pytest.raises(NotBooked) as error:
        deed(desk, receipt)
    assert error.value.rule is Rule.UNCLEAR
    assert everything(desk.ledger) == before


def test_somebody_looked_and_it_is_there(house_: House, desk: Desk) -> None:
    receipt = refused(house_, Why.UNCLEAR, None)
    clarifying.arrived(desk, receipt)
    sending = desk.ledger.outbox.sending(receipt)
    assert (sending.state, sending.remote_id, sending.reason) == (State.CONFIRMED, SEEN, None)
    last = desk.ledger.db.execute("SELECT event, about, staff FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert last == ("settled", receipt, "Frau Büro")


def test_somebody_looked_and_it_is_not_there(house_: House, desk: Desk) -> None:
    receipt = refused(house_, Why.UNCLEAR, None)
    anew = clarifying.not_arrived(desk, receipt)
    assert (state(desk, receipt), state(desk, anew.receipt)) == (State.CANCELLED, State.WAITING)


@pytest.mark.parametrize("deed", [clarifying.arrived, clarifying.not_arrived])
def test_only_what_is_unclear_is_decided_by_looking(
    house_: House, desk: Desk, deed: Callable[[Desk, int], object]
) -> None:
    for receipt in (pay(house_), refused(house_), confirmed(house_), uncertain(house_)):
        before = everything(desk.ledger)
        with pytest.raises(NotBooked) as error:
            deed(desk, receipt)
        assert error.value.rule is Rule.CLOSED
        assert everything(desk.ledger) == before


def test_a_note_that_was_handed_over_is_delivered(house_: House, desk: Desk) -> None:
    receipt = note(house_)
    clarifying.settle(desk, receipt)
    sending = desk.ledger.outbox.sending(receipt)
    assert (sending.state, sending.remote_id, sending.reason) == (State.CONFIRMED, PAPER, Why.SETTLED)


def test_what_still_waits_for_a_platform_is_not_settled_on_paper_as_well(house_: House, desk: Desk) -> None:
    receipt = pay(house_)
    with pytest.raises(NotBooked):
        clarifying.settle(desk, receipt)
    assert state(desk, receipt) is State.WAITING


def test_what_was_refused_is_settled_on_paper_and_its_storno_goes_to_paper(house_: House, desk: Desk) -> None:
    receipt = refused(house_)
    clarifying.settle(desk, receipt)
    storno = clarifying.take_back(desk, receipt)
    assert storno is not None
    assert storno.platform == PAPER


@pytest.mark.parametrize("deed", [clarifying.send_again, clarifying.take_back, clarifying.settle, clarifying.give_up])
def test_r13_a_damaged_ledger_is_left_alone(house_: House, desk: Desk, deed: Callable[[Desk, int], object]) -> None:
    receipt = refused(house_)
    before = everything(desk.ledger)
    desk.damaged = True
    with pytest.raises(Damaged):
        deed(desk, receipt)
    assert everything(desk.ledger) == before


@pytest.mark.parametrize(
    ("stuck", "deed"),
    [
        (refused, clarifying.send_again),
        (lambda house: refused(house, Why.UNCLEAR, None), clarifying.not_arrived),
        (lambda house: refused(house, Why.UNCLEAR, None), clarifying.arrived),
        (refused, clarifying.settle),
        (refused, clarifying.take_back),
        (confirmed, clarifying.take_back),
        (refused, clarifying.give_up),
    ],
)
def test_r1_a_deed_that_is_cut_off_anywhere_leaves_nothing_behind(
    house_: House, desk: Desk, stuck: Callable[[House], int], deed: Callable[[Desk, int], object]
) -> None:
    receipt = stuck(house_)
    before = everything(desk.ledger)
    for after in count(1):
        if whole := done_with_fault(desk, after, lambda: deed(desk, receipt)):
            break
        assert everything(desk.ledger) == before
        desk.ledger.check()
        desk.ledger.journal.check()
    assert whole
    assert after > 2, "at least the outbox row and the journal are written"
    assert everything(desk.ledger) != before
    desk.ledger.check()
    desk.ledger.journal.check()


def done_with_fault(desk: Desk, after: int, act: Callable[[], object]) -> bool:
    """Do it while the disk refuses the n-th statement that writes; whether it was done all the same."""
    db, left = desk.ledger.db, after
    kinds = ("INSERT", "UPDATE", "COMMIT")
    real, many = db.execute, db.executemany

    def counted(run: Callable[..., object]) -> Callable[..., object]:
        def execute(sql: str, *words: object) -> object:
            nonlocal left
            if sql.startswith(kinds):
                left -= 1
                if left == 0:
                    raise Unstorable(Reason.DISK_FULL)
            return run(sql, *words)

        return execute

    vars(db).update(execute=counted(real), executemany=counted(many))
    try:
        act()
    except Unstorable:
        return False
    finally:
        del vars(db)["execute"], vars(db)["executemany"]
    return True
