"""R1, R14: the power goes at any step, and the card is found with torn writes or with nothing that was not synced.

Here at every third call and at all syncs and words; `make crash` takes every call and several throws of the dice.
"""

from pathlib import Path

import pytest

from tests.crash import strace
from tests.crash.nursery import Nursery
from tests.crash.power_cuts import WHOLE, Recording
from tests.crash.town import build
from tests.peers.cyclos_bank import Bank

pytestmark = pytest.mark.skipif(strace.missing() is not None, reason=strace.missing() or "")
SEED = 1


@pytest.fixture
def recording(nursery: Nursery, tmp_path: Path) -> Recording:
    with Bank() as bank:
        return Recording(nursery, build(tmp_path / "town", bank), tmp_path / "log")


def image(tmp_path: Path) -> Path:
    folder = tmp_path / "image"
    folder.mkdir()
    return folder


def test_r1_what_was_told_is_on_the_card_before_it_is_told(recording: Recording, tmp_path: Path) -> None:
    cuts = list(recording.cuts(image(tmp_path), SEED, step=3))
    assert [(number, found) for number, found in cuts if found] == []
    assert len(cuts) > 100


def test_r13_a_card_that_lies_about_a_sync_leaves_no_half_booking(recording: Recording, tmp_path: Path) -> None:
    cuts = list(recording.lying(image(tmp_path)))
    assert [one for _, found in cuts for one in found if one.startswith(WHOLE)] == []
    assert any(found for _, found in cuts), "a sync that nobody would miss need not be there"


def test_a_terminal_that_does_not_wait_for_the_card_is_found(tmp_path: Path) -> None:
    with Bank() as bank, Nursery("tests.crash.spoiled", "unsynced") as nursery:
        recording = Recording(nursery, build(tmp_path / "town", bank), tmp_path / "log")
    found = [one for _, cut in recording.cuts(image(tmp_path), SEED, step=50) for one in cut]
    assert [one for one in found if one.startswith("I4 lost")]
