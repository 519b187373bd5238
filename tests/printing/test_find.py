"""Against folders as sysfs and udev make them (copied from a Pi's layout), for no machine of the tests has a USB."""

from pathlib import Path

import pytest

from printing.cups import Queue
from printing.devices import open_device
from printing.errors import Trouble
from printing.find import Found, find, same


class Plugs:
    """A machine's `sys` and `dev`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._devices = root / "sys/bus/usb/devices"
        (self._devices / "usb1").mkdir(parents=True)
        self._write(self._devices / "usb1", idVendor="1d6b", idProduct="0002", manufacturer="Linux", busnum="1")

    def plug(
        self, at: int, numbers: str = "04b8:0e15", name: str = "EPSON|TM-T20II", serial: str = "", kind: str = "07",
        *, driven: bool = True, node: bool = True,
    ) -> None:  # fmt: skip
        device = self._devices / f"1-1.{at}"
        side = device / f"1-1.{at}:1.0"
        side.mkdir(parents=True)
        vendor, product = numbers.split(":")
        maker, called = name.split("|")
        self._write(device, idVendor=vendor, idProduct=product, manufacturer=maker, product=called)
        self._write(device, busnum="1", devnum=str(at), **({"serial": serial} if serial else {}))
        self._write(side, bInterfaceClass=kind)
        if driven and kind == "07":
            (side / "usbmisc" / f"lp{at}").mkdir(parents=True)
            self.touch(f"dev/usb/lp{at}")
        if node:
            self.touch(f"dev/bus/usb/001/{at:03}")

    def touch(self, path: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).touch()

    def found(self, *queues: Queue) -> list[Found]:
        return find(self.root, queues)

    def _write(self, folder: Path, **values: str) -> None:
        for name, value in values.items():
            (folder / name).write_text(f"{value}\n")


@pytest.fixture
def plugs(tmp_path: Path) -> Plugs:
    return Plugs(tmp_path)


def test_nothing_plugged_in_is_no_error(tmp_path: Path) -> None:
    assert find(tmp_path, ()) == []


def test_a_printer_is_found_by_what_it_says_of_itself_and_a_mouse_is_not(plugs: Plugs) -> None:
    plugs.plug(3, serial="J7A001")
    plugs.plug(4, "046d:c077", "Logitech|Mouse", kind="03")
    assert plugs.found() == [
        Found(device="usb://04b8:0e15", kind="usb", name="EPSON TM-T20II", serial="J7A001"),
        Found(device="file:///dev/usb/lp3", kind="file", name="EPSON TM-T20II", serial="J7A001"),
    ]


def test_of_several_alike_each_is_named_by_its_serial_number(plugs: Plugs) -> None:
    plugs.plug(3, serial="J7A 1", driven=False)
    plugs.plug(4, serial="J7A2", driven=False)
    assert [one.device for one in plugs.found()] == ["usb://04b8:0e15/J7A%201", "usb://04b8:0e15/J7A2"]
    assert [one.trouble for one in plugs.found()] == [None, None]


def test_r22_several_alike_without_serial_numbers_are_told(plugs: Plugs) -> None:
    """Their device files still tell them apart."""
    plugs.plug(3)
    plugs.plug(4)
    assert [(one.device, one.trouble) for one in plugs.found()] == [
        ("usb://04b8:0e15", Trouble.SEVERAL_ALIKE),
        ("usb://04b8:0e15", Trouble.SEVERAL_ALIKE),
        ("file:///dev/usb/lp3", None),
        ("file:///dev/usb/lp4", None),
    ]


def test_r22_a_printer_that_may_not_be_opened_is_found_all_the_same(
    plugs: Plugs, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugs.plug(3)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert {one.trouble for one in plugs.found()} == {Trouble.NO_PERMISSION}


def test_lines_and_queues_are_found(plugs: Plugs) -> None:
    plugs.touch("dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0")
    serial, bon, old = plugs.found(Queue("bon", True, True), Queue("alt", False, True))
    assert (
        serial.device
        == "serial:///dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0?baud=19200&flow=xonxoff"
    )
    assert serial.name == "FTDI FT232R USB UART A50285BI-if00-port0"
    assert (bon.device, bon.trouble) == ("cups://bon", None)
    assert (old.device, old.trouble) == ("cups://alt", Trouble.QUEUE_STOPPED)
    for one in (serial, bon, old):
        open_device(one.device)


def test_r23_what_a_device_says_of_itself_can_drive_no_terminal(plugs: Plugs) -> None:
    plugs.plug(3, name="Evil\x1b[2J|Pr\u202einter\x07" + "x" * 200, driven=False)
    [found] = plugs.found()
    assert found.name.startswith("Evil [2J Pr inter")
    assert found.name.isprintable()
    assert len(found.name) <= 80


@pytest.mark.parametrize(
    ("device", "serial", "settings", "is_it"),
    [
        ("usb://04b8:0e15", "A", "usb://04b8:0e15", True),
        ("usb://04b8:0e15", "A", "usb://04B8:0E15/A?out=0x02", True),
        ("usb://04b8:0e15/A", "A", "usb://04b8:0e15/B", False),
        ("usb://04b8:0e15", "A", "usb:///A", True),
        ("usb://04b8:0e15", None, "usb://0416:5011", False),
        ("serial:///dev/ttyUSB0?baud=19200", None, "serial:///dev/ttyUSB0?baud=38400&flow=none", True),
        ("file:///dev/usb/lp0", None, "file:///dev/usb/lp0", True),
        ("file:///dev/usb/lp0", None, "file:///dev/usb/lp1", False),
        ("cups://bon", None, "cups://bon", True),
        ("cups://bon", None, "none", False),
        ("usb://04b8:0e15", None, "nonsense", False),
    ],
)
def test_the_printer_of_the_settings_is_recognised(device: str, serial: str | None, settings: str, is_it: bool) -> None:
    assert same(Found(device=device, kind="", serial=serial), settings) is is_it
