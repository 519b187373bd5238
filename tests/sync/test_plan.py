"""What may vanish, when to read everything, how long to leave a platform alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import plan
from sync.plan import HELD_S, UNKNOWN_TIME, Loss, Verdict, vanish

NOW = 1_800_000_000


def losses(count: int, ago: int = 0, *, expired: bool = False, agreed: bool = False, first: int = 0) -> list[Loss]:
    return [Loss(first + at, NOW - ago, expired, agreed) for at in range(count)]


@pytest.mark.parametrize(
    ("missed", "shown", "hidden", "held"),
    [
        pytest.param(losses(0), 100, 0, False, id="nothing missed"),
        pytest.param(losses(1), 100, 1, False, id="one of many"),
        pytest.param(losses(30), 100, 30, False, id="exactly the share"),
        pytest.param(losses(31), 100, 0, True, id="over the share"),
        pytest.param(losses(4), 4, 4, False, id="a small platform may go empty"),
        pytest.param(losses(5), 5, 0, True, id="five of five"),
        pytest.param(losses(100), 100, 0, True, id="everything"),
        pytest.param(losses(100, ago=HELD_S), 100, 100, False, id="confirmed after an hour"),
        pytest.param(losses(100, ago=HELD_S - 1), 100, 0, True, id="not quite an hour"),
        pytest.param(losses(100, agreed=True), 100, 100, False, id="accepted by staff"),
        pytest.param(losses(40, ago=HELD_S) + losses(30, first=50), 100, 40, True, id="confirmed, and a new large one"),
        pytest.param(losses(40, ago=HELD_S) + losses(3, first=50), 100, 43, False, id="confirmed, and a new small one"),
    ],
)
def test_r6_a_large_loss_is_held_until_confirmed(missed: list[Loss], shown: int, hidden: int, held: bool) -> None:
    verdict = vanish(missed, shown, NOW, trusted=True)
    assert (len(verdict.hide), verdict.held) == (hidden, held)


def test_r11_no_held_loss_is_confirmed_by_a_clock_that_is_not_trusted() -> None:
    assert vanish(losses(50, ago=HELD_S), 100, NOW, trusted=False).held


def test_r11_a_loss_marked_at_an_unknown_time_is_not_confirmed() -> None:
    unknown = [Loss(at, UNKNOWN_TIME, expired=False) for at in range(50)]
    assert vanish(unknown, 100, NOW, trusted=True).held


def test_expired_items_leave_by_themselves_and_count_for_nothing() -> None:
    gone = losses(90, expired=True) + losses(2, first=90)
    assert vanish(gone, 8, NOW, trusted=True) == Verdict(hide=(90, 91), drop=tuple(range(90)), held=False)


@given(
    st.lists(st.tuples(st.integers(0, 2 * HELD_S), st.booleans(), st.booleans()), max_size=60),
    st.integers(0, 200),
    st.booleans(),
)
def test_r6_unconfirmed_losses_never_take_more_than_the_share(
    marks: list[tuple[int, bool, bool]], others: int, trusted: bool
) -> None:
    missed = [Loss(at, NOW - ago, expired, agreed) for at, (ago, expired, agreed) in enumerate(marks)]
    live = {loss.number for loss in missed if not loss.expired}
    verdict = vanish(missed, len(live) + others, NOW, trusted)
    sure = {loss.number for loss in missed if loss.agreed or (trusted and NOW - loss.missed_at >= HELD_S)} & live
    doubtful = set(verdict.hide) - sure
    assert set(verdict.hide) <= live
    assert sure <= set(verdict.hide)
    assert not set(verdict.drop) & live
    assert len(doubtful) < plan.HELD_MIN or len(doubtful) <= plan.HELD_SHARE * (len(live) + others - len(sure))
    assert verdict.held == bool(live - set(verdict.hide))


@pytest.mark.parametrize(
    ("before", "trusted", "mark"),
    [
        pytest.param(None, True, NOW, id="missed for the first time"),
        pytest.param(NOW - 50, True, NOW - 50, id="the first time counts"),
        pytest.param(NOW + 50, True, NOW, id="a mark from a clock that was ahead"),
        pytest.param(UNKNOWN_TIME, True, NOW, id="first seen missing while nobody knew the time"),
        pytest.param(None, False, UNKNOWN_TIME, id="nobody knows the time"),
        pytest.param(NOW - 50, False, NOW - 50, id="known before the clock was lost"),
    ],
)
def test_r11_a_mark_tells_when_an_item_was_first_missed(before: int | None, trusted: bool, mark: int) -> None:
    assert plan.missed_at(before, NOW, trusted) == mark


@pytest.mark.parametrize(("last", "wanted"), [(None, True), (NOW, False), (NOW - 86_399, False), (NOW - 86_400, True)])
def test_everything_is_read_once_a_day(last: int | None, wanted: bool) -> None:
    assert plan.wants_everything(last, NOW) is wanted


def test_r11_everything_is_read_when_the_last_time_lies_ahead() -> None:
    assert plan.wants_everything(NOW + 60, NOW)


@pytest.mark.parametrize(("failures", "longest"), [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (5000, 3600)])
def test_r9_the_hold_off_doubles_up_to_an_hour(failures: int, longest: float) -> None:
    assert plan.hold_off(failures, lambda: 1.0) == longest
    assert plan.hold_off(failures, lambda: 0.0) == longest / 2


@pytest.mark.parametrize(
    ("read", "failed", "held", "state"),
    [
        (2, 0, False, "ok"),
        (2, 1, False, "partial"),
        (0, 1, False, "failed"),
        (2, 0, True, "held"),
        (2, 1, True, "held"),
    ],
)
def test_the_state_of_a_platform_says_what_staff_should_know_first(
    read: int, failed: int, held: bool, state: str
) -> None:
    assert plan.state(read, failed, held) == state
