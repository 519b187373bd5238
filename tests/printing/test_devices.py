import os
import stat
from pathlib import Path

import pytest

from printing.devices import NoPrinter, open_device
from printing.errors import PrinterSettingsError, SettingsProblem, Trouble
from printing.file import FilePath
from printing.printer import NotStarted, Printed, Printer, Unconfirmed
from printing.profile import Profile
from printing.tcp import Tcp
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
        ("usb://04b8:0e15", SettingsProblem.NOT_SUPPORTED),
        ("serial:///dev/ttyUSB0?baud=38400", SettingsProblem.NOT_SUPPORTED),
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
