"""What a bundle says about itself, signed: for which computer it is, what it needs, and every file in it."""

import platform
import re
import sys
from collections.abc import Mapping
from typing import Self

import msgspec

from sync.ledger import schema
from sync.update.unusable import Unusable, Why

SUFFIX = ".kioskupdate"
"""Of a bundle's name."""
FORMAT = 1
"""Of the manifest; a program reads the formats that it knows."""
FILE = re.compile(r"wheels/(requirements\.txt|[A-Za-z0-9][A-Za-z0-9_.+-]{0,150}\.whl)", re.ASCII)
"""What a bundle may hold; wheels' names are those of the binary distribution format (PEP 427)."""
NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}", re.ASCII)
"""A version, in numbers only: what is for trials never goes into a bundle."""
REQUIREMENTS = "wheels/requirements.txt"
NEWS_MOST = 1000
"""Letters about what is new: what a person reads on two sheets of the smallest screen."""


class LedgerForm(msgspec.Struct, frozen=True):
    """What the program's ledger looks like (`sync/ledger/schema.py`)."""

    writes: int
    """The version of the tables that it makes."""
    opens_from: int
    """The oldest version of the tables whose program can still go on with them."""


class Entry(msgspec.Struct, frozen=True):
    """One file of the bundle."""

    sha256: str
    bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Read only after its signature was found to be right."""

    format: int
    version: str
    arch: str
    """As the kernel names it: `aarch64`."""
    python: str
    """The tag of the interpreter that the wheels were built for: `cp313`."""
    ledger: LedgerForm
    least: str
    """The oldest version from which one may update to this one at once."""
    news: str
    """What staff read before they say yes."""
    files: dict[str, Entry]

    @classmethod
    def decode(cls, told: bytes) -> Self:
        """Raises `Unusable` for what is no manifest of this format."""
        try:
            manifest = msgspec.json.decode(told, type=cls)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise Unusable(Why.NO_BUNDLE) from error
        if manifest.format != FORMAT or not manifest._sound:
            raise Unusable(Why.NO_BUNDLE)
        return manifest

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(entry.bytes for entry in self.files.values())

    @property
    def _sound(self) -> bool:
        names = all(map(FILE.fullmatch, self.files)) and REQUIREMENTS in self.files
        numbers = all(map(NUMBER.fullmatch, (self.version, self.least)))
        return names and numbers and all(entry.bytes >= 0 for entry in self.files.values())


class Here(msgspec.Struct, frozen=True):
    """The computer and the program that shall be updated."""

    version: str
    arch: str
    python: str
    ledger: int
    """The version of the tables that this program works with."""

    @classmethod
    def now(cls, version: str) -> Self:
        """This computer, with a program of that version."""
        python = f"cp{sys.version_info.major}{sys.version_info.minor}"
        return cls(version, platform.machine(), python, schema.VERSION)


def check_fits(manifest: Manifest, here: Here, *, older: bool = False) -> None:
    """Raises `Unusable` where it cannot run here, or could not be left again; `older`: somebody wants it back."""
    facts: Mapping[str, str] = {"version": manifest.version, "here": here.version}
    if manifest.arch != here.arch:
        raise Unusable(Why.MACHINE, **facts)
    if manifest.python != here.python:
        raise Unusable(Why.PYTHON, **facts)
    if ordered(here.version) < ordered(manifest.least):
        raise Unusable(Why.TOO_NEW, **facts, least=manifest.least)
    if ordered(manifest.version) == ordered(here.version):
        raise Unusable(Why.SAME, **facts)
    if ordered(manifest.version) < ordered(here.version) and not older:
        raise Unusable(Why.OLDER, **facts)
    if here.ledger < manifest.ledger.opens_from:
        raise Unusable(Why.LEDGER, **facts)


def ordered(version: str) -> tuple[int, ...]:
    """For comparing: `0.10.0` comes after `0.9`, and `1.0` is `1.0.0`."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
