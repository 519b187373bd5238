"""A USB cable: pyusb's backend interface before a simulated printer, since no machine of the tests has a bus."""

import select
import socket
import threading
from array import array
from collections.abc import Iterator

from printing.usb import Usb
from printing.wire import Device
from tests.faults.relay import PATIENCE_S, Cable, Relay, Talk
from tests.printing.usb_printer import GONE, TIMEOUT, Bus, UsbPrinter, failed


class UsbRelay(Relay):
    """The printer's bulk end points lead to its port on the network, over a connection as long as it is plugged in."""

    def __init__(self, printer: int) -> None:
        super().__init__()
        self._port = printer
        self.bus = _Bus(self)

    def device(self) -> Device:
        return Usb(vendor=0x04B8, product=0x0202, backend=self.bus)

    def plug_in(self) -> None:
        if not self.plugged:
            self._line = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE_S)
        self.plugged = True

    def unplug(self) -> None:
        if self.plugged:
            self._line.close()
        self.plugged = False

    def clog(self) -> None:
        """Transfers run out of time until it is loosened."""
        self._clogged = True

    def loosen(self) -> None:
        self._clogged = False

    def begin(self) -> None:
        """The program opened the device."""
        self._talk = Talk(self._line.sendall, lambda _: None)
        self.opened(self._talk)

    def give(self, data: bytes) -> int:
        """A transfer to the printer: how much of it came over."""
        self._present()
        if self._clogged:
            raise failed(TIMEOUT)
        passed = self.bring(self._talk, data)
        self._present()
        return passed

    def take(self, most: int, wait_s: float) -> bytes:
        """A transfer from the printer."""
        self._present()
        if not select.select([self._line], [], [], wait_s)[0]:
            raise failed(TIMEOUT)
        data = self._line.recv(most)
        if self._talk.cable is Cable.WHOLE:
            return data
        threading.Event().wait(wait_s)
        raise failed(TIMEOUT)

    def _present(self) -> None:
        if not self.plugged:
            raise failed(GONE)


class _Bus(Bus):
    """One printer, as long as it is plugged in."""

    def __init__(self, relay: UsbRelay) -> None:
        super().__init__(UsbPrinter())
        self._relay = relay

    def enumerate_devices(self) -> Iterator[UsbPrinter]:
        return super().enumerate_devices() if self._relay.plugged else iter(())

    def open_device(self, dev: UsbPrinter) -> UsbPrinter:
        opened = super().open_device(dev)
        self._relay.begin()
        return opened

    def close_device(self, dev_handle: UsbPrinter) -> None:
        super().close_device(dev_handle)
        self._relay.closed()

    def bulk_write(self, dev_handle: UsbPrinter, ep: int, intf: int, data: "array[int]", timeout: int) -> int:
        return self._relay.give(bytes(data))

    def bulk_read(self, dev_handle: UsbPrinter, ep: int, intf: int, buff: "array[int]", timeout: int) -> int:
        data = self._relay.take(len(buff), timeout / 1000)
        buff[: len(data)] = array("B", data)
        return len(data)
