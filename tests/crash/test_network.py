"""R3, R4: exactly one effect, or none and a reason that staff see, whatever the network does to an answer.

Every status is tried on the booking, in turns as JSON and as a web page, and every seventh on the look-ups;
`make crash` tries every one as both.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sync.deliver_step import Carrier
from sync.ledger.records import Outgoing, Sending
from tests.crash.network import Case, Line, broken_cases, look_up_cases, status_cases
from tests.peers.cyclos_bank import Bank
from tests.sync.clocks import FakeClock


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    clock = FakeClock()
    with Bank(now=clock.now) as bank:
        line = Line(tmp_path, bank, clock)
        yield line
        line.close()


def found(line: Line, cases: Iterable[Case]) -> list[str]:
    return [finding for case in cases for finding in line.run(case)]


def test_r4_every_status_before_and_after_the_effect_ends_in_one_effect_or_a_reason(line: Line) -> None:
    assert found(line, status_cases(both=False)) == []


def test_r4_every_broken_answer_and_every_refusal_ends_in_one_effect_or_a_reason(line: Line) -> None:
    assert found(line, broken_cases()) == []


def test_r4_a_look_up_that_fails_is_never_taken_for_one_that_found_nothing(line: Line) -> None:
    assert found(line, look_up_cases(range(200, 600, 7))) == []


def test_a_courier_that_sends_again_without_a_look_is_found(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def carry(self: Carrier, outgoing: Outgoing) -> Sending:
        return self._send(outgoing)

    monkeypatch.setattr(Carrier, "carry", carry)
    assert [one for one in found(line, broken_cases()) if "I5 doubled" in one]
