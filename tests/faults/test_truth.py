"""The judges of the fault table, on made-up evidence: each rule can be broken, and is then named."""

import pytest
from msgspec.structs import replace

from printing.errors import Trouble
from sync.ledger.on_paper import OnPaper, Side
from tests.faults.cases import DOTS_EVERY, expected, places
from tests.faults.desk import untrue
from tests.faults.desk_paper import Slip
from tests.faults.paper import HEAD, Paper, Slips
from tests.faults.trial import NOT_STARTED, PRINTED, TAKEN, UNCONFIRMED, Seen, lies

ONE, NONE = Paper(originals=1), Paper()
TRUE = Seen(PRINTED, None, 100, ONE, ONE, ONE)
REFUSED = Seen(NOT_STARTED, Trouble.REFUSED, 0, NONE, NONE, ONE)
DOUBT = Seen(UNCONFIRMED, Trouble.CUT_OFF, 100, NONE, NONE, Paper(copies=1))
LIES = {
    "said printed without paper": replace(TRUE, then=NONE),
    "said not started, and paper came out": replace(REFUSED, later=Paper(torn=1)),
    "trying again did not give exactly one original": replace(REFUSED, at_last=Paper(originals=1, copies=1)),
    "said unconfirmed before a byte left": replace(DOUBT, brought=0),
    "took no word for an answer from a printer that gives one": replace(TRUE, state=TAKEN),
    "printed twice": replace(TRUE, at_last=Paper(originals=2)),
    "nobody ever held a receipt": replace(DOUBT, at_last=Paper(torn=1)),
}


@pytest.mark.parametrize("seen", [TRUE, REFUSED, DOUBT], ids=lambda seen: seen.state)
def test_the_truth_is_no_finding(seen: Seen) -> None:
    assert list(lies(seen)) == []


@pytest.mark.parametrize("finding", LIES)
def test_r20_each_lie_is_named(finding: str) -> None:
    assert finding in list(lies(LIES[finding]))


def test_what_was_not_expected_is_said() -> None:
    wanted = expected(UNCONFIRMED, Trouble.PAPER_OUT, (0,), (1,))
    assert list(wanted.missed(TRUE)) == ["said printed", "named None", "1 came out"]


@pytest.mark.parametrize(
    ("state", "slips"),
    [
        (OnPaper.NOT_STARTED, [Slip("1001 · E. Z.", copy=False, whole=False)]),
        (OnPaper.PLANNED, [Slip("1001 · E. Z.", copy=False, whole=True)]),
        (OnPaper.PRINTED, [Slip("1001 · E. Z.", copy=False, whole=False)]),
        (OnPaper.TAKEN, [Slip("1002 · E. R.", copy=False, whole=True)]),
    ],
)
def test_r20_a_ledger_that_says_otherwise_than_the_paper_is_found_out(state: OnPaper, slips: list[Slip]) -> None:
    assert list(untrue([Side(receipt=1, side=1, state=state)], slips))


def test_a_strip_is_told_apart_into_slips() -> None:
    slips = Slips(original=f"{HEAD}\nBeleg\n17\n", copy=f"{HEAD}\nKOPIE\nBeleg\n17\n")
    strip = f"{HEAD}\nBel{HEAD}\nKOPIE\n[image 576x3]\nBeleg\n17\n"
    assert slips.read([strip]) == Paper(copies=1, torn=1)
    assert slips.read([slips.original, slips.original]) == Paper(originals=2)


def test_of_a_pictures_dots_only_some_are_tried() -> None:
    head, dots, tail = b"\x1b@Beleg\n\x1dv0\x00\x48\x00\x03\x00\xff", b"\xff" * 215, b"Ende\n"
    found = places(head + dots + tail)
    within = [place for place in found if len(head) <= place < len(head + dots)]
    assert found[: len(head)] == list(range(len(head)))
    assert within == [place for place in range(len(head), len(head + dots)) if place % DOTS_EVERY == 0]
    assert found[-5:] == list(range(len(head + dots), len(head + dots + tail)))
