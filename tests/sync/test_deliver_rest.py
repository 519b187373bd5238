"""R9: a platform that fails is left alone, longer each time, by powered time; and nobody is asked in a loop."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from sync.deliver import Deliverer
from sync.deliver_door import Trouble
from sync.deliver_events import Quiet
from sync.errors import Reason
from sync.ledger.records import State
from tests.couriers.paper_trail import Fault, always, healthy, once, only
from tests.ledger.ledgers import RING, Centre, seat

CONFIRMED, WAITING, UNCERTAIN = State.CONFIRMED, State.WAITING, State.UNCERTAIN


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def due(centre: Centre) -> float:
    """Seconds until the next round makes sense."""
    due_s = centre.deliverer.next_due()
    assert due_s is not None
    return due_s


def test_r9_the_pause_doubles_up_to_an_hour_and_ends_with_the_first_answer(centre: Centre) -> None:
    centre.pay()
    centre.ring.plan = always(Fault.AWAY, "greet")
    pauses = []
    for _ in range(10):
        centre.deliver(worker=True)
        pauses.append(due(centre))
        centre.clock.later(seconds=pauses[-1])
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert centre.ring.times("greet") == 10
    centre.ring.plan = healthy
    centre.deliver(worker=True)
    assert centre.states() == [CONFIRMED]
    centre.pay()
    centre.ring.plan = always(Fault.AWAY, "greet")
    centre.deliver(worker=True)
    assert due(centre) == 30


def test_r9_terminals_that_failed_together_come_back_apart(centre: Centre) -> None:
    centre.pay()
    centre.ring.plan = always(Fault.AWAY, "greet")
    jitter = iter((0.0, 0.5, 1.0))
    lock = centre.folder / "deliver.lock"
    for pause in (15.0, 22.5, 30.0):
        one = Deliverer(centre.ledger, [RING], centre.ring.connect, lock=lock, jitter=lambda: next(jitter))
        list(one.run())
        assert one.next_due() == pause


def test_r9_while_it_is_left_alone_the_worker_asks_nothing_and_a_command_does(centre: Centre) -> None:
    centre.pay()
    centre.ring.plan = always(Fault.AWAY, "greet")
    centre.deliver(worker=True)
    centre.clock.later(seconds=29)
    centre.deliver(worker=True)
    assert centre.ring.times("greet") == 1
    centre.deliver()
    assert centre.ring.times("greet") == 2


@pytest.mark.parametrize("days", [365, -365, -20000])
def test_r9_no_jump_of_the_clock_on_the_wall_ends_a_pause_or_makes_it_longer(centre: Centre, days: int) -> None:
    centre.pay()
    centre.ring.plan = always(Fault.AWAY, "greet")
    centre.deliver(worker=True)
    centre.clock.wall += timedelta(days=days)
    assert due(centre) == 30
    centre.deliver(worker=True)
    assert centre.ring.times("greet") == 1
    centre.clock.later(seconds=30)
    centre.deliver(worker=True)
    assert centre.ring.times("greet") == 2


def test_one_platform_that_is_left_alone_delays_no_other(centre: Centre) -> None:
    centre.pay("1", "2")
    centre.ledger.book(seat("9"), staff="Anna", platform="haus")
    centre.ring.plan = always(Fault.AWAY, "greet")
    centre.deliver(worker=True)
    assert centre.states() == [WAITING, CONFIRMED]


def test_a_refused_key_is_tried_again_in_an_hour_at_the_earliest(centre: Centre) -> None:
    centre.pay()
    centre.ring.plan = always(Fault.REVOKED, "greet")
    for number in (1, 2):
        centre.deliver(worker=True)
        assert due(centre) == 3600
        centre.clock.later(hours=1)
        assert centre.ring.times("greet") == number


def test_what_waits_behind_an_uncertain_booking_makes_no_round_come_sooner(centre: Centre) -> None:
    centre.pay("1", "2")
    centre.pay("2", "3")
    centre.pay("3", "4")
    centre.ring.plan = once(Fault.VAGUE_BEFORE)
    centre.deliver(worker=True)
    assert centre.states() == [UNCERTAIN, WAITING, WAITING]
    assert due(centre) == 60
    centre.clock.later(seconds=20)
    assert due(centre) == 40


def test_a_booking_that_the_platform_is_too_busy_for_is_not_offered_again_at_once(centre: Centre) -> None:
    busy = centre.pay("1", "2")
    centre.ring.plan = only(centre.parcel(busy).reference, Fault.BUSY)
    pauses = []
    for _ in range(3):
        centre.deliver(worker=True)
        pauses.append(due(centre))
        centre.clock.later(seconds=pauses[-1])
    assert pauses == [30, 60, 120]
    centre.pay("3", "4")
    centre.deliver(worker=True)
    assert (centre.states(), due(centre)) == ([WAITING, CONFIRMED], 30)


@pytest.mark.parametrize("fault", [Fault.VAGUE_BEFORE, Fault.LOST_BEFORE, Fault.BUSY])
def test_a_platform_that_fails_three_bookings_in_a_row_is_left_alone(centre: Centre, fault: Fault) -> None:
    for number in range(10):
        centre.pay(f"p{number}", f"e{number}")
    centre.ring.plan = always(fault, "send")
    events = centre.deliver(worker=True)
    assert centre.ring.times("send") == 3
    assert [event.platform for event in events if isinstance(event, Quiet)] == ["ring"]
    centre.ring.plan = healthy
    for _ in range(5):
        centre.clock.later(minutes=2)
        centre.deliver(worker=True)
    assert centre.states() == [CONFIRMED] * 10
    assert centre.ring.most == 1


def test_without_a_network_one_question_is_enough_for_a_round(centre: Centre) -> None:
    for number in range(10):
        centre.pay(f"p{number}", f"e{number}")
    centre.ring.plan = always(Fault.AWAY, "send")
    centre.deliver()
    assert centre.ring.times("send") == 1
    assert centre.states() == [WAITING] * 10


def test_staff_can_read_why_a_platform_is_left_alone_now_and_since_when(centre: Centre) -> None:
    def trouble() -> Trouble | None:
        kept = centre.ledger.kept.get("trouble:ring")
        return msgspec.json.decode(kept, type=Trouble) if kept else None

    centre.pay()
    began_ms = int(centre.clock.now().timestamp() * 1000)
    centre.ring.plan = always(Fault.AWAY, "greet")
    for _ in range(3):
        centre.deliver()
        centre.clock.later(hours=2)
    assert trouble() == Trouble(Reason.NO_NETWORK, {}, began_ms)
    centre.ring.plan = always(Fault.REVOKED, "greet")
    centre.deliver()
    assert trouble() == Trouble(Reason.KEY_REFUSED, {}, began_ms + 6 * 3_600_000)
    centre.ring.plan = healthy
    centre.deliver()
    assert trouble() is None
