import socket

import pytest

from printing.devices import open_device
from printing.encode import HEADER_FILL, encode, flush
from printing.errors import Trouble
from printing.layout import layout
from printing.printer import NotStarted, Outcome, Printed, Printer, Unconfirmed
from printing.profile import Profile, profile_for
from printing.status import CONFIRM
from printing.wire import Patience
from tests.printing import fake_printer as fake
from tests.printing.fake_printer import FakePrinter, fake_printer
from tests.printing.slips import COFFEE

PROFILE = profile_for(80)
JOB = encode(layout(COFFEE, PROFILE), PROFILE)
HUGE = JOB * 1_500
"""16 MB: more than all buffers between two sockets of one machine."""
QUICK = Patience(connect_s=2, write_s=0.3, job_s=20, read_s=0.3, look_s=0.2, confirm_s=0.6)


def printer_at(url: str, patience: Patience = QUICK, profile: Profile = PROFILE) -> Printer:
    return Printer(open_device(url), profile, patience)


def sent(printer: FakePrinter) -> bytes:
    """What the last connection brought."""
    return without_questions(printer.jobs[-1])


def without_questions(data: bytes | bytearray) -> bytes:
    data = data.removeprefix(HEADER_FILL)
    for question in (b"\x10\x04\x04", b"\x10\x04\x02", b"\x10\x04\x01"):
        data = data.replace(question, b"")
    return bytes(data.removeprefix(CONFIRM))


def test_r20_a_printer_that_answers_confirms_the_whole_job() -> None:
    with fake_printer() as printer:
        assert printer_at(printer.url).print(JOB) == Printed(confirmed=True)
    assert sent(printer) == JOB + CONFIRM


@pytest.mark.parametrize(
    ("states", "trouble"),
    [
        (fake.PAPER_OUT, Trouble.PAPER_OUT),
        (fake.COVER_OPEN, Trouble.COVER_OPEN),
        (fake.OFFLINE, Trouble.OFFLINE),
        (fake.JAMMED, Trouble.FAULT),
    ],
)
def test_r22_trouble_before_the_job_is_named_and_nothing_is_sent(states: dict[int, int], trouble: Trouble) -> None:
    with fake_printer(states=states) as printer:
        assert printer_at(printer.url).print(JOB) == NotStarted(trouble)
        assert printer_at(printer.url).status().trouble is trouble
    assert [without_questions(job) for job in printer.jobs] == [b"", b""]


def test_r22_paper_near_its_end_prints_and_is_noted() -> None:
    with fake_printer(states=fake.NEAR_END) as printer:
        assert printer_at(printer.url).print(JOB) == Printed(True, (Trouble.PAPER_NEAR_END,))


def test_a_printer_that_never_answers_prints_without_confirmation() -> None:
    with fake_printer(states=fake.SILENT, confirms=False) as printer:
        silent = printer_at(printer.url)
        assert silent.print(JOB) == Printed(confirmed=False)
        assert sent(printer).lstrip(b"\0") == JOB
        assert silent.print(JOB) == Printed(confirmed=False)
    assert sent(printer) == JOB, "only at the first meeting it is filled up"


def test_a_profile_that_does_not_answer_is_not_asked() -> None:
    with fake_printer() as printer:
        outcome = printer_at(printer.url, profile=Profile(answers=False)).print(JOB)
    assert outcome == Printed(confirmed=False)
    assert bytes(printer.jobs[0]) == JOB


def test_a_printer_that_works_but_never_confirms_is_believed_and_not_waited_for_again() -> None:
    with fake_printer(confirms=False) as fake_one:
        printer = printer_at(fake_one.url)
        assert printer.print(JOB) == Printed(confirmed=False)
        assert printer.print(JOB) == Printed(confirmed=False)
    assert sent(fake_one) == JOB


def test_unasked_reports_are_not_taken_for_answers() -> None:
    with fake_printer(prefix=b"\x10\x00\x00\x00") as printer:
        assert printer_at(printer.url).print(JOB) == Printed(confirmed=True)


