"""The ways to a printer: what the settings call `device`, opened for one job and closed after it."""

import re
from typing import Protocol
from urllib.parse import unquote, urlsplit

import msgspec

from printing.errors import DeviceTrouble, PrinterSettingsError, SettingsProblem, Trouble

PORT = 9100
"""The port of raw print jobs, the same on every network printer."""
LATER = frozenset(("usb", "serial", "cups"))
"""Schemes that the settings name and this version does not drive."""


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long a job waits, in seconds. A slip must be there or be refused before people walk away."""

    connect_s: float = 3.0
    write_s: float = 3.0
    """Longest time in which the printer takes not one byte."""
    job_s: float = 60.0
    """Longest time for all bytes of a job: the longest slip over the slowest line (19,200 Bd) takes 45."""
    read_s: float = 1.5
    """For the answer to one question about the status."""
    confirm_s: float = 15.0
    """For the paper to come out: 70 cm at 60 mm/s, the slowest printers."""


class Wire(Protocol):
    """An open way to the printer, for one job."""

    def send(self, data: bytes) -> None:
        """All of it; raises DeviceTrouble with the number of bytes that left."""
        ...

    def receive(self, wait_s: float) -> bytes:
        """What the printer says next, nothing when it stays silent so long; raises DeviceTrouble when it hung up."""
        ...

    def finish(self) -> None:
        """Wait until the other side took everything, as far as one can see; raises DeviceTrouble when it did not."""
        ...

    def close(self) -> None:
        """Let go of the device; never raises."""
        ...


class Device(Protocol):
    """A printer as the settings name it."""

    @property
    def answers(self) -> bool:
        """Whether this way leads back: only then can the printer be asked."""
        ...

    def open(self, patience: Patience) -> Wire:
        """Raises DeviceTrouble with `sent` 0."""
        ...


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
    from printing.tcp import Tcp

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
    from printing.file import FilePath

    path = unquote(url.removeprefix("file://"))
    if not path.startswith("/") or path.endswith("/") or "\0" in path:
        raise PrinterSettingsError(SettingsProblem.PATH_MISSING, device=url)
    return FilePath(path)
