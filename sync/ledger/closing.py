"""The day's closing: what was booked and taken back on a day, and the root over everything that ever happened (R33)."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Trust
from sync.ledger.audit import entries
from sync.ledger.journal import entered
from sync.ledger.ledger import Ledger
from sync.ledger.records import Booking, Stamp, State
from sync.ledger.rows import anchors, stamp_of


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """One day of the ledger in figures."""

    day: date
    about: bool = False
    """Whether the clock was not sure of the day (R10)."""
    kinds: Mapping[str, int]
    """`payment`, `seat`, `job`, `storno` → how many were booked."""
    sums: Mapping[str, int]
    """Unit → what went from member to member, hundredths; taken back counts against it, on the day it was."""
    receipts: tuple[int, int] | None
    """First and last number; None on a day without."""
    cancelled: int = 0
    """Bookings of any day that were taken back on this one before any platform had them."""
    open: int
    """Bookings of any day that are still to be delivered."""
    refused: int
    """Bookings of any day that are set aside."""
    root: str
    """Of the audit log, hex."""


def close_day(ledger: Ledger, day: date, zone: ZoneInfo, staff: str | None = None) -> Closing:
    """Note that `staff` closed the day, and return its figures; the root proves the note as well.

    Raises `Unstorable`.
    """
    with ledger.change():
        ledger.journal.note("closed", staff=staff, facts=day.isoformat())
        return day_so_far(ledger, day, zone)


def day_so_far(ledger: Ledger, day: date, zone: ZoneInfo) -> Closing:
    """The figures of a day in the centre's zone; nothing is written. What is open and refused is told as of now."""
    booked, cancelled, about = _of_day(ledger, day, zone)
    receipts = [booking.receipt for booking in booked]
    counts = ledger.outbox.counts()
    return Closing(
        day=day,
        about=about,
        kinds=Counter(booking.kind for booking in booked),
        sums=sums_of(booked, cancelled),
        receipts=(receipts[0], receipts[-1]) if receipts else None,
        cancelled=len(cancelled),
        open=counts[State.WAITING] + counts[State.UNCERTAIN],
        refused=counts[State.REFUSED],
        root=ledger.journal.root().hex(),
    )


def _of_day(ledger: Ledger, day: date, zone: ZoneInfo) -> tuple[list[Booking], list[Booking], bool]:
    """What was booked, what was cancelled, and whether any row of the day has no certain time."""
    found: dict[str, list[Booking]] = {"booked": [], "cancelled": []}
    about = False
    known = anchors(ledger.db)
    for event, receipt, stamp in _rows(ledger.db):
        when, trust = entered(stamp, known.get(stamp.boot))
        if when.astimezone(zone).date() == day:
            about = about or trust is Trust.UNTRUSTED
            if event in found:
                found[event].append(ledger.by_receipt(receipt).booking)
    return found["booked"], found["cancelled"], about


def _rows(db: sqlite3.Connection) -> Iterator[tuple[str, int, Stamp]]:
    sql = "SELECT event, about, boot, monotonic_ns, wall_ms, trust FROM journal ORDER BY seq"
    for event, about, *stamp in db.execute(sql):
        yield event, about, stamp_of(stamp)


def sums_of(booked: Iterable[Booking], cancelled: Iterable[Booking] = ()) -> dict[str, int]:
    """What reached the members of one side, less what was taken back."""
    sums: Counter[str] = Counter()
    for sign, bookings in ((1, booked), (-1, cancelled)):
        for booking in bookings:
            for _, unit, amount in entries(booking.what, sign)[1:]:
                sums[unit] += amount
    return dict(sums)
