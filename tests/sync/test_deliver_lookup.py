"""R3, R4: what may have arrived is looked up before it is sent again, and whatever is lost, it is done once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from sync.couriers.base import Why
from sync.ledger.records import Outgoing, State
from tests.couriers.paper_trail import Fault, always, healthy, once
from tests.ledger.ledgers import Centre

UNCERTAIN, CONFIRMED, REFUSED = State.UNCERTAIN, State.CONFIRMED, State.REFUSED


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


@pytest.fixture
def lost(centre: Centre) -> Centre:
    """One payment was sent, and the answer did not come; nothing arrived."""
    centre.pay()
    centre.ring.plan = once(Fault.LOST_BEFORE)
    centre.deliver()
    centre.ring.asked.clear()
    return centre


def sends_after(centre: Centre, *waits: float) -> list[int]:
    """How often it was sent in all, after rounds that came so many seconds after one another."""
    sent = []
    for wait in waits:
        centre.clock.later(seconds=wait)
        centre.deliver()
        sent.append(centre.ring.times("send"))
    return sent


def test_two_misses_a_gap_apart_the_first_a_gap_after_the_send_allow_to_send_again(lost: Centre) -> None:
    assert sends_after(lost, 59.9, 0.2, 59.8, 0.2) == [0, 0, 0, 1]
    assert lost.states() == [CONFIRMED]
    assert [step for step, _ in lost.ring.asked if step != "greet"] == ["look_up"] * 4 + ["send"]


def test_after_sending_again_the_gaps_begin_anew(lost: Centre) -> None:
    lost.ring.plan = once(Fault.VAGUE_BEFORE)
    assert sends_after(lost, 60, 60, 59, 1, 59, 1) == [0, 1, 1, 1, 1, 2]
    assert lost.states() == [CONFIRMED]
    assert lost.ledger.outbox.sending(1).attempts == 3


def test_what_is_found_is_confirmed_at_once_and_not_only_after_the_gap(centre: Centre) -> None:
    centre.pay()
    centre.ring.plan = once(Fault.LOST_AFTER)
    centre.deliver()
    assert centre.states() == [UNCERTAIN]
    centre.deliver()
    assert centre.states() == [CONFIRMED]
    assert centre.ledger.outbox.sending(1).remote_id == "r1"
    assert centre.ring.times("send") == 1


def test_what_arrives_late_is_found_by_the_second_question(lost: Centre) -> None:
    assert sends_after(lost, 61) == [0]
    lost.ring.apply(lost.parcel(1))
    assert sends_after(lost, 60) == [0]
    assert (lost.states(), lost.ring.most) == ([CONFIRMED], 1)


@pytest.mark.parametrize("reboot", [False, True])
def test_r3_what_is_done_within_two_minutes_of_a_lost_answer_is_not_done_again(centre: Centre, reboot: bool) -> None:
    centre.pay()
    centre.ring.plan = once(Fault.LATE)
    centre.deliver()
    if reboot:
        centre.clock.reboot("boot-2")
    sends_after(centre, *[10] * 30)
    assert (centre.states(), centre.ring.times("send"), centre.ring.most) == ([CONFIRMED], 1, 1)


def test_a_question_without_a_whole_answer_is_no_miss(lost: Centre) -> None:
    lost.ring.plan = always(Fault.BROKEN, "look_up")
    assert sends_after(lost, 60, 60, 60) == [0, 0, 0]
    assert lost.ledger.outbox.sending(1).missed == 0
    lost.ring.plan = healthy
    assert sends_after(lost, 60, 59, 1) == [0, 0, 1]


def test_the_gap_runs_by_powered_time_whatever_the_clock_on_the_wall_does(lost: Centre) -> None:
    for days in (365, -800, 365 * 50):
        lost.clock.wall += timedelta(days=days)
        assert sends_after(lost, 10) == [0]
        assert lost.ledger.outbox.sending(1).missed == 0
    assert sends_after(lost, 30, 60) == [0, 1]


def test_the_gap_begins_anew_after_a_reboot_however_much_powered_time_the_new_boot_has(lost: Centre) -> None:
    assert sends_after(lost, 60) == [0]
    lost.clock.reboot("boot-2")
    lost.clock.later(days=3)
    lost.again()
    assert sends_after(lost, 0, 59, 1, 59, 1) == [0, 0, 0, 0, 1]


def test_powered_time_that_runs_back_within_a_boot_begins_the_gap_anew(lost: Centre) -> None:
    lost.clock.ticks = 3.0
    assert sends_after(lost, 0, 60, 60) == [0, 0, 1]


def test_after_so_many_lost_answers_it_is_set_aside_but_only_when_it_cannot_be_found(centre: Centre) -> None:
    centre.set(tries=3)
    centre.pay()
    centre.ring.plan = always(Fault.VAGUE_BEFORE, "send")
    centre.deliver_all(12)
    sending = centre.ledger.outbox.sending(1)
    assert (sending.state, sending.reason, sending.attempts) == (REFUSED, Why.UNCLEAR, 3)
    assert centre.ring.asked[-1][0] == "look_up"
    centre.ring.plan = healthy
    centre.deliver_all(3)
    assert centre.ring.times("send") == 3


def test_what_the_platform_holds_is_found_after_the_last_try_as_well(centre: Centre) -> None:
    centre.set(tries=2)
    centre.pay()
    centre.ring.plan = lambda step, _: (
        None if step != "send" else Fault.VAGUE_BEFORE if centre.ring.times("send") == 1 else Fault.VAGUE_AFTER
    )
    centre.deliver_all(6)
    assert (centre.states(), centre.ring.times("send")) == ([CONFIRMED], 2)


def test_rounds_without_a_network_do_not_count_however_many_they_are(lost: Centre) -> None:
    lost.set(tries=3)
    for away in (always(Fault.AWAY, "greet"), always(Fault.AWAY, "look_up")):
        lost.ring.plan = away
        lost.deliver_all(30)
        assert (lost.states(), lost.ledger.outbox.sending(1).rounds) == ([UNCERTAIN], 1)
    lost.ring.plan = healthy
    lost.deliver_all(3)
    assert lost.states() == [CONFIRMED]


def test_r4_a_refused_key_asks_who_we_are_once_and_no_more_and_changes_no_booking(lost: Centre) -> None:
    lost.pay("3", "4")
    before = list(lost.ledger.all())
    lost.ring.plan = always(Fault.REVOKED, "greet", "send", "look_up")
    lost.deliver()
    assert lost.ring.asked == [("greet", "")]
    assert list(lost.ledger.all()) == before


@pytest.mark.parametrize("step", ["send", "look_up"])
def test_r4_a_key_refused_in_the_middle_ends_the_round_and_leaves_the_booking_as_it_was(
    centre: Centre, step: str
) -> None:
    centre.pay("1", "2")
    if step == "look_up":
        centre.ring.plan = once(Fault.LOST_BEFORE)
        centre.deliver()
    centre.pay("3", "4")
    before = list(centre.ledger.all())
    centre.ring.asked.clear()
    centre.ring.plan = always(Fault.REVOKED, step)
    centre.deliver()
    assert [asked for asked, _ in centre.ring.asked] == ["greet", step]
    if step == "send":
        assert list(centre.ledger.all()) == [tried_once(before[0]), *before[1:]]
    assert [one.sending.rounds for one in centre.ledger.all()] == [one.sending.rounds for one in before]


def tried_once(outgoing: Outgoing) -> Outgoing:
    """It left the house and the platform said that it was not taken: a send, and nothing else changed."""
    return msgspec.structs.replace(outgoing, sending=msgspec.structs.replace(outgoing.sending, attempts=1))


@pytest.mark.parametrize("fault", [Fault.AWAY, Fault.BUSY])
def test_what_was_not_taken_waits_as_before_and_only_what_left_the_house_counts(centre: Centre, fault: Fault) -> None:
    centre.pay()
    before = centre.ledger.by_receipt(1)
    centre.ring.plan = always(fault, "send")
    centre.deliver()
    assert centre.ledger.by_receipt(1) == (tried_once(before) if fault is Fault.BUSY else before)
    centre.ring.plan = healthy
    centre.deliver()
    assert (centre.states(), centre.ring.times("look_up")) == ([CONFIRMED], 0)
