"""What a printer answers, told apart and judged: pure.

Bit patterns and meanings: Epson, ESC/POS Command Reference, DLE EOT, GS r and GS a.
"""

from enum import Enum

import msgspec

from printing.errors import Trouble


class Question(Enum):
    """DLE EOT: answered at once, also by a printer that has stopped."""

    PAPER = b"\x10\x04\x04"
    WHY_OFFLINE = b"\x10\x04\x02"
    PRINTER = b"\x10\x04\x01"


CONFIRM = b"\x1dr\x01"
"""GS r 1: answered when everything before it was worked through, and not while the printer stands."""


class Answer(Enum):
    """Which question a byte answers; the fixed bits tell."""

    STATE = "state"
    """To DLE EOT: 0xx1xx10."""
    DONE = "done"
    """To GS r: 0xx0xxxx."""


class Ear:
    """Sorts the bytes that a printer sends; unasked reports (Automatic Status Back, four bytes) are passed over."""

    def __init__(self) -> None:
        self._skip = 0

    def hear(self, data: bytes) -> list[tuple[Answer, int]]:
        return [(kind, byte) for byte in data if (kind := self._kind(byte)) is not None]

    def _kind(self, byte: int) -> Answer | None:
        if self._skip:
            self._skip -= 1
            return None
        if byte & 0x93 == 0x10:
            self._skip = 3
            return None
        if byte & 0x93 == 0x12:
            return Answer.STATE
        return Answer.DONE if byte & 0x90 == 0 else None


class Status(msgspec.Struct, frozen=True):
    """What is known before or while printing. Many cheap printers never answer: that is no trouble."""

    known: bool = False
    trouble: Trouble | None = None
    near_end: bool = False


def judge(paper: int, why_offline: int | None = None, printer: int | None = None) -> Status:
    """From the answers to the three questions, as far as there are any."""
    near_end = bool(paper & 0x0C)
    return Status(True, _trouble(paper, why_offline or 0, printer or 0), near_end)


def _trouble(paper: int, why_offline: int, printer: int) -> Trouble | None:
    if why_offline & 0x04:
        return Trouble.COVER_OPEN
    if paper & 0x60 or why_offline & 0x20:
        return Trouble.PAPER_OUT
    if why_offline & 0x40:
        return Trouble.FAULT
    return Trouble.OFFLINE if printer & 0x08 else None
