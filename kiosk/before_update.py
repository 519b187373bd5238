"""What worked before an update, and what a new version found missing when it gave up (R39)."""

from enum import StrEnum
from pathlib import Path
from typing import Self

import msgspec

from kiosk.printer_settings import PrinterSettings
from kiosk.settings import Settings
from sync.ledger.whole_files import read_whole, write_whole

BEFORE, ENDED = "before.json", "ended.json"
"""Files in the folder for updates."""
INPUTS = Path("/proc/bus/input/devices")
"""All input devices as the kernel tells them (input subsystem, drivers/input/input.c)."""
DIRECT = 1 << 1
"""INPUT_PROP_DIRECT: what is touched is what is shown (include/uapi/linux/input-event-codes.h)."""


class Before(msgspec.Struct, frozen=True):
    """Of the version that ran before."""

    version: str
    touch: bool
    printer: bool

    @classmethod
    def read(cls, folder: Path) -> "Self | None":
        """None where nothing was remembered. Raises `Unstorable`."""
        try:
            return msgspec.json.decode(read_whole(folder / BEFORE) or b"", type=cls)
        except msgspec.MsgspecError:
            return None


class Lost(StrEnum):
    """What no longer works."""

    REPLICA = "replica"
    TOUCH = "touch"
    PRINTER = "printer"
    LEDGER = "ledger"
    CRASHED = "crashed"
    STEWARD = "steward"
    """Nobody answers who could keep it."""


class Ended(msgspec.Struct, frozen=True):
    """Why a version ended its own trial, for the page that tells staff."""

    version: str
    lost: Lost

    @classmethod
    def read(cls, folder: Path) -> "Ended | None":
        """None where it did not. Raises `Unstorable`."""
        try:
            return msgspec.json.decode(read_whole(folder / ENDED) or b"", type=cls)
        except msgspec.MsgspecError:
            return None

    def put(self, folder: Path) -> None:
        """Note it. Raises `Unstorable`."""
        write_whole(folder / ENDED, msgspec.json.encode(self))


def remember(folder: Path, settings: Settings, version: str) -> None:
    """Look, and keep it. Raises `Unstorable`."""
    before = Before(version, touch_there(), printer_answers(settings.printer))
    write_whole(folder / BEFORE, msgspec.json.encode(before))


def touch_there(inputs: Path = INPUTS) -> bool:
    """Whether the kernel has a device that is touched."""
    try:
        rows = inputs.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(_number(row.removeprefix("B: PROP=")) & DIRECT for row in rows if row.startswith("B: PROP="))


def printer_answers(settings: PrinterSettings) -> bool:
    """Whether the printer of the settings can be reached; one without paper answers, too."""
    if settings.device == "none":
        return False
    from kiosk.press import profile_of
    from printing.devices import open_device
    from printing.errors import Trouble
    from printing.printer import Printer

    trouble = Printer(open_device(settings.device), profile_of(settings)).status().trouble
    return trouble in (None, Trouble.PAPER_OUT, Trouble.PAPER_NEAR_END, Trouble.COVER_OPEN)


def _number(digits: str) -> int:
    try:
        return int(digits.split()[-1], 16)
    except (ValueError, IndexError):
        return 0
