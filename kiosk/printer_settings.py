"""Whether the `[printer]` settings name a printer that can be driven, and the line to write if not."""

from collections.abc import Callable

import msgspec

from kiosk.settings_table import Table
from printing.devices import open_device
from printing.errors import PrinterSettingsError, SettingsProblem
from printing.profile import DOTS, profile_for

EXAMPLE = "tcp://192.168.1.50:9100"
FILE_EXAMPLE = "file:///dev/usb/lp0"


class PrinterSettings(msgspec.Struct, frozen=True):
    """`[printer]`."""

    device: str = "none"
    paper_mm: int = 80
    model: str | None = None
    """A printer that python-escpos lists, for its code pages and width."""
    dots: int | None = None
    dpi: int | None = None
    columns: int | None = None
    cutter: bool | None = None
    code_page: str | None = None
    code_page_number: int | None = None
    kanji: bool | None = None
    native_qr: bool | None = None
    status: bool | None = None


def read_printer(table: Table) -> PrinterSettings:
    """Problems are noted in the table; nothing is opened."""
    printer = PrinterSettings(
        table.text("device", "none", EXAMPLE), read_paper(table), table.text("model", "", "TM-T20II") or None
    )
    table.finish()
    check_printer(table, printer.device, printer.paper_mm, printer.model)
    return printer


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


def read_paper(table: Table) -> int:
    """`paper_mm`: one of the widths that rolls have; the nearest one is suggested."""
    value = table.raw("paper_mm")
    if value is None or (isinstance(value, int) and value in DOTS):
        return 80 if value is None else value
    near = min(DOTS, key=lambda width: abs(width - value)) if isinstance(value, int | float) else 80
    table.wrong("paper_mm", value, table.words.say("58 or 80"), near)
    return 80


def check_printer(table: Table, device: str, paper_mm: int, model: str | None) -> None:
    """Note what is wrong with device and model; nothing is opened. `paper_mm` is one that rolls have."""
    _ = table.words.say
    try:
        open_device(device)
    except PrinterSettingsError as error:
        example = FILE_EXAMPLE if error.problem is SettingsProblem.PATH_MISSING else EXAMPLE
        table.wrong("device", device, device_wanted(error, _), example)
    try:
        profile_for(paper_mm, model)
    except PrinterSettingsError as error:
        nearest = error.facts.get("nearest") or "TM-T20II"
        table.wrong("model", model, _("a printer that the program knows"), nearest)
