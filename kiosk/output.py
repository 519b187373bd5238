"""Data on stdout: UTF-8 whatever the locale, quiet when nobody reads any more, a sentence when the disk is full."""

import os
import sys
from collections.abc import Mapping

import msgspec


class NobodyReads(Exception):
    """The reader of a pipe is gone. No OSError: click answers those by itself."""


class Unwritable(Exception):
    """The output cannot be written; `error` says why."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(str(error))


def put(line: str) -> None:
    """One line of plain text. Raises NobodyReads and Unwritable."""
    _write(line.encode("utf-8", "replace") + b"\n")


def put_json(values: Mapping[str, object]) -> None:
    """One JSON object on a line of its own. Raises NobodyReads and Unwritable."""
    _write(msgspec.json.encode(values) + b"\n")


def put_whole(raw: bytes) -> None:
    """A file as it is. Raises NobodyReads and Unwritable."""
    _write(raw, flush=True)


def flush() -> None:
    """Let readers see what was put so far. Raises NobodyReads and Unwritable."""
    _write(b"", flush=True)


def _write(raw: bytes, *, flush: bool = False) -> None:
    if sys.stdout is None:  # started with a closed stdout: the work goes on, nobody wants its output
        return
    try:
        sys.stdout.buffer.write(raw)
        if flush:
            sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        close_quietly()
        raise NobodyReads from error
    except OSError as error:
        close_quietly()
        raise Unwritable(error) from error


def close_quietly() -> None:
    """Nothing more may be written, also not by the interpreter at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
