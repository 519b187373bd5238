"""Whether the `[printer]` settings name a printer that can be driven, and the line to write if not."""

from collections.abc import Callable

import msgspec

from kiosk.settings_table import Table
from printing.devices import open_device
from printing.errors import PrinterSettingsError, SettingsProblem
from printing.profile import DOTS, LETTER_DOTS, PAGES, profile_for

EXAMPLE = "tcp://192.168.1.50:9100"
EXAMPLES = {
    "usb": "usb://04b8:0202",
    "serial": "serial:///dev/ttyUSB0?baud=19200&flow=xonxoff",
    "cups": "cups://bon",
    "file": "file:///dev/usb/lp0",
}
"""A line for each kind of device; `EXAMPLE` for all others."""

LETTERS_LEAST = 16
"""Large letters need half as many columns: words of eight letters still fit, and no paper is narrower."""
DOTS_MOST = 960
"""The widest head for a roll of 80 mm: 12 dots/mm."""
DPI_LEAST, DPI_MOST = 150, 300
"""Heads of slip printers have 180, 203 or 300 dots an inch."""
PAGE_MOST = 255
"""The number of a code page is one byte."""


class PrinterSettings(msgspec.Struct, frozen=True):
    """`[printer]`; what is None is as the model has it."""

    device: str = "none"
    paper_mm: int = 80
    model: str | None = None
    """A printer that python-escpos lists, for its code pages and width."""
    dots: int | None = None
    dpi: int | None = None
    columns: int | None = None
    """Letters of font A in a line."""
    cutter: bool | None = None
    code_page: str | None = None
    code_page_number: int | None = None
    """Under which the printer holds it."""
    kanji: bool | None = None
    native_qr: bool | None = None
    status: bool | None = None
    """Whether it is asked how it is."""


def read_printer(table: Table) -> PrinterSettings:
    """Problems are noted in the table; nothing is opened."""
    printer = PrinterSettings(
        table.text("device", "none", EXAMPLE), read_paper(table), table.text("model", "", "TM-T20II") or None
    )
    printer = read_own(table, printer)
    table.finish()
    check_printer(table, printer.device, printer.paper_mm, printer.model)
    return printer


def read_own(table: Table, printer: PrinterSettings) -> PrinterSettings:
    """What this printer can do, key by key; keys that are not there stay None."""
    dots, columns = _dots(table), DOTS[printer.paper_mm] // LETTER_DOTS
    most = max(LETTERS_LEAST, (dots or DOTS_MOST) // LETTER_DOTS)
    number = table.whole("code_page_number", 0, 0, PAGE_MOST)
    page = table.choice("code_page", "cp858", tuple(PAGES))
    dpi = table.whole("dpi", 203, DPI_LEAST, DPI_MOST)
    letters = table.whole("columns", min(columns, most), LETTERS_LEAST, most)
    flags = {key: table.flag(key, True) for key in ("cutter", "kanji", "native_qr", "status")}
    own = {"dots": dots, "dpi": dpi, "columns": letters, "code_page": page, "code_page_number": number, **flags}
    return msgspec.structs.replace(printer, **{key: value for key, value in own.items() if key in table})


def _dots(table: Table) -> int | None:
    """A raster row is made of whole bytes, eight dots each."""
    dots = table.whole("dots", DOTS[80], LETTERS_LEAST * LETTER_DOTS, DOTS_MOST)
    if dots % 8:
        table.wrong("dots", dots, table.words.say("a multiple of 8"), dots // 8 * 8)
    return dots if "dots" in table else None


def device_wanted(error: PrinterSettingsError, say: Callable[[str], str]) -> str:
    """What should stand there, for a device that cannot be used."""
    _ = say
    match error.problem:
        case SettingsProblem.HOST_MISSING:
            return _("tcp with a host name or address")
        case SettingsProblem.PORT_WRONG:
            return _("tcp with a port from 1 to 65535")
        case SettingsProblem.PATH_MISSING:
            return _("file or serial with a whole path")
        case SettingsProblem.TOO_MUCH:
            return _("tcp with host and port only")
        case SettingsProblem.NUMBERS_WRONG:
            return _("usb with two numbers of four digits or a serial number, as kiosk printers names them")
        case SettingsProblem.QUEUE_MISSING:
            return _("cups with the name of a queue")
        case SettingsProblem.OPTION_WRONG:
            known = error.facts.get("known", "")
            return _("a device with known options and values ({known})").format(known=known)
    return _("tcp://HOST:9100, usb://NUMBERS, serial:///PATH, cups://QUEUE, file:///PATH or none")


def device_example(error: PrinterSettingsError) -> str:
    """A device of the kind that was meant."""
    return EXAMPLES.get(error.facts.get("device", "").partition("://")[0], EXAMPLE)


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
        table.wrong("device", device, device_wanted(error, _), device_example(error))
    try:
        profile_for(paper_mm, model)
    except PrinterSettingsError as error:
        nearest = error.facts.get("nearest") or "TM-T20II"
        table.wrong("model", model, _("a printer that the program knows"), nearest)
