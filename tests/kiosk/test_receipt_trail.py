"""R20: whatever becomes of printer, power and disk, at most one original of a slip leaves, and nothing is forgotten."""

import tempfile
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.slip_words import Held
from printing.errors import Trouble
from printing.printer import NotStarted
from sync.errors import Reason
from sync.ledger.on_paper import IN_DOUBT, OnPaper
from sync.ledger.printouts import Printouts
from tests.kiosk.receipt_town import BROKEN, CONFIRMED, CUT_AFTER, CUT_BEFORE, DISK_FULL, FATES, OFF, TAKEN, Fate, Town

BOTH = (1, 2)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.centre.ledger.close()


def states(town: Town, receipt: int = 1) -> list[OnPaper]:
    return [one.state for one in town.centre.ledger.printouts.sides(receipt, BOTH)]


@pytest.mark.parametrize(
    ("fate", "state"),
    [
        (CONFIRMED, OnPaper.PRINTED),
        (TAKEN, OnPaper.TAKEN),
        (OFF, OnPaper.NOT_STARTED),
        (BROKEN, OnPaper.UNCONFIRMED),
        (CUT_BEFORE, OnPaper.SENT),
        (CUT_AFTER, OnPaper.SENT),
        (DISK_FULL, OnPaper.SENT),
    ],
)
def test_r20_the_ledger_says_no_more_than_what_is_known(town: Town, fate: Fate, state: OnPaper) -> None:
    receipt = town.centre.pay()
    run = town.print(receipt, (1,), fate)
    assert states(town) == [state, OnPaper.PLANNED]
    doubtful = [one.number for one in town.centre.ledger.printouts.doubtful()]
    assert doubtful == ([1] if state in IN_DOUBT else [])
    if run:
        assert run.doubt == next(iter(doubtful), None)


def test_r20_after_a_slip_that_did_not_come_out_the_next_one_is_not_tried(town: Town) -> None:
    receipt = town.centre.pay()
    run = town.print(receipt, BOTH, BROKEN)
    assert run is not None
    assert (run.outcome, run.done) == (BROKEN, 0)
    assert states(town) == [OnPaper.UNCONFIRMED, OnPaper.PLANNED]
    run = town.print(receipt, BOTH, CONFIRMED, OFF)
    assert run is not None
    assert (run.outcome, run.done) == (OFF, 1)
    assert town.paper.left == [(1, 1, False), (1, 1, True)]


def test_r20_nothing_is_sent_that_cannot_be_noted_before(town: Town) -> None:
    receipt = town.centre.pay()
    town.centre.ledger.db.execute("PRAGMA query_only = ON")
    run = town.print(receipt, BOTH)
    assert run is not None
    assert run.outcome == Held(Reason.DISK)
    assert town.paper.left == []
    assert states(town) == [OnPaper.PLANNED, OnPaper.PLANNED]


def test_r20_while_another_process_prints_receipts_nothing_is_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Printouts, "press", partialmethod(Printouts.press, 0.0))
    receipt = town.centre.pay()
    with town.centre.ledger.sibling() as other, other.printouts.press():
        run = town.print(receipt, BOTH)
    assert run is not None
    assert run.outcome == NotStarted(Trouble.BUSY)
    assert town.paper.left == []
    assert states(town) == [OnPaper.PLANNED, OnPaper.PLANNED]


Deed = tuple[str, object, list[Fate]]
DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.tuples(st.just("print"), st.sampled_from([(1,), (2,), BOTH]), st.lists(st.sampled_from(FATES), max_size=2)),
    st.tuples(st.just("answer"), st.sampled_from([OnPaper.CAME_OUT, OnPaper.MISSING]), st.just([])),
    st.tuples(st.just("restart"), st.just(()), st.just([])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2), DEEDS), max_size=12))
def test_r20_at_most_one_original_of_each_slip_ever_leaves(deeds: list[tuple[int, Deed]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        for _ in range(2):
            town.centre.pay()
        for receipt, (deed, about, fates) in deeds:
            _do(town, receipt, deed, about, fates)
            assert max(town.paper.originals.values(), default=0) <= 1
            _nothing_is_forgotten(town)
        town.centre.ledger.prove()
        town.centre.ledger.close()


def _do(town: Town, receipt: int, deed: str, about: object, fates: list[Fate]) -> None:
    printouts = town.centre.ledger.printouts
    if deed == "restart":
        town.centre.again()
    elif isinstance(about, OnPaper):
        for printout in printouts.doubtful():
            printouts.answer(printout.number, about, "Anna")
    else:
        assert isinstance(about, tuple)
        town.print(receipt, about, *fates)


def _nothing_is_forgotten(town: Town) -> None:
    """Every slip of which a byte left is in the ledger as one that may be on paper."""
    for receipt, side, _ in town.paper.left:
        state = town.centre.ledger.printouts.side(receipt, side).state
        assert state not in (OnPaper.PLANNED, OnPaper.NOT_STARTED)
