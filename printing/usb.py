"""A printer on USB: bytes to its bulk end point through libusb, with time limits of our own and every byte counted."""

import contextlib
import time
from typing import Any

import msgspec

from printing.errors import DeviceTrouble, Trouble
from printing.usb_find import Way, closed_because, the_one, way_in
from printing.wire import Patience

CHUNK = 4_096
"""Bytes of one transfer: the receive buffer of most printers."""
EMPTY_READS, EMPTY_S = 5, 0.05
"""Printers' first answers come back empty: so often, and so long apart, they are asked again (as Odoo does)."""
RESET_S = 1.0
SOFT_RESET = (0x21, 0x02)
"""Request type and request that make a printer drop what it holds (USB printer class 1.1, 4.2.3)."""


class Usb(msgspec.Struct, frozen=True):
    """`usb://VENDOR:PRODUCT/SERIAL`: either part may be missing, never both. End points and interface are found
    in the printer's descriptors where the settings do not name them."""

    vendor: int | None = None
    product: int | None = None
    serial: str | None = None
    in_ep: int | None = None
    out_ep: int | None = None
    interface: int | None = None
    answers: bool = True
    backend: object = None
    """pyusb's way to the bus; None: the libusb that comes with this program."""

    def open(self, patience: Patience) -> "UsbWire":
        import usb.core  # 30 ms: not at start-up

        device = the_one(self.backend or _libusb(), self.vendor, self.product, self.serial)
        try:
            way = way_in(device, self.interface, self.out_ep, self.in_ep)
            return UsbWire(device, way, patience)
        except usb.core.USBError as error:
            usb.util.dispose_resources(device)
            raise DeviceTrouble(closed_because(error)) from error
        except DeviceTrouble:
            usb.util.dispose_resources(device)
            raise


class UsbWire:
    """The interface, taken from the system's own driver for one job and given back after it."""

    def __init__(self, device: Any, way: Way, patience: Patience) -> None:
        """Raises USBError; then the driver has the interface again."""
        import usb.util

        self._device, self._way, self._patience = device, way, patience
        self._detached = _is_driven(device, way.interface)
        if self._detached:
            device.detach_kernel_driver(way.interface)
        try:
            usb.util.claim_interface(device, way.interface)
            if way.alternate:
                device.set_interface_altsetting(way.interface, way.alternate)
        except usb.core.USBError:
            self.close()
            raise

    def send(self, data: bytes) -> None:
        """A transfer that ran out of time tells how much it brought over; one that failed does not, and then its
        part counts as gone: no slip is ever sent twice on a guess."""
        import usb.core

        sent, until = 0, time.monotonic() + self._patience.job_s
        while sent < len(data):
            part = data[sent : sent + CHUNK]
            try:
                taken = int(self._device.write(self._way.out_ep, part, _ms(self._patience.write_s)))
            except usb.core.USBTimeoutError as error:
                raise self._given_up(sent) from error
            except usb.core.USBError as error:
                raise self._broken(sent + len(part)) from error
            sent += taken
            if sent < len(data) and (not taken or time.monotonic() > until):
                raise self._given_up(sent)

    def receive(self, wait_s: float) -> bytes:
        import usb.core

        if self._way.in_ep is None:
            time.sleep(wait_s)
            return b""
        until = time.monotonic() + max(wait_s, EMPTY_READS * EMPTY_S)
        while (left := until - time.monotonic()) > 0:
            try:
                data = bytes(self._device.read(self._way.in_ep, self._way.packet, _ms(left)))
            except usb.core.USBTimeoutError:
                return b""
            except usb.core.USBError as error:
                raise DeviceTrouble(Trouble.CUT_OFF) from error
            if data:
                return data
            time.sleep(EMPTY_S)
        return b""

    def finish(self) -> None:
        """A transfer that ended has arrived: there is nothing between us and the printer that could hold bytes."""

    def close(self) -> None:
        import usb.core
        import usb.util

        with contextlib.suppress(usb.core.USBError):
            usb.util.release_interface(self._device, self._way.interface)
        if self._detached:
            with contextlib.suppress(usb.core.USBError, NotImplementedError):
                self._device.attach_kernel_driver(self._way.interface)
        usb.util.dispose_resources(self._device)

    def _given_up(self, sent: int) -> DeviceTrouble:
        """What the printer holds would come out when somebody changes the roll, an hour later: let it drop it."""
        import usb.core

        with contextlib.suppress(usb.core.USBError):
            self._device.ctrl_transfer(*SOFT_RESET, 0, self._way.interface, timeout=_ms(RESET_S))
        return DeviceTrouble(Trouble.STUCK, sent)

    def _broken(self, sent: int) -> DeviceTrouble:
        """A halted end point stays so until it is cleared, also for the next job."""
        import usb.core

        with contextlib.suppress(usb.core.USBError):
            self._device.clear_halt(self._way.out_ep)
        return DeviceTrouble(Trouble.CUT_OFF, sent)


def _is_driven(device: Any, interface: int) -> bool:
    """Whether usblp has the interface; systems that cannot tell have no such driver."""
    try:
        return bool(device.is_kernel_driver_active(interface))
    except NotImplementedError:
        return False


def _libusb() -> Any:
    import libusb_package

    return libusb_package.get_libusb1_backend()


def _ms(seconds: float) -> int:
    """Never 0: that would mean without limit."""
    return max(1, int(seconds * 1000))
