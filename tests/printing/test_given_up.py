"""What the system still holds of a job that is given up is dropped, and the next job knows of it."""

from printing.encode import flush
from printing.errors import DeviceTrouble, Trouble
from printing.file import FileWire
from printing.printer import Printed, Printer, Unconfirmed
from printing.wire import Patience
from tests.printing.fake_printer import fake_printer
from tests.printing.test_printer import JOB, PROFILE, QUICK, printer_at


class Clogged(FileWire):
    """A way that leads only there; what stood in it at the end of the first job was dropped."""

    answers = False

    def __init__(self) -> None:
        self.got = b""

    def open(self, patience: Patience) -> "Clogged":
        return self

    def send(self, data: bytes) -> None:
        self.got += data

    def finish(self) -> None:
        if self.got == JOB:
            raise DeviceTrouble(Trouble.STUCK)

    def close(self) -> None: ...


def test_r20_a_silent_printer_that_left_bytes_with_the_system_has_not_taken_the_job() -> None:
    """The system takes such a slip at once; a printer without paper some 8 kB, and the rest with the next roll."""
    with fake_printer(reads=False) as fake_one:
        printer = printer_at(fake_one.url)
        assert printer.print(JOB * 4) == Unconfirmed(Trouble.STUCK)
    assert fake_one.reset, "the rest must not come out when somebody changes the roll"


def test_r20_what_a_printer_without_paper_left_with_the_system_never_comes_out() -> None:
    with fake_printer(dozes_after=2_000) as fake_one:
        assert printer_at(fake_one.url).print(JOB * 4) == Unconfirmed(Trouble.SILENT)
    assert fake_one.reset, "the rest must not come out when somebody changes the roll"


def test_a_job_after_one_whose_end_was_dropped_first_fills_what_the_printer_waits_for() -> None:
    line = Clogged()
    printer = Printer(line, PROFILE, QUICK)
    assert printer.print(JOB) == Unconfirmed(Trouble.STUCK)
    assert printer.print(JOB) == Printed(confirmed=False)
    assert line.got == JOB + flush(PROFILE) + JOB
