"""What the machine draws: members, slips, and what goes wrong in which request."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from sync.ledger.records import PAPER
from sync.ledger.rules import NotBooked, Rule
from tests.couriers.paper_trail import Fault

T = TypeVar("T")


def some_of(choices: Sequence[T], seed: int) -> list[T]:
    """One to four of these, all equally likely: hypothesis itself is fond of repeating itself."""
    dice = Random(seed)
    return dice.choices(choices, k=dice.randint(1, 4))


def script(*choices: T) -> st.SearchStrategy[list[T]]:
    """Lists of these."""
    return st.builds(some_of, st.just(choices), st.integers(0, 1 << 16))


MEMBERS = st.sampled_from(("1", "2", "3", "4"))
SLIPS = st.sampled_from((None, None, "7", "8"))
PLATFORMS = st.sampled_from(("ring", "ring", "ring", "haus", "post", PAPER))
SENDS = script(*Fault, None, None)
ASKS = script(*[None] * 20, Fault.AWAY, Fault.BROKEN, Fault.REVOKED, Fault.CRASH_AFTER)
PAUSES = script(1, 30, 59, 60, 61, 120)


def attempt(step: Callable[[], T]) -> T | Rule:
    """What a step gives, or the rule that refuses it."""
    try:
        return step()
    except NotBooked as refused:
        return refused.rule
