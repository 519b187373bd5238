"""What is plugged in and could be a printer, found in the system's own lists without opening anything."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec

from printing.cups import Queue, queues
from printing.devices import open_device
from printing.errors import DeviceTrouble, PrinterSettingsError, Trouble
from printing.file import FilePath
from printing.serial_line import SerialLine
from printing.usb import Usb

USB, FILE, SERIAL, CUPS = "usb", "file", "serial", "cups"
"""Kinds of ways to a printer, as the addresses begin."""
PRINTER_CLASS = "07"
"""bInterfaceClass of printers, as sysfs writes it."""
NAME_MAX = 80
"""Letters of a name; USB allows 126, and what a device says of itself is foreign text."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One way to something that could be a printer."""

    device: str
    """What the settings call it."""
    kind: str
    name: str = ""
    """What it calls itself; foreign text, one line."""
    serial: str | None = None
    trouble: Trouble | None = None
    """What would keep a job from starting, as far as it can be seen from outside."""


def find(root: Path = Path("/"), spooled: Iterable[Queue] | None = None) -> list[Found]:
    """USB printers, their device files, serial lines that are plugged in, and queues of CUPS.

    `root` holds `sys` and `dev`; `spooled` are the queues, None: ask CUPS, which may not be there.
    """
    plugged = [_Plugged(path) for path in _sorted(root / "sys/bus/usb/devices") if ":" not in path.name]
    printers = [one for one in plugged if one.sides]
    return [
        *(_usb(root, one, printers) for one in printers),
        *_files(root, printers),
        *_serials(root),
        *_queues(_asked() if spooled is None else spooled),
    ]


def same(found: Found, device: str) -> bool:
    """Whether the settings' device is this one."""
    try:
        wanted, here = open_device(device), open_device(found.device)
    except PrinterSettingsError:
        return False
    match wanted, here:
        case Usb(), Usb():
            numbers = wanted.vendor is None or (wanted.vendor, wanted.product) == (here.vendor, here.product)
            return numbers and wanted.serial in (None, found.serial)
        case SerialLine(), SerialLine():
            return os.path.realpath(wanted.path) == os.path.realpath(here.path)
        case FilePath(), FilePath():
            return os.path.realpath(wanted.path) == os.path.realpath(here.path)
    return wanted == here


class _Plugged:
    """A device as sysfs shows it, also to who may not open it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.numbers = f"{self._read('idVendor')}:{self._read('idProduct')}"
        self.name = f"{self._read('manufacturer')} {self._read('product')}".strip()[:NAME_MAX]
        self.serial = self._read("serial") or None
        sides = [side for side in _sorted(path) if side.name.startswith(f"{path.name}:")]
        self.sides = [side for side in sides if _line(side / "bInterfaceClass") == PRINTER_CLASS]

    def node(self, root: Path) -> Path:
        """Its file in /dev."""
        bus, number = self._read("busnum"), self._read("devnum")
        return root / "dev/bus/usb" / bus.zfill(3) / number.zfill(3)

    def files(self) -> list[str]:
        """The names that usblp gave it: `lp0`."""
        return [file.name for side in self.sides for file in _sorted(side / "usbmisc")]

    def _read(self, name: str) -> str:
        return _line(self._path / name)


def _usb(root: Path, one: _Plugged, printers: list[_Plugged]) -> Found:
    """By its numbers; of several alike by the serial number too, where each has its own."""
    serials = [other.serial for other in printers if other.numbers == one.numbers]
    address, trouble = f"usb://{one.numbers}", None
    if len(serials) > 1 and one.serial and serials.count(one.serial) == 1:
        address += f"/{quote(one.serial, safe='')}"
    elif len(serials) > 1:
        trouble = Trouble.SEVERAL_ALIKE
    return Found(device=address, kind=USB, name=one.name, serial=one.serial, trouble=trouble or _closed(one.node(root)))


def _files(root: Path, printers: list[_Plugged]) -> Iterator[Found]:
    owners = {name: one for one in printers for name in one.files()}
    for path in _sorted(root / "dev/usb"):
        if path.name.startswith("lp"):
            owner = owners.get(path.name)
            name, serial = (owner.name, owner.serial) if owner else ("", None)
            yield Found(
                device=f"file:///dev/usb/{path.name}", kind=FILE, name=name, serial=serial, trouble=_closed(path)
            )


def _serials(root: Path) -> Iterator[Found]:
    """Lines on USB adapters have names that stay; whether a printer is at their end, nobody knows."""
    for path in _sorted(root / "dev/serial/by-id"):
        address = f"serial:///dev/serial/by-id/{quote(path.name)}?baud=19200&flow=xonxoff"
        name = _clean(path.name.removeprefix("usb-").replace("_", " "))
        yield Found(device=address, kind=SERIAL, name=name, trouble=_closed(path))


def _queues(spooled: Iterable[Queue]) -> Iterator[Found]:
    for queue in spooled:
        trouble = None if queue.running and queue.accepts else Trouble.QUEUE_STOPPED
        yield Found(device=f"cups://{quote(queue.name)}", kind=CUPS, name=queue.name, trouble=trouble)


def _asked() -> Iterable[Queue]:
    try:
        return queues()
    except DeviceTrouble:
        return ()


def _closed(path: Path) -> Trouble | None:
    if not path.exists():
        return Trouble.NO_DEVICE_FILE
    return None if os.access(path, os.R_OK | os.W_OK) else Trouble.NO_PERMISSION


def _sorted(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where there is none."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _line(path: Path) -> str:
    """What a file of sysfs says, "" where it says nothing."""
    try:
        return _clean(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return ""


def _clean(text: str) -> str:
    """One line that can drive no terminal."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:NAME_MAX]
