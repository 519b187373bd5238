"""The ways to a printer that are tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.cups_relay import INSTALLED, CupsRelay, spooler
from tests.faults.emulator import Emulator, free_ports
from tests.faults.faults import FILE, SERIAL, SPOOLED, TCP, USB
from tests.faults.file_relay import FileRelay
from tests.faults.relay import Relay
from tests.faults.serial_relay import SerialRelay
from tests.faults.street import Way
from tests.faults.tcp_relay import TcpRelay
from tests.faults.trial import honest, patient
from tests.faults.usb_relay import UsbRelay


@contextmanager
def _tcp(emulator: Emulator, folder: Path) -> Iterator[Relay]:
    with TcpRelay(free_ports()[0], emulator.port) as relay:
        yield relay


@contextmanager
def _serial(emulator: Emulator, folder: Path) -> Iterator[Relay]:
    with SerialRelay(folder / "ttyUSB0", emulator.line) as relay:
        yield relay


@contextmanager
def _file(emulator: Emulator, folder: Path) -> Iterator[Relay]:
    with FileRelay(folder / "lp0", emulator.port) as relay:
        yield relay


@contextmanager
def _usb(emulator: Emulator, folder: Path) -> Iterator[Relay]:
    with UsbRelay(emulator.port) as relay:
        yield relay


@contextmanager
def _cups(emulator: Emulator, folder: Path) -> Iterator[Relay]:
    with CupsRelay(port := free_ports()[0], emulator.port) as relay, spooler(port):
        yield relay


CUPS = (Way("cups", _cups, patient, SPOOLED, answers=False, spooled=True, every=29, printers=1),) if INSTALLED else ()
"""One queue, asked by an environment variable of the whole process."""
WAYS = (
    Way("tcp", _tcp, honest, TCP),
    Way("usb", _usb, honest, USB),
    Way("serial", _serial, honest, SERIAL),
    Way("file", _file, honest, FILE, answers=False),
    *CUPS,
)
