"""R14, R15, R16: the n-th write or sync of the terminal fails, is its last, or is the first of many that fail.

Here every few n of each kind; `make crash` takes every single one.
"""

from pathlib import Path

import pytest

from tests.crash import strace
from tests.crash.nursery import Nursery
from tests.crash.town import build
from tests.crash.write_faults import DAY, FAULTS, Fault, Workshop
from tests.peers.cyclos_bank import Bank

pytestmark = pytest.mark.skipif(strace.missing() is not None, reason=strace.missing() or "")
STEPS = {"pwrite64": 17, "write": 3}
"""Between two n that are tried here; 3 for syncs, of which there are fewer."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.call} {fault.effect}{'+' * fault.lasting}")
def test_r14_a_write_or_sync_that_fails_loses_nothing_and_leaves_nothing_half(
    nursery: Nursery, tmp_path: Path, fault: Fault
) -> None:
    with Bank() as bank:
        workshop = Workshop(nursery, bank, build(tmp_path / "base", bank), tmp_path)
        tried = list(workshop.enumerate(fault, STEPS.get(fault.call, 3)))
    assert [finding for one in tried for finding in one.found] == []
    assert tried, "the day has no such call"


def test_r15_a_disk_that_fails_is_said_in_a_sentence_and_ends_nothing(nursery: Nursery, tmp_path: Path) -> None:
    with Bank() as bank:
        workshop = Workshop(nursery, bank, build(tmp_path / "base", bank), tmp_path)
        broken = workshop.run(Fault("pwrite64", "error=ENOSPC", True), 40)
    assert broken.met
    assert [line for line in broken.told.said if line.startswith("Es ist nichts gebucht.")]
    assert 3 in broken.told.codes
    assert len(broken.told.booked) < sum(deed[0] == "payment" for deed in DAY)
