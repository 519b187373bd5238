"""The ways to a printer: what the settings call `device`, opened for one job and closed after it."""

import re
from collections.abc import Callable
from typing import get_args
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from printing.cups import QUEUE, CupsQueue
from printing.errors import DeviceTrouble, PrinterSettingsError, SettingsProblem, Trouble
from printing.file import FilePath
from printing.serial_line import BAUDS, Flow, Parity, SerialLine
from printing.tcp import Tcp
from printing.usb import Usb
from printing.wire import Device, Patience, Wire

PORT = 9100
"""The port of raw print jobs, the same on every network printer."""

_USB = re.compile(r"(?:([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4}))?(?:/([^/]{0,126}))?")
"""Numbers and serial number, which has 126 letters at most (USB 2.0, 9.6.7)."""
_OUT, _IN = range(0x01, 0x10), range(0x81, 0x90)
"""Addresses of end points to the printer and from it."""


class NoPrinter(msgspec.Struct, frozen=True):
    """`none`: every job ends before it starts."""

    answers: bool = False

    def open(self, patience: Patience) -> Wire:
        raise DeviceTrouble(Trouble.NO_PRINTER)


def open_device(url: str) -> Device:
    """The device for `tcp://host[:port]`, `usb://vendor:product[/serial]`, `serial:///path`, `cups://queue`,
    `file:///path` or `none`; nothing is touched before a job.

    Raises PrinterSettingsError for anything else.
    """
    if url == "none":
        return NoPrinter()
    scheme, found, rest = url.partition("://")
    kinds: dict[str, Callable[[str, str], Device]] = {
        "tcp": _tcp,
        "usb": _usb,
        "serial": _serial,
        "cups": _cups,
        "file": _file,
    }
    if not found or scheme not in kinds:
        raise PrinterSettingsError(SettingsProblem.UNKNOWN_SCHEME, device=url, scheme=scheme if found else "")
    return kinds[scheme](url, rest)


def _tcp(url: str, rest: str) -> Device:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise PrinterSettingsError(SettingsProblem.PORT_WRONG, device=url) from error
    if not host or re.search(r"\s", host):
        raise PrinterSettingsError(SettingsProblem.HOST_MISSING, device=url)
    if port == 0 or parts.netloc.endswith(":"):
        raise PrinterSettingsError(SettingsProblem.PORT_WRONG, device=url)
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise PrinterSettingsError(SettingsProblem.TOO_MUCH, device=url)
    return Tcp(host, PORT if port is None else port)


def _usb(url: str, rest: str) -> Device:
    place, options = _options(url, rest, "in", "out", "interface")
    found = _USB.fullmatch(place)
    vendor, product, serial = found.groups() if found else (None, None, None)
    if not (vendor or serial):
        raise PrinterSettingsError(SettingsProblem.NUMBERS_WRONG, device=url)
    return Usb(
        int(vendor, 16) if vendor else None,
        int(product, 16) if product else None,
        unquote(serial) if serial else None,
        in_ep=_number(url, options, "in", _IN),
        out_ep=_number(url, options, "out", _OUT),
        interface=_number(url, options, "interface", range(32)),
    )


def _serial(url: str, rest: str) -> Device:
    place, options = _options(url, rest, "baud", "flow", "bits", "parity")
    line = {
        "path": _path(url, place),
        "baud": _number(url, options, "baud", BAUDS),
        "bits": _number(url, options, "bits", (7, 8)),
        "flow": _word(url, options, "flow", get_args(Flow)),
        "parity": _word(url, options, "parity", get_args(Parity)),
    }
    return msgspec.convert({key: value for key, value in line.items() if value is not None}, SerialLine)


def _cups(url: str, rest: str) -> Device:
    queue = unquote(rest)
    if not QUEUE.fullmatch(queue):
        raise PrinterSettingsError(SettingsProblem.QUEUE_MISSING, device=url)
    return CupsQueue(queue)


def _file(url: str, rest: str) -> Device:
    return FilePath(_path(url, rest))


def _path(url: str, place: str) -> str:
    path = unquote(place)
    if not path.startswith("/") or path.endswith("/") or "\0" in path:
        raise PrinterSettingsError(SettingsProblem.PATH_MISSING, device=url)
    return path


def _options(url: str, rest: str, *known: str) -> tuple[str, dict[str, str]]:
    """What stands before the question mark, and the options behind it, each once."""
    place, _, query = rest.partition("?")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError as error:
        raise PrinterSettingsError(SettingsProblem.OPTION_WRONG, device=url, known=", ".join(known)) from error
    options = dict(pairs)
    if len(options) < len(pairs) or not set(options) <= set(known):
        raise PrinterSettingsError(SettingsProblem.OPTION_WRONG, device=url, known=", ".join(known))
    return place, options


def _number(url: str, options: dict[str, str], name: str, allowed: range | tuple[int, ...]) -> int | None:
    text = options.get(name)
    if text is None:
        return None
    number = int(text, 0) if re.fullmatch(r"0x[0-9A-Fa-f]{1,4}|0|[1-9]\d{0,6}", text) else -1
    if number not in allowed:
        raise PrinterSettingsError(SettingsProblem.OPTION_WRONG, device=url, known=name)
    return number


def _word(url: str, options: dict[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    text = options.get(name)
    if text is not None and text not in allowed:
        raise PrinterSettingsError(SettingsProblem.OPTION_WRONG, device=url, known=name)
    return text
