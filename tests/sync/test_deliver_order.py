"""R5: bookings of the same members go in the order of entry, all others go on, whatever one of them does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.couriers.base import Why
from sync.deliver_events import Delivered, Moved
from sync.ledger.records import PAPER, State
from sync.lock import RoundLock
from tests.couriers.paper_trail import Fault, healthy, only
from tests.ledger.ledgers import Centre, job, payment, seat

WAITING, UNCERTAIN, CONFIRMED, REFUSED = State.WAITING, State.UNCERTAIN, State.CONFIRMED, State.REFUSED


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def reference(centre: Centre, receipt: int) -> str:
    return centre.ledger.by_receipt(receipt).booking.reference


def test_bookings_go_in_the_order_of_entry(centre: Centre) -> None:
    for _ in range(5):
        centre.pay()
    events = centre.deliver()
    assert centre.ring.references == [reference(centre, receipt) for receipt in range(1, 6)]
    moved = [event.receipt for event in events if isinstance(event, Moved)]
    assert (moved, events[-1]) == ([1, 2, 3, 4, 5], Delivered(ran=True, left=0))
    assert centre.ring.times("greet") == 1


@pytest.mark.parametrize(
    ("payer", "payee", "goes"),
    [("1", "2", False), ("2", "1", False), ("1", "9", False), ("9", "2", False), ("8", "9", True)],
)
def test_an_uncertain_booking_holds_back_later_ones_of_its_two_members_alone(
    centre: Centre, payer: str, payee: str, goes: bool
) -> None:
    first = centre.pay("1", "2")
    later = centre.pay(payer, payee)
    centre.ring.plan = only(reference(centre, first), Fault.VAGUE_BEFORE)
    centre.deliver()
    assert centre.states() == [UNCERTAIN, CONFIRMED if goes else WAITING]
    centre.ring.plan = healthy
    centre.deliver_all()
    assert centre.states() == [CONFIRMED, CONFIRMED]
    order = centre.ring.references.index(reference(centre, first)) < centre.ring.references.index(
        reference(centre, later)
    )
    assert order is not goes


def test_what_is_held_back_holds_back_its_own_later_ones(centre: Centre) -> None:
    first = centre.pay("1", "2")
    centre.pay("2", "3")
    centre.pay("3", "4")
    centre.pay("5", "6")
    centre.ring.plan = only(reference(centre, first), Fault.VAGUE_BEFORE)
    centre.deliver()
    assert centre.states() == [UNCERTAIN, WAITING, WAITING, CONFIRMED]


def test_an_earlier_booking_is_not_held_back_by_a_later_one(centre: Centre) -> None:
    centre.pay("1", "2")
    later = centre.pay("2", "3")
    centre.ring.plan = only(reference(centre, later), Fault.VAGUE_BEFORE)
    centre.deliver()
    assert centre.states() == [CONFIRMED, UNCERTAIN]


def test_members_count_across_platforms_and_kinds(centre: Centre) -> None:
    first = centre.pay("1042", "17")
    centre.ledger.book(seat("1042"), staff="Anna", platform="haus")
    centre.ledger.book(seat(None, guest="Max"), staff="Anna", platform="haus")
    centre.ledger.book(job("17"), staff="Anna", platform="post")
    centre.ring.plan = only(reference(centre, first), Fault.VAGUE_AFTER)
    centre.deliver()
    assert centre.states() == [UNCERTAIN, WAITING, CONFIRMED, WAITING]
    centre.deliver()
    assert centre.states() == [CONFIRMED, CONFIRMED, CONFIRMED, CONFIRMED]


@pytest.mark.parametrize("set_aside", ["refused", "cancelled", "settled", "refused now"])
def test_what_is_set_aside_cancelled_or_settled_holds_back_nothing(centre: Centre, set_aside: str) -> None:
    first = centre.pay()
    centre.pay()
    match set_aside:
        case "refused":
            centre.ledger.outbox.refuse(first, Why.BALANCE)
        case "cancelled":
            centre.ledger.cancel(first, "Anna")
        case "settled":
            centre.ledger.outbox.settle(first, "Anna", Why.SETTLED)
        case _:
            centre.ring.plan = only(reference(centre, first), Fault.REFUSED)
    centre.deliver()
    assert centre.states()[1] == CONFIRMED


def test_paper_goes_to_no_platform_and_holds_back_nothing(centre: Centre) -> None:
    centre.ledger.book(payment(), staff="Anna", platform=PAPER)
    centre.pay()
    events = centre.deliver()
    assert centre.states() == [WAITING, CONFIRMED]
    assert events[-1] == Delivered(ran=True, left=0)


def test_a_booking_whose_platform_left_the_settings_waits_and_keeps_its_place(centre: Centre) -> None:
    centre.ledger.book(payment(), staff="Anna", platform="elsewhere")
    centre.pay()
    centre.pay("5", "6")
    events = centre.deliver()
    assert centre.states() == [WAITING, WAITING, CONFIRMED]
    assert events[-1] == Delivered(ran=True, left=2)


POISONS = (Fault.BUSY, Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.VAGUE_BEFORE, Fault.REFUSED)


def test_r5_a_poisoned_booking_anywhere_in_a_queue_of_50_stops_no_other_and_comes_to_its_end(centre: Centre) -> None:
    """A queue for each position, one after the other, by five kinds of poison in turn."""
    for position in range(50):
        queue = [centre.pay(f"{position}p{at}", f"{position}e{at}") for at in range(50)]
        poison = queue.pop(position)
        centre.ring.plan = only(reference(centre, poison), POISONS[position % len(POISONS)])
        centre.deliver()
        assert [centre.state(receipt) for receipt in queue] == [CONFIRMED] * 49
        centre.ring.plan = healthy
        centre.deliver_all(3)
        assert centre.state(poison) in (CONFIRMED, REFUSED)
    assert centre.ring.most == 1
    assert len(centre.ring.effects) == centre.states().count(CONFIRMED) == 2490


def test_r5_a_booking_about_which_no_question_is_answered_is_set_aside_and_never_sent_again(centre: Centre) -> None:
    centre.set(tries=4)
    poison = centre.pay("1", "2")
    about = reference(centre, poison)
    centre.ring.plan = lambda step, asked: (
        (Fault.VAGUE_BEFORE if step == "send" else Fault.BROKEN) if asked == about else None
    )
    for round_ in range(4):
        centre.pay("3", "4")
        centre.deliver()
        assert centre.states()[1:] == [CONFIRMED] * (round_ + 1)
        centre.clock.later(minutes=5)
    assert centre.state(poison) is REFUSED
    assert centre.ledger.outbox.sending(poison).reason == Why.UNCLEAR
    centre.deliver_all(5)
    assert centre.ring.asked.count(("send", about)) == 1


def test_staff_may_cancel_what_was_read_but_not_sent_yet(centre: Centre) -> None:
    """The round has read the queue; before its turn comes, another connection takes the booking back."""
    first, second = centre.pay("1", "2"), centre.pay("3", "4")
    with centre.ledger.sibling() as desk:
        for event in centre.deliverer.run():
            if isinstance(event, Moved) and event.receipt == first:
                desk.storno(second, "Anna")
    assert centre.states() == [CONFIRMED, State.CANCELLED]
    assert centre.ring.references == [reference(centre, first)]


def test_a_second_round_beside_the_first_does_nothing(centre: Centre) -> None:
    centre.pay()
    with RoundLock(centre.folder / "deliver.lock") as lock:
        assert lock.take()
        assert centre.deliver() == [Delivered(ran=False)]
    assert centre.ring.asked == []
    assert centre.deliver()[-1] == Delivered(ran=True, left=0)


def test_nothing_is_asked_of_a_platform_for_which_nothing_waits(centre: Centre) -> None:
    assert centre.deliver() == [Delivered(ran=True, left=0)]
    centre.pay()
    centre.deliver()
    assert (centre.house.asked, centre.post.asked) == ([], [])
    assert centre.deliverer.next_due() is None
