"""The ways to a printer: what the settings call `device`, opened for one job and closed after it."""

import re
from urllib.parse import unquote, urlsplit

import msgspec

from printing.errors import DeviceTrouble, PrinterSettingsError, SettingsProblem, Trouble
from printing.file import FilePath
from printing.tcp import Tcp
from printing.wire import Device, Patience, Wire

PORT = 9100
"""The port of raw print jobs, the same on every network printer."""
LATER = frozenset(("usb", "serial", "cups"))
"""Schemes that the settings name and this version does not drive."""


class NoPrinter(msgspec.Struct, frozen=True):
    """`none`: every job ends before it starts."""

    answers: bool = False

    def open(self, patience: Patience) -> Wire:
        raise DeviceTrouble(Trouble.NO_PRINTER)


def open_device(url: str) -> Device:
    """The device for `tcp://host[:port]`, `file:///path` or `none`; nothing is touched before a job.

    Raises PrinterSettingsError for anything else.
    """
    if url == "none":
        return NoPrinter()
    scheme, found, _ = url.partition("://")
    if found and scheme == "tcp":
        return _tcp(url)
    if found and scheme == "file":
        return _file(url)
    known = SettingsProblem.NOT_SUPPORTED if found and scheme in LATER else SettingsProblem.UNKNOWN_SCHEME
    raise PrinterSettingsError(known, device=url, scheme=scheme if found else "")


def _tcp(url: str) -> Device:
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


def _file(url: str) -> Device:
    path = unquote(url.removeprefix("file://"))
    if not path.startswith("/") or path.endswith("/") or "\0" in path:
        raise PrinterSettingsError(SettingsProblem.PATH_MISSING, device=url)
    return FilePath(path)
