"""A paper for A4, ready to be printed or saved: what every composing function of this room gives back."""

from datetime import date
from enum import StrEnum

import msgspec


class NotMade(Exception):
    """There is no such paper to be made now; the text is a sentence for people."""


class Paper(StrEnum):
    """Which paper; the value is the word of `kiosk paper`."""

    NEWSPAPER = "newspaper"
    STATEMENT = "statement"
    VOUCHERS = "vouchers"
    EMERGENCY = "emergency"
    DISTRIBUTION = "distribution"
    CHECK = "check"
    """The monthly page of the self-check; the desk offers it there."""
    EXPORT = "export"
    """What is stored about one member; the desk offers it on their page."""
    HANDOVER = "handover"
    PRIVACY = "privacy"


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody may say about a paper; each paper takes what concerns it."""

    since: date | None = None
    """The newspaper's marks `neu` and `geändert`, and statements, count from this day; None: from the last one kept."""
    booklet: bool = False
    """Newspaper: A5, imposed on A4, to be folded."""
    members: tuple[str, ...] = ()
    """Statement: numbers; none: all who get paper. Export: exactly one."""
    count: int | None = None
    """Vouchers, emergency: how many blank vouchers; None: the usual number."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One finished paper."""

    paper: Paper
    name: str
    """File name for a stick: ASCII, no blanks (`marktzeitung-2026-11-24.pdf`)."""
    title: str
    """What it is, for the desk."""
    pdf: bytes
    sheets: int
    """Sheets of A4 for one copy, printed on both sides where that is usual for it."""
    rows: tuple[str, ...]
    """What stands on it, one line each, for the preview on the desk."""
    copies: int = 1
    """The size of the run."""
    both_sides: bool = True
    """How it is printed: on both sides."""
    short_edge: bool = False
    """A booklet turns over the short edge."""
    issue: bytes | None = None
    """What is kept once it is really printed (`kiosk.papers.making.printed`): the issue, the period, the day."""
