"""Data on stdout: UTF-8 whatever the locale, and quiet when nobody reads any more."""

import os
import sys
from collections.abc import Mapping

import msgspec


def put(line: str) -> None:
    """One line of plain text. BrokenPipeError passes on to `main`, which ends quietly."""
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def put_json(values: Mapping[str, object]) -> None:
    """One JSON object on a line of its own."""
    sys.stdout.buffer.write(msgspec.json.encode(values) + b"\n")


def close_quietly() -> None:
    """After a broken pipe: nothing more may be written, also not by the interpreter at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
