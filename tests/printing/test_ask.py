"""What is heard on a line that keeps the answers of earlier jobs."""

import itertools

import pytest

from printing.ask import Conversation
from printing.errors import DeviceTrouble, Trouble
from printing.printer import Printed, Printer
from printing.profile import Profile
from printing.status import CONFIRM, Question, Status
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


class StillPrinting:
    """A printer with an earlier receipt in its buffer: answers come when it worked through what was sent before."""

    def __init__(self, *answers: bytes) -> None:
        self.answers, self.got = list(answers), b""

    def send(self, data: bytes) -> None:
        self.got += data

    def receive(self, wait_s: float) -> bytes:
        return self.answers.pop(0) if self.answers else b""

    def finish(self) -> None: ...

    def close(self) -> None: ...


def asked(line: StillPrinting) -> bool:
    ticks = itertools.count()
    return Conversation(line, Patience(), lambda: next(ticks) / 10).caught_up(1.5)


def test_r20_a_printer_that_still_works_on_an_earlier_receipt_cannot_confirm_the_next_one() -> None:
    line = StillPrinting()
    assert not asked(line)
    assert line.got == CONFIRM


def test_r20_the_answer_of_an_earlier_receipt_is_heard_out_before_the_next_one_is_sent() -> None:
    line = StillPrinting(b"", STALE, STALE, b"", STALE)
    assert asked(line)
    assert line.answers == [STALE], "what comes after a silence is this job's"


def test_r20_a_receipt_behind_one_that_still_comes_out_is_not_called_printed() -> None:
    """The roll was changed, the first receipt is still coming out, and its answer arrives while the next is sent."""
    line = StillPrinting(b"\x12", b"\x12", b"\x12", *[b""] * 40, STALE)
    ticks = itertools.count()
    printer = Printer(Line(line), Profile(), monotonic=lambda: next(ticks) / 10)
    assert printer.print(b"receipt") == Printed(confirmed=False)


class Line:
    """The way to a wire that is open already."""

    answers = True

    def __init__(self, wire: StillPrinting) -> None:
        self._wire = wire

    def open(self, patience: Patience) -> StillPrinting:
        return self._wire
