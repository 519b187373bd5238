import os
import stat
from pathlib import Path

import pytest

from printing.cups import CupsQueue
from printing.devices import NoPrinter, open_device
from printing.errors import PrinterSettingsError, SettingsProblem, Trouble
from printing.file import FilePath
from printing.printer import NotStarted, Printed, Printer, Unconfirmed
from printing.profile import Profile
from printing.serial_line import SerialLine
from printing.tcp import Tcp
from printing.usb import Usb
from printing.wire import Patience

QUICK = Patience(write_s=0.2, read_s=0.2)


@pytest.mark.parametrize(
    ("url", "device"),
    [
        ("tcp://192.168.1.50", Tcp("192.168.1.50", 9100)),
        ("tcp://drucker.local:9101/", Tcp("drucker.local", 9101)),
        ("tcp://[fe80::1]:9100", Tcp("fe80::1", 9100)),
        ("file:///dev/usb/lp0", FilePath("/dev/usb/lp0")),
        ("file:///tmp/ein%20Zettel.bin", FilePath("/tmp/ein Zettel.bin")),
        ("usb://04b8:0202", Usb(0x04B8, 0x0202)),
        ("usb://04B8:0E15/J7A%20001", Usb(0x04B8, 0x0E15, "J7A 001")),
        ("usb:///J7A001", Usb(serial="J7A001")),
        ("usb://0416:5011?in=0x81&out=3&interface=1", Usb(0x0416, 0x5011, in_ep=0x81, out_ep=3, interface=1)),
        ("serial:///dev/ttyUSB0", SerialLine("/dev/ttyUSB0", 19_200, "xonxoff", 8, "none")),
        (
            "serial:///dev/ttyS0?baud=38400&flow=rtscts&bits=7&parity=even",
            SerialLine("/dev/ttyS0", 38_400, "rtscts", 7, "even"),
        ),
        ("cups://bon", CupsQueue("bon")),
        ("none", NoPrinter()),
    ],
)
def test_a_device_is_named_by_its_address(url: str, device: object) -> None:
    assert open_device(url) == device


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", SettingsProblem.UNKNOWN_SCHEME),
        ("192.168.1.50", SettingsProblem.UNKNOWN_SCHEME),
        ("http://192.168.1.50", SettingsProblem.UNKNOWN_SCHEME),
        ("usb://", SettingsProblem.NUMBERS_WRONG),
        ("usb://4b8:202", SettingsProblem.NUMBERS_WRONG),
        ("usb://epson", SettingsProblem.NUMBERS_WRONG),
        ("usb://04b8:0202/A/B", SettingsProblem.NUMBERS_WRONG),
        ("usb://04b8:0202?out=0x82", SettingsProblem.OPTION_WRONG),
        ("usb://04b8:0202?in=0x01", SettingsProblem.OPTION_WRONG),
        ("usb://04b8:0202?interface=99", SettingsProblem.OPTION_WRONG),
        ("usb://04b8:0202?speed=fast", SettingsProblem.OPTION_WRONG),
        ("usb://04b8:0202?out", SettingsProblem.OPTION_WRONG),
        ("serial://ttyUSB0", SettingsProblem.PATH_MISSING),
        ("serial:///dev/ttyUSB0?baud=19201", SettingsProblem.OPTION_WRONG),
        ("serial:///dev/ttyUSB0?flow=dsrdtr", SettingsProblem.OPTION_WRONG),
        ("serial:///dev/ttyUSB0?baud=9600&baud=19200", SettingsProblem.OPTION_WRONG),
        ("cups://", SettingsProblem.QUEUE_MISSING),
        ("cups://two words", SettingsProblem.QUEUE_MISSING),
        ("tcp://", SettingsProblem.HOST_MISSING),
        ("tcp://:9100", SettingsProblem.HOST_MISSING),
        ("tcp://drucker:0", SettingsProblem.PORT_WRONG),
        ("tcp://drucker:", SettingsProblem.PORT_WRONG),
        ("tcp://drucker:99999", SettingsProblem.PORT_WRONG),
        ("tcp://drucker:usb", SettingsProblem.PORT_WRONG),
        ("tcp://drucker/queue", SettingsProblem.TOO_MUCH),
        ("tcp://user@drucker", SettingsProblem.TOO_MUCH),
        ("file://", SettingsProblem.PATH_MISSING),
        ("file://relative/path", SettingsProblem.PATH_MISSING),
        ("file:///folder/", SettingsProblem.PATH_MISSING),
    ],
)
def test_an_address_that_names_no_device_says_what_is_wrong(url: str, problem: SettingsProblem) -> None:
    with pytest.raises(PrinterSettingsError) as caught:
        open_device(url)
    assert caught.value.problem is problem
    assert caught.value.facts["device"] == url


def printer_at(path: Path) -> Printer:
    return Printer(open_device(f"file://{path}"), Profile(), QUICK)


def test_a_plain_file_grows_by_each_job_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "slips.bin"
    printer = printer_at(file)
    assert [printer.print(b"one"), printer.print(b"two")] == [Printed(False), Printed(False)]
    assert file.read_bytes() == b"onetwo"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_r22_a_missing_device_file_is_named_and_not_made() -> None:
    path = Path("/dev/quartierskiosk-no-such-printer")
    assert printer_at(path).print(b"job") == NotStarted(Trouble.NO_DEVICE_FILE)
    assert not path.exists()


def test_r22_a_folder_is_no_device(tmp_path: Path) -> None:
    assert printer_at(tmp_path).print(b"job") == NotStarted(Trouble.NO_DEVICE_FILE)
    assert printer_at(tmp_path / "missing" / "file").print(b"job") == NotStarted(Trouble.NO_DEVICE_FILE)


def test_r22_a_file_that_may_not_be_written_is_named() -> None:
    """Not even root may write there."""
    assert printer_at(Path("/proc/sys/kernel/ostype")).print(b"job") == NotStarted(Trouble.NO_PERMISSION)


def test_r22_a_printer_driver_that_says_no_space_means_no_paper() -> None:
    """/dev/full answers as the usblp driver does without paper."""
    assert printer_at(Path("/dev/full")).print(b"job") == NotStarted(Trouble.PAPER_OUT)


def test_r22_a_device_without_anyone_behind_it_is_offline(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert printer_at(tmp_path / "pipe").print(b"job") == NotStarted(Trouble.OFFLINE)


def test_r20_a_device_that_takes_no_more_bytes_leaves_the_job_unconfirmed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert printer_at(tmp_path / "pipe").print(b"x" * 1_000_000) == Unconfirmed(Trouble.STUCK)
    finally:
        os.close(reader)
