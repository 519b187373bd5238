"""A printer on a bus that is not there: pyusb's backend interface, answered on the level of descriptors and transfers.

No machine of the tests has a USB. What is proved with this is how our side keeps to pyusb and to the printer class:
which interface it takes, how it counts, what it gives back. It proves nothing about cables, hubs or libusb itself.
"""

import errno
from array import array
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

TIMEOUT, STALL, GONE = -7, -9, -4
"""libusb's numbers of what can go wrong; pyusb tells a timeout by its own error class."""


@dataclass
class Side:
    """One alternate setting of an interface."""

    number: int = 0
    alternate: int = 0
    kind: int = 7
    protocol: int = 2
    ends: tuple[int, ...] = (0x01, 0x82)


@dataclass
class UsbPrinter:
    """What is plugged in; the defaults are those of an Epson that works."""

    vendor: int = 0x04B8
    product: int = 0x0202
    serial: str = ""
    sides: tuple[Side, ...] = (Side(),)
    driven: bool = True
    """Whether usblp has it."""
    configured: bool = True
    readable: bool = True
    """Whether this user may open it."""
    busy: bool = False
    """Whether another program holds it."""
    takes: int = 1 << 30
    """Bytes until it takes no more."""
    at_once: int = 1 << 30
    """Bytes of one transfer before its time is up."""
    unplugged_after: int | None = None
    stalls_after: int | None = None
    answers: list[bytes | int] = field(default_factory=list)
    """What reads bring: bytes, or one of the numbers above; then nothing."""
    got: bytearray = field(default_factory=bytearray)
    log: list[str] = field(default_factory=list)


class Bus(usb.backend.IBackend):  # type: ignore[misc]  # pyusb has no types
    """All that is plugged in. A device handle is the printer itself."""

    def __init__(self, *printers: UsbPrinter) -> None:
        self._printers = printers

    def enumerate_devices(self) -> Any:
        return iter(self._printers)

    def get_device_descriptor(self, dev: UsbPrinter) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.vendor, idProduct=dev.product, bcdDevice=0x100, iManufacturer=1,
            iProduct=2, iSerialNumber=3 if dev.serial else 0, bNumConfigurations=1, address=1, bus=1, port_number=1,
            port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: UsbPrinter, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=len({side.number for side in dev.sides}),
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: UsbPrinter, intf: int, alt: int, config: int) -> Any:
        side = self._side(dev, intf, alt)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=side.number, bAlternateSetting=side.alternate,
            bNumEndpoints=len(side.ends), bInterfaceClass=side.kind, bInterfaceSubClass=1,
            bInterfaceProtocol=side.protocol, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: UsbPrinter, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=self._side(dev, intf, alt).ends[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: UsbPrinter) -> UsbPrinter:
        if not dev.readable:
            raise usb.core.USBError("Access denied", -3, errno.EACCES)
        dev.log.append("open")
        return dev

    def close_device(self, dev_handle: UsbPrinter) -> None:
        dev_handle.log.append("close")

    def set_configuration(self, dev_handle: UsbPrinter, config_value: int) -> None:
        dev_handle.configured = True
        dev_handle.log.append("configure")

    def get_configuration(self, dev_handle: UsbPrinter) -> int:
        return int(dev_handle.configured)

    def set_interface_altsetting(self, dev_handle: UsbPrinter, intf: int, altsetting: int) -> None:
        dev_handle.log.append(f"alternate {intf}.{altsetting}")

    def claim_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        if dev_handle.busy or dev_handle.driven:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        dev_handle.log.append(f"claim {intf}")

    def release_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        dev_handle.log.append(f"release {intf}")

    def is_kernel_driver_active(self, dev_handle: UsbPrinter, intf: int) -> bool:
        return dev_handle.driven

    def detach_kernel_driver(self, dev_handle: UsbPrinter, intf: int) -> None:
        dev_handle.driven = False
        dev_handle.log.append(f"detach {intf}")

    def attach_kernel_driver(self, dev_handle: UsbPrinter, intf: int) -> None:
        dev_handle.driven = True
        dev_handle.log.append(f"attach {intf}")

    def bulk_write(self, dev_handle: UsbPrinter, ep: int, intf: int, data: array, timeout: int) -> int:  # type: ignore[type-arg]
        assert timeout > 0, "0 is for ever"
        dev, part = dev_handle, bytes(data)
        room = min(len(part), dev.at_once, dev.takes - len(dev.got))
        for limit, number in ((dev.unplugged_after, GONE), (dev.stalls_after, STALL)):
            if limit is not None and len(dev.got) + len(part) > limit:
                dev.got += part[: max(0, limit - len(dev.got))]
                raise failed(number)
        dev.got += part[:room]
        if not room:
            raise failed(TIMEOUT)
        return room

    def bulk_read(self, dev_handle: UsbPrinter, ep: int, intf: int, buff: array, timeout: int) -> int:  # type: ignore[type-arg]
        assert timeout > 0, "0 is for ever"
        answer = dev_handle.answers.pop(0) if dev_handle.answers else TIMEOUT
        if isinstance(answer, int):
            raise failed(answer)
        buff[: len(answer)] = array("B", answer)
        return len(answer)

    def ctrl_transfer(
        self, dev_handle: UsbPrinter, kind: int, request: int, value: int, index: int, data: Any, timeout: int
    ) -> int:
        if (kind, request) == (0x80, 6):
            return _described(dev_handle, value & 0xFF, data)
        dev_handle.log.append(f"request {kind:#x} {request} {index}")
        return 0

    def clear_halt(self, dev_handle: UsbPrinter, ep: int) -> None:
        dev_handle.log.append(f"clear {ep:#x}")

    def _side(self, dev: UsbPrinter, intf: int, alt: int) -> Side:
        numbers = sorted({side.number for side in dev.sides})
        return [side for side in dev.sides if side.number == numbers[intf]][alt]


def _described(dev: UsbPrinter, index: int, data: Any) -> int:
    """String descriptors: the languages, and the serial number (USB 2.0, 9.6.7)."""
    text = b"\x09\x04" if index == 0 else dev.serial.encode("utf-16-le")
    raw = bytes((len(text) + 2, 3)) + text
    data[: len(raw)] = array("B", raw)
    return len(raw)


def failed(number: int) -> usb.core.USBError:
    """As libusb says it."""
    if number == TIMEOUT:
        return usb.core.USBTimeoutError("Operation timed out", number, errno.ETIMEDOUT)
    return usb.core.USBError("failed", number, {STALL: errno.EPIPE, GONE: errno.ENODEV}[number])
