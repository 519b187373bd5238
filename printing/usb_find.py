"""Which device on the USB is meant, and which of its interfaces and end points take a slip."""

import errno
from collections.abc import Iterator
from typing import Any

import msgspec

from printing.errors import DeviceTrouble, Trouble

PRINTER_CLASS = 7
"""bInterfaceClass of printers (USB printer class 1.1, 4.1)."""
PROTOCOLS = (2, 1, 3)
"""bInterfaceProtocol, best first: both directions, only to the printer, IEEE 1284.4."""
BULK = 2
"""The low two bits of bmAttributes."""
TO_HOST = 0x80
"""The bit of an end point's address that says where its bytes go."""

_CLOSED = {
    errno.EACCES: Trouble.NO_PERMISSION,
    errno.EPERM: Trouble.NO_PERMISSION,
    errno.EBUSY: Trouble.BUSY,
}


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a device that a job goes to."""

    interface: int
    alternate: int
    out_ep: int
    in_ep: int | None
    """None: it answers nothing."""
    packet: int
    """Bytes of an answer at most; shorter reads would overflow."""


def the_one(backend: Any, vendor: int | None, product: int | None, serial: str | None) -> Any:
    """The device that fits; raises DeviceTrouble when there is none, or several, or none that may be looked at.

    Without numbers only printers are looked through.
    """
    import usb.core

    if backend is None:
        raise DeviceTrouble(Trouble.NO_DEVICE_FILE)
    numbers = {key: value for key, value in (("idVendor", vendor), ("idProduct", product)) if value is not None}
    try:
        found = list(usb.core.find(find_all=True, backend=backend, **numbers))
    except usb.core.USBError as error:
        raise DeviceTrouble(closed_because(error)) from error
    if serial is not None:
        found = _named(found if numbers else [one for one in found if is_printer(one)], serial)
    if len(found) > 1:
        raise DeviceTrouble(Trouble.SEVERAL_ALIKE)
    if not found:
        raise DeviceTrouble(Trouble.NO_DEVICE_FILE)
    return found[0]


def _named(devices: list[Any], serial: str) -> list[Any]:
    """Those with that serial number; one that may not be read could be it."""
    names = [(device, serial_of(device)) for device in devices]
    fitting = [device for device, name in names if name == serial]
    if not fitting and any(name is None for _, name in names):
        raise DeviceTrouble(Trouble.NO_PERMISSION)
    return fitting


def serial_of(device: Any) -> str | None:
    """Its serial number, "" where it has none, None where it may not be read."""
    import usb.core

    try:
        return str(device.serial_number or "") if device.iSerialNumber else ""
    except (usb.core.USBError, ValueError):
        return None


def is_printer(device: Any) -> bool:
    """Whether one of its interfaces is a printer's."""
    return any(interface.bInterfaceClass == PRINTER_CLASS for config in device for interface in config)


def way_in(device: Any, interface: int | None, out_ep: int | None, in_ep: int | None) -> Way:
    """The best interface for a slip, or the one that is asked for; raises DeviceTrouble, USBError.

    Where interface or end point is named, its class does not matter: some printers call theirs their own.
    """
    named = interface is not None or out_ep is not None
    ways = list(_ways(_active(device), interface, out_ep, in_ep, anything=named))
    if not ways:
        raise DeviceTrouble(Trouble.NOT_A_PRINTER)
    return ways[0]


def _active(device: Any) -> Any:
    """The configuration that is set; a device that nobody set up yet gets its first."""
    import usb.core

    try:
        return device.get_active_configuration()
    except usb.core.USBError as error:
        if error.errno in _CLOSED:
            raise
        device.set_configuration()
        return device.get_active_configuration()


def _ways(
    configuration: Any, interface: int | None, out_ep: int | None, in_ep: int | None, *, anything: bool
) -> Iterator[Way]:
    for part in sorted(configuration, key=_rank):
        if interface is not None and part.bInterfaceNumber != interface:
            continue
        if part.bInterfaceClass != PRINTER_CLASS and not anything:
            continue
        ends = {end.bEndpointAddress: end.wMaxPacketSize for end in part if end.bmAttributes & 3 == BULK}
        outs = [end for end in ends if not end & TO_HOST and out_ep in (None, end)]
        ins = [end for end in ends if end & TO_HOST and in_ep in (None, end)]
        if outs and (ins or in_ep is None):
            yield Way(
                interface=part.bInterfaceNumber,
                alternate=part.bAlternateSetting,
                out_ep=outs[0],
                in_ep=ins[0] if ins else None,
                packet=ends[ins[0]] if ins else 0,
            )


def _rank(part: Any) -> tuple[bool, int]:
    known = part.bInterfaceProtocol in PROTOCOLS
    return part.bInterfaceClass != PRINTER_CLASS, PROTOCOLS.index(part.bInterfaceProtocol) if known else len(PROTOCOLS)


def closed_because(error: Any) -> Trouble:
    """What a USBError at opening means."""
    return _CLOSED.get(error.errno, Trouble.NO_DEVICE_FILE)
