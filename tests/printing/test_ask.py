"""What is heard on a line that keeps the answers of earlier jobs."""

import itertools

import pytest

from printing.ask import Conversation
from printing.errors import DeviceTrouble, Trouble
from printing.status import Question, Status
from printing.wire import Patience

STALE = b"\x00"
"""GS r's answer for a job that was held until somebody changed the roll."""
OUT = {Question.PAPER: b"\x7e", Question.WHY_OFFLINE: b"\x32", Question.PRINTER: b"\x1a"}


class KeptLine:
    """A serial line whose buffer still holds an earlier job's answer; the paper ends with this job's first byte."""

    def __init__(self) -> None:
        self.waiting = STALE
        self.out = False

    def send(self, data: bytes) -> None:
        self.waiting += OUT[Question(data)] if self.out else b"\x12"

    def receive(self, wait_s: float) -> bytes:
        heard, self.waiting = self.waiting, b""
        return heard

    def finish(self) -> None: ...

    def close(self) -> None: ...


def test_r20_an_earlier_jobs_late_answer_confirms_nothing() -> None:
    line, ticks = KeptLine(), itertools.count()
    talk = Conversation(line, Patience(), lambda: float(next(ticks)))
    assert talk.status(1.5) == Status(known=True)
    line.out = True
    with pytest.raises(DeviceTrouble) as caught:
        talk.confirmed()
    assert caught.value.trouble is Trouble.PAPER_OUT
