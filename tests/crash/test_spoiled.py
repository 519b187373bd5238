"""The whole harness can fail: a terminal with a mistake in it does not get through its kills."""

import pytest

from tests.crash.campaign import KILLS_EACH, kill_again_and_again
from tests.crash.nursery import Nursery


@pytest.mark.parametrize(
    ("mistake", "finding"), [("early", "I4 lost"), ("blind", "I5 doubled"), ("hasty", "I5 doubled")]
)
def test_a_terminal_that_books_or_sends_in_the_wrong_order_is_found(mistake: str, finding: str) -> None:
    with Nursery("tests.crash.spoiled", mistake) as nursery:
        days = (kill_again_and_again(nursery, KILLS_EACH, seed, commands_every=2) for seed in range(1, 11))
        assert any(finding in found for day in days for found in day.findings)
