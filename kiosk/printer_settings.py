"""Whether the `[printer]` settings name a printer that can be driven, and the line to write if not."""

from collections.abc import Callable

from kiosk.settings_table import Table
from printing.devices import open_device
from printing.errors import PrinterSettingsError, SettingsProblem
from printing.profile import profile_for

EXAMPLE = "tcp://192.168.1.50:9100"


def device_wanted(error: PrinterSettingsError, say: Callable[[str], str]) -> str:
    """What should stand there, for a device that cannot be used."""
    _ = say
    match error.problem:
        case SettingsProblem.NOT_SUPPORTED:
            return _("tcp, file or none (usb, serial and cups come later)")
        case SettingsProblem.HOST_MISSING:
            return _("tcp with a host name or address")
        case SettingsProblem.PORT_WRONG:
            return _("tcp with a port from 1 to 65535")
        case SettingsProblem.PATH_MISSING:
            return _("file with a whole path")
        case SettingsProblem.TOO_MUCH:
            return _("tcp with host and port only")
    return _("tcp://HOST:9100, file:///PATH or none")


def check_printer(table: Table, device: str, paper_mm: int, model: str | None) -> None:
    """Note what is wrong with device, paper width and model; nothing is opened."""
    _ = table.words.say
    try:
        open_device(device)
    except PrinterSettingsError as error:
        table.wrong("device", device, device_wanted(error, _), EXAMPLE)
    try:
        profile_for(paper_mm, model)
    except PrinterSettingsError as error:
        if error.problem is SettingsProblem.PAPER_WIDTH:
            table.wrong("paper_mm", paper_mm, _("58 or 80"), 80)
        else:
            table.wrong("model", model, _("a printer that the program knows"), error.facts.get("nearest") or "TM-T20II")
