"""Against a simulated bus (see usb_printer.py): no USB exists where these tests run."""

import msgspec
import pytest

from printing.encode import HEADER_FILL
from printing.errors import DeviceTrouble, Trouble
from printing.printer import NotStarted, Outcome, Printed, Printer, Unconfirmed
from printing.profile import Profile
from printing.usb import Usb
from printing.wire import Patience
from tests.printing.usb_printer import GONE, TIMEOUT, Bus, Side, UsbPrinter

EPSON = Usb(0x04B8, 0x0202)
QUICK = Patience(write_s=0.2, read_s=0.1, confirm_s=0.2, look_s=0.05)
MUTE = Profile(answers=False)
JOB = bytes(range(256)) * 40
"""More than two transfers."""


def printed(device: Usb, *plugged: UsbPrinter, profile: Profile = MUTE, job: bytes = JOB) -> Outcome:
    return Printer(msgspec.structs.replace(device, backend=Bus(*plugged)), profile, QUICK).print(job)


def test_a_job_arrives_byte_for_byte_and_the_systems_driver_gets_its_printer_back() -> None:
    printer = UsbPrinter()
    assert printed(EPSON, printer) == Printed(confirmed=False)
    assert bytes(printer.got) == JOB
    assert printer.driven
    assert printer.log == ["open", "detach 0", "claim 0", "release 0", "attach 0", "close"]


def test_r20_what_a_slow_printer_left_of_a_transfer_is_sent_again_and_nothing_else() -> None:
    """python-escpos passes over the number of bytes that were taken and loses the rest."""
    printer = UsbPrinter(at_once=700)
    assert printed(EPSON, printer) == Printed(confirmed=False)
    assert bytes(printer.got) == JOB


def test_r22_a_printer_that_takes_no_more_is_given_up_and_told_to_forget() -> None:
    printer = UsbPrinter(takes=5_000)
    assert printed(EPSON, printer) == Unconfirmed(Trouble.STUCK)
    assert len(printer.got) == 5_000
    assert "request 0x21 2 0" in printer.log
    assert printer.driven


def test_r20_a_printer_that_took_nothing_has_not_started() -> None:
    assert printed(EPSON, UsbPrinter(takes=0)) == NotStarted(Trouble.STUCK)


@pytest.mark.parametrize("kind", ["unplugged_after", "stalls_after"])
def test_r20_pulled_out_at_any_byte_the_job_is_not_called_printed_and_not_called_safe(kind: str) -> None:
    job = bytes(range(200))
    for limit in range(len(job)):
        printer = UsbPrinter(**{kind: limit})  # type: ignore[arg-type]
        assert printed(EPSON, printer, job=job) == Unconfirmed(Trouble.CUT_OFF), limit
        assert bytes(printer.got) == job[:limit]
        assert printer.log[-1] == "close"


def test_a_stalled_end_point_is_cleared_for_the_next_job() -> None:
    printer = UsbPrinter(stalls_after=3)
    assert printed(EPSON, printer) == Unconfirmed(Trouble.CUT_OFF)
    assert "clear 0x1" in printer.log
    printer.stalls_after = None
    assert printed(EPSON, printer) == Printed(confirmed=False)


def test_r22_a_printer_that_answers_late_is_heard() -> None:
    """First reads come back empty on many printers."""
    paper, why, state, done = b"\x12", b"\x12", b"\x12", b"\x00"
    printer = UsbPrinter(answers=[b"", b"", b"", paper, b"", why, state, done, TIMEOUT, done])
    assert printed(EPSON, printer, profile=Profile()) == Printed(confirmed=True)


def test_r22_paper_out_is_told_before_anything_is_sent() -> None:
    printer = UsbPrinter(answers=[b"\x7e", b"\x32", b"\x1a"])
    assert printed(EPSON, printer, profile=Profile()) == NotStarted(Trouble.PAPER_OUT)
    assert bytes(printer.got) == HEADER_FILL + b"\x10\x04\x04\x10\x04\x02\x10\x04\x01"


def test_a_silent_printer_is_used_all_the_same() -> None:
    assert printed(EPSON, UsbPrinter(answers=[TIMEOUT, TIMEOUT]), profile=Profile()) == Printed(confirmed=False)


def test_r22_a_printer_unplugged_while_it_is_asked_has_not_started() -> None:
    assert printed(EPSON, UsbPrinter(answers=[GONE]), profile=Profile()) == NotStarted(Trouble.CUT_OFF)


