"""How the printer of the settings is: it is asked, which takes up to some seconds."""

import msgspec

from kiosk.settings import PrinterSettings
from printing.errors import Trouble


class Answered(msgspec.Struct, frozen=True):
    """What it said."""

    known: bool = False
    """Many cheap printers never answer: that is no trouble."""
    trouble: Trouble | None = None
    near_end: bool = False


def ask_printer(settings: PrinterSettings) -> Answered | None:
    """None where no printer is set."""
    if settings.device == "none":
        return None
    from kiosk.press import profile_of
    from printing.devices import open_device
    from printing.printer import Printer

    status = Printer(open_device(settings.device), profile_of(settings)).status()
    return Answered(status.known, status.trouble, status.near_end)
