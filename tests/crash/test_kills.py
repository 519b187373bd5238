"""200 kills in every run of the tests; 2,000 with `make crash`."""

from tests.crash.campaign import kill_again_and_again
from tests.crash.nursery import Nursery

KILLS, SEED = 200, 1


def test_r1_r3_r14_nothing_is_lost_or_doubled_over_200_kills(nursery: Nursery) -> None:
    outcome = kill_again_and_again(nursery, KILLS, SEED)
    counts = outcome.counts
    print(f"seed {SEED}: {dict(counts)}")
    assert outcome.findings == []
    assert (counts["kills"], counts["lost"], counts["delivered twice"], counts["still open"]) == (KILLS, 0, 0, 0)
    assert counts["found afterwards"] == counts["shown as gebucht"] > KILLS
    met = ("booked and not told", "killed in deliver", "killed in storno", "killed in payment", "to clear", "cancelled")
    assert all(counts[name] for name in (*met, "network faults", "delivered")), "the kills must have met all of these"
