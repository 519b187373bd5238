"""R3: the power fails around any request or step, or keys are forgotten, and everything is done once."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sync.ledger.records import State
from tests.couriers.paper_trail import Crash, Fault, always, healthy, once
from tests.ledger.ledgers import DAY_S, Centre, job, seat

CONFIRMED, REFUSED = State.CONFIRMED, State.REFUSED


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


CRASHES = [("greet", Fault.CRASH_BEFORE), ("send", Fault.CRASH_BEFORE), ("send", Fault.CRASH_AFTER)]


@pytest.mark.parametrize(("step", "fault"), CRASHES)
@pytest.mark.parametrize("reboot", [False, True])
def test_r3_the_power_fails_around_a_request_and_it_is_done_once(
    centre: Centre, step: str, fault: Fault, reboot: bool
) -> None:
    for number in range(3):
        centre.pay(f"1{number}", f"2{number}")
    for at in range(6):
        centre.ring.plan = once(fault, step, at=at % 3)
        try:
            centre.deliver()
        except Crash:
            if reboot:
                centre.clock.reboot(f"boot-{at + 2}")
            centre.again()
    centre.ring.plan = healthy
    centre.deliver_all(8)
    assert centre.states() == [CONFIRMED] * 3
    assert (len(centre.ring.effects), centre.ring.most) == (3, 1)


@pytest.mark.parametrize("step", ["mark", "going", "confirm", "doubt", "gap", "refuse"])
def test_r3_the_power_fails_before_a_step_is_written_and_it_is_done_once(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    for number in range(3):
        centre.pay(f"1{number}", f"2{number}")
    crashes = 0

    def crash(*words: object, **more: object) -> None:
        nonlocal crashes
        crashes += 1
        raise Crash

    for _ in range(4):
        centre.ring.plan = once(Fault.LOST_BEFORE if step in ("gap", "doubt") else Fault.REFUSED)
        with monkeypatch.context() as patch:
            patch.setattr(centre.ledger if step == "mark" else centre.ledger.outbox, step, crash)
            with suppress(Crash):
                centre.deliver()
        centre.again()
        centre.clock.later(seconds=61)
    assert crashes > 0
    centre.ring.plan = healthy
    centre.deliver_all(8)
    assert set(centre.states()) <= {CONFIRMED, REFUSED}
    assert len(centre.ring.effects) == centre.states().count(CONFIRMED)
    assert centre.ring.most == 1


def test_a_platform_that_knows_the_key_is_simply_sent_the_same_again_while_it_remembers(centre: Centre) -> None:
    centre.ledger.book(seat(), staff="Anna", platform="haus")
    centre.house.plan = always(Fault.LOST_AFTER, "send")
    centre.deliver()
    centre.clock.later(hours=1)
    centre.deliver()
    assert (centre.house.times("send"), centre.house.times("look_up")) == (2, 0)
    centre.house.plan = healthy
    centre.clock.later(seconds=DAY_S)
    centre.deliver()
    assert (centre.house.times("send"), centre.house.times("look_up")) == (2, 1)
    assert (centre.states(), len(centre.house.effects)) == ([CONFIRMED], 1)


@pytest.mark.parametrize("how", ["a reboot", "a reboot long ago", "a day"])
def test_a_key_that_may_be_forgotten_is_looked_up_and_never_trusted(centre: Centre, how: str) -> None:
    centre.ledger.book(seat(), staff="Anna", platform="haus")
    centre.house.plan = once(Fault.LOST_BEFORE)
    centre.deliver()
    if "reboot" in how:
        centre.clock.reboot("boot-2")
        centre.clock.ticks += 3 * 3600 if "long" in how else 0
    else:
        centre.clock.later(seconds=DAY_S)
    centre.deliver()
    assert (centre.house.times("send"), centre.house.times("look_up")) == (1, 1)


def test_a_message_bears_one_mark_for_ever_and_is_sent_until_it_was_taken(centre: Centre) -> None:
    centre.ledger.book(job(), staff="Anna", platform="post")
    centre.post.plan = always(Fault.LOST_AFTER, "send")
    for _ in range(5):
        centre.deliver()
        centre.clock.later(days=2)
    centre.clock.reboot("boot-2")
    centre.post.plan = healthy
    centre.deliver()
    assert (centre.post.times("send"), centre.post.times("look_up")) == (6, 0)
    assert len({effect.key for effect in centre.post.effects}) == 1
    assert (centre.states(), len(centre.post.effects)) == ([CONFIRMED], 1)
