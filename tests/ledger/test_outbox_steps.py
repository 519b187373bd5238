"""R4: which step may follow which, that each is written before the next, and that ends are ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.couriers.base import Why
from sync.ledger.ledger import Ledger
from sync.ledger.records import PAPER, Sending, State
from sync.ledger.rules import NotBooked, Rule
from tests.ledger.ledgers import Centre, job

STEPS: dict[str, Callable[[Ledger, int], object]] = {
    "going": lambda ledger, receipt: ledger.outbox.going(receipt),
    "stayed": lambda ledger, receipt: ledger.outbox.stayed(receipt, Sending()),
    "confirm": lambda ledger, receipt: ledger.outbox.confirm(receipt, "r1"),
    "refuse": lambda ledger, receipt: ledger.outbox.refuse(receipt, Why.BALANCE),
    "doubt": lambda ledger, receipt: ledger.outbox.doubt(receipt),
    "gap": lambda ledger, receipt: ledger.outbox.gap(receipt, 1),
    "cancel": lambda ledger, receipt: ledger.cancel(receipt, "Anna"),
    "settle": lambda ledger, receipt: ledger.outbox.settle(receipt, "Anna", Why.SETTLED),
}
WAYS: dict[State, tuple[str, ...]] = {
    State.WAITING: (),
    State.UNCERTAIN: ("going",),
    State.CONFIRMED: ("confirm",),
    State.REFUSED: ("refuse",),
    State.CANCELLED: ("cancel",),
}
"""How a booking gets there."""
ALLOWED: dict[State, dict[str, State]] = {
    State.WAITING: {
        "going": State.UNCERTAIN,
        "confirm": State.CONFIRMED,
        "refuse": State.REFUSED,
        "cancel": State.CANCELLED,
        "settle": State.CONFIRMED,
    },
    State.UNCERTAIN: {
        "going": State.UNCERTAIN,
        "stayed": State.WAITING,
        "confirm": State.CONFIRMED,
        "refuse": State.REFUSED,
        "doubt": State.UNCERTAIN,
        "gap": State.UNCERTAIN,
    },
    State.REFUSED: {"cancel": State.CANCELLED, "settle": State.CONFIRMED},
    State.CONFIRMED: {},
    State.CANCELLED: {},
}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", list(State))
def test_r4_only_these_steps_lead_from_one_state_to_another(centre: Centre, state: State, step: str) -> None:
    receipt = centre.pay()
    for before in WAYS[state]:
        STEPS[before](centre.ledger, receipt)
    assert centre.state(receipt) is state
    rows = centre.ledger.db.execute("SELECT count(*) FROM journal").fetchone()[0]
    if step in ALLOWED[state]:
        STEPS[step](centre.ledger, receipt)
        assert centre.state(receipt) is ALLOWED[state][step]
        rows += 1
    else:
        with pytest.raises(NotBooked) as refused:
            STEPS[step](centre.ledger, receipt)
        assert refused.value.rule is Rule.CLOSED
        assert centre.state(receipt) is state
    assert centre.ledger.db.execute("SELECT count(*) FROM journal").fetchone()[0] == rows
    centre.ledger.check()


def test_a_send_is_noted_with_its_time_before_it_leaves(centre: Centre) -> None:
    receipt = centre.pay()
    sending = centre.ledger.outbox.going(receipt)
    assert (sending.state, sending.attempts, sending.rounds, sending.missed) == (State.UNCERTAIN, 1, 0, 0)
    assert (sending.boot, sending.sent_s, sending.gap_boot, sending.gap_s) == ("boot-1", 1000.0, "boot-1", 1000.0)
    assert sending.sent_ms == int(centre.clock.now().timestamp() * 1000)


def test_counts_and_lists_tell_where_everything_is(centre: Centre) -> None:
    for step in ("going", "confirm", "refuse", "cancel"):
        STEPS[step](centre.ledger, centre.pay())
    centre.pay()
    outbox = centre.ledger.outbox
    assert outbox.counts() == dict.fromkeys(State, 1)
    assert [one.booking.receipt for one in outbox.open()] == [1, 5]
    assert [one.booking.receipt for one in outbox.refused()] == [3]
    assert [one.booking.receipt for one in outbox.latest(1, 2)] == [4, 3]


def test_paper_is_open_until_staff_say_that_it_was_handed_over(centre: Centre) -> None:
    receipt = centre.ledger.book(job(), staff="Anna", platform=PAPER).receipt
    assert [one.booking.platform for one in centre.ledger.outbox.open()] == [PAPER]
    centre.ledger.outbox.settle(receipt, "Bernd", Why.SETTLED)
    sending = centre.ledger.outbox.sending(receipt)
    assert (sending.state, sending.remote_id, sending.reason) == (State.CONFIRMED, PAPER, Why.SETTLED)
    staff = centre.ledger.db.execute("SELECT event, staff FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert staff == ("settled", "Bernd")


def test_what_is_on_its_way_counts_in_a_foreseen_balance_until_the_platform_told_it_itself(centre: Centre) -> None:
    read_ms = int(centre.clock.now().timestamp() * 1000)
    centre.clock.later(minutes=1)
    waiting, confirmed, refused, cancelled = (centre.pay(amount=amount) for amount in (100, 250, 400, 800))
    outbox = centre.ledger.outbox
    outbox.going(confirmed)
    outbox.confirm(confirmed, "r1")
    outbox.refuse(refused, Why.BALANCE)
    centre.ledger.cancel(cancelled, "Anna")
    assert centre.ledger.open_sum("17", "Stunden", read_ms) == 350
    assert centre.ledger.open_sum("1042", "Stunden", read_ms) == -350
    assert centre.ledger.open_sum("17", "Stunden", read_ms + 60_001) == 100
    assert centre.ledger.open_sum("17", "Talente", read_ms) == 0
    outbox.going(waiting)
    assert centre.ledger.open_sum("17", "Stunden", read_ms + 60_001) == 100
