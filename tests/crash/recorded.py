"""What an actor did to its files and what it said, in one order: a recording by strace, read back."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec


class Write(msgspec.Struct, frozen=True):
    """Bytes at a place of a file; at None: at its end."""

    path: str
    at: int | None
    data: bytes


class Cut(msgspec.Struct, frozen=True):
    """A file became this long; it may not have been there before."""

    path: str
    size: int


class Gone(msgspec.Struct, frozen=True):
    """A file was deleted."""

    path: str


class Moved(msgspec.Struct, frozen=True):
    """A file got another name, in the place of what had it."""

    path: str
    to: str


class Synced(msgspec.Struct, frozen=True):
    """What was written to a file is on the card."""

    path: str


class Spoken(msgspec.Struct, frozen=True):
    """Lines went out to people or to the ring."""

    data: bytes


Step = Write | Cut | Gone | Moved | Synced | Spoken

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,openat,sendto"
OPTIONS = ("-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}")

_LINE = re.compile(r'(\w+)\((?:AT_FDCWD(?:<.*?>)?, )?(?:\d+<(.*?)>|"([^"]*)")(.*)\) += (-?\d+)')
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def steps(log: Path, folder: Path) -> Iterator[Step]:
    """Everything below `folder`, and all that was said. A call that failed did nothing."""
    for line in log.read_text("ascii").splitlines():
        found = _LINE.match(line)
        if not found or found[5].startswith("-"):
            continue
        call, path, rest = found[1], _bytes(found[2] or found[3]).decode(), found[4]
        if call == "sendto":
            yield Spoken(_first(rest))
        elif path.startswith(f"{folder}/"):
            yield from _step(call, path.removeprefix(f"{folder}/"), rest, int(found[5]), folder)


def _step(call: str, path: str, rest: str, got: int, folder: Path) -> Iterator[Step]:
    match call:
        case "pwrite64":
            yield Write(path, int(rest.rpartition(", ")[2]), _first(rest)[:got])
        case "write":
            yield Write(path, None, _first(rest)[:got])
        case "fsync" | "fdatasync":
            yield Synced(path)
        case "ftruncate":
            yield Cut(path, int(rest.rpartition(", ")[2]))
        case "unlink":
            yield Gone(path)
        case "rename":
            yield Moved(path, _first(rest).decode().removeprefix(f"{folder}/"))
        case "openat" if "O_TRUNC" in rest:
            yield Cut(path, 0)


def _first(rest: str) -> bytes:
    found = _TEXT.search(rest)
    return _bytes(found[1]) if found else b""


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