@pytest.mark.parametrize(
    ("plugged", "trouble"),
    [
        ((), Trouble.NO_DEVICE_FILE),
        ((UsbPrinter(vendor=0x0416),), Trouble.NO_DEVICE_FILE),
        ((UsbPrinter(readable=False),), Trouble.NO_PERMISSION),
        ((UsbPrinter(driven=False, busy=True),), Trouble.BUSY),
        ((UsbPrinter(), UsbPrinter()), Trouble.SEVERAL_ALIKE),
        ((UsbPrinter(sides=(Side(kind=3),)),), Trouble.NOT_A_PRINTER),
    ],
)
def test_r22_what_keeps_a_job_from_starting_is_named(plugged: tuple[UsbPrinter, ...], trouble: Trouble) -> None:
    assert printed(EPSON, *plugged) == NotStarted(trouble)
    assert all(not one.got for one in plugged)


def test_r22_a_printer_that_another_program_took_keeps_its_driver() -> None:
    printer = UsbPrinter(busy=True)
    assert printed(EPSON, printer) == NotStarted(Trouble.BUSY)
    assert printer.driven
    assert printer.log[-1] == "close"


def test_of_several_alike_the_serial_number_decides() -> None:
    one, two = UsbPrinter(serial="J7A001"), UsbPrinter(serial="J7A002")
    for device in (Usb(0x04B8, 0x0202, "J7A002"), Usb(serial="J7A002")):
        two.got.clear()
        assert printed(device, one, two) == Printed(confirmed=False)
        assert (bytes(one.got), bytes(two.got)) == (b"", JOB)


def test_a_serial_number_that_may_not_be_read_is_no_missing_printer() -> None:
    device = Usb(0x04B8, 0x0202, "J7A001")
    assert printed(device, UsbPrinter(serial="J7A001", readable=False)) == NotStarted(Trouble.NO_PERMISSION)
    assert printed(device, UsbPrinter(serial="J7A002")) == NotStarted(Trouble.NO_DEVICE_FILE)
    assert printed(device, UsbPrinter()) == NotStarted(Trouble.NO_DEVICE_FILE)


def test_the_side_that_answers_is_taken_of_a_printer_with_several() -> None:
    """A scanner's interface first, then the printer's: one way only, and as an alternate both ways."""
    sides = (Side(0, 0, kind=255), Side(1, 0, protocol=1, ends=(0x03,)), Side(1, 1, protocol=2, ends=(0x03, 0x84)))
    printer = UsbPrinter(sides=sides, answers=[b"\x12", b"\x12", b"\x12", b"\x00", TIMEOUT, b"\x00"])
    assert printed(EPSON, printer, profile=Profile()) == Printed(confirmed=True)
    assert "claim 1" in printer.log
    assert "alternate 1.1" in printer.log


def test_a_printer_with_one_way_only_prints() -> None:
    printer = UsbPrinter(sides=(Side(protocol=1, ends=(0x02,)),))
    assert printed(EPSON, printer, profile=Profile()) == Printed(confirmed=False)
    assert bytes(printer.got).endswith(JOB)


def test_interface_and_end_points_of_the_settings_are_used_whatever_their_class() -> None:
    printer = UsbPrinter(sides=(Side(0, kind=7), Side(2, kind=255, ends=(0x01, 0x03, 0x81, 0x84))))
    device = Usb(0x04B8, 0x0202, interface=2, out_ep=0x03, in_ep=0x84)
    assert printed(device, printer) == Printed(confirmed=False)
    assert "claim 2" in printer.log
    assert printed(Usb(0x04B8, 0x0202, out_ep=0x0F), printer) == NotStarted(Trouble.NOT_A_PRINTER)


def test_a_printer_that_nobody_set_up_yet_is_set_up() -> None:
    printer = UsbPrinter(configured=False)
    assert printed(EPSON, printer) == Printed(confirmed=False)
    assert "configure" in printer.log


def test_the_real_libusb_finds_no_printer_here_and_says_so() -> None:
    with pytest.raises(DeviceTrouble) as caught:
        Usb(0xFFFF, 0xFFFF).open(QUICK)
    assert caught.value.trouble in (Trouble.NO_DEVICE_FILE, Trouble.NO_PERMISSION)