def test_r20_paper_that_ends_in_the_middle_leaves_the_job_unconfirmed() -> None:
    with fake_printer(out_after=len(JOB) // 2) as printer:
        assert printer_at(printer.url).print(JOB) == Unconfirmed(Trouble.PAPER_OUT)


def test_r20_a_connection_that_breaks_in_the_middle_leaves_the_job_unconfirmed() -> None:
    with fake_printer(break_after=5_000) as printer:
        assert printer_at(printer.url).print(HUGE) == Unconfirmed(Trouble.CUT_OFF)


def test_r20_a_connection_that_breaks_after_the_last_byte_leaves_the_job_unconfirmed() -> None:
    with fake_printer(break_after=len(JOB), confirms=False) as printer:
        assert printer_at(printer.url).print(JOB) == Unconfirmed(Trouble.CUT_OFF)


def test_a_job_after_a_torn_one_first_fills_what_the_printer_waits_for() -> None:
    with fake_printer(break_after=5_000) as fake_one:
        printer = printer_at(fake_one.url)
        printer.print(HUGE)
        fake_one.behaviour.break_after = None
        assert printer.print(JOB) == Printed(confirmed=True)
        assert sent(fake_one).startswith(bytes(1_000))
        assert sent(fake_one).endswith(JOB + CONFIRM)
        assert printer.print(JOB) == Printed(confirmed=True)
    assert sent(fake_one) == JOB + CONFIRM


def test_r22_a_printer_that_stops_reading_ends_the_job_in_time() -> None:
    with fake_printer(reads=False) as printer:
        assert printer_at(printer.url).print(HUGE) == Unconfirmed(Trouble.STUCK)
    assert printer.reset, "the rest must not come out when somebody changes the roll"


def test_a_job_that_never_comes_to_an_end_is_given_up() -> None:
    hasty = Patience(job_s=0.001, read_s=0.3)
    with fake_printer() as printer:
        assert printer_at(printer.url, hasty).print(HUGE) in (NotStarted(Trouble.STUCK), Unconfirmed(Trouble.STUCK))


def test_r22_a_port_where_nobody_listens_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    printer = printer_at(f"tcp://127.0.0.1:{port}")
    assert printer.print(JOB) == NotStarted(Trouble.REFUSED)
    assert printer.status().trouble is Trouble.REFUSED


@pytest.mark.parametrize("host", ["printer.invalid", "a..b", "x" * 70])
def test_r22_a_name_that_nobody_knows_is_named(host: str) -> None:
    outcome: Outcome = printer_at(f"tcp://{host}").print(JOB)
    assert outcome == NotStarted(Trouble.NAME_UNKNOWN)


def test_without_a_printer_no_job_starts() -> None:
    assert printer_at("none").print(JOB) == NotStarted(Trouble.NO_PRINTER)


def test_a_printer_that_takes_questions_for_dots_is_filled_up_and_asked_once_more() -> None:
    """A terminal that lost its power in the middle of a picture knows nothing of it when it starts again."""
    with fake_printer(swallows=5_000) as fake_one:
        assert printer_at(fake_one.url).print(JOB) == Printed(confirmed=True)
    assert sent(fake_one).lstrip(b"\0") == CONFIRM + JOB + CONFIRM


def test_a_header_that_a_dead_process_tore_does_not_take_the_question_for_its_size() -> None:
    """Our question as the size of an image would make the printer wait for four megabytes."""
    raster = JOB.index(b"\x1dv0\x00")
    for torn in range(raster + 1, raster + 8):
        header = JOB[raster:torn] + HEADER_FILL
        wide, high = (int.from_bytes(header[at : at + 2], "little") for at in (4, 6))
        assert wide * high <= len(flush(PROFILE))
    with fake_printer() as fake_one:
        printer_at(fake_one.url).print(JOB)
    assert bytes(fake_one.jobs[-1]).startswith(HEADER_FILL + b"\x10\x04")
