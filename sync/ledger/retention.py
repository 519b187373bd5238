"""How long each kind of data is kept, from when, and on what ground (R32): the one table, and its calendar."""

from calendar import monthrange
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import BootClock, Trust


class Kind(StrEnum):
    """What is kept; the value stands in JSON and in the journal."""

    MEMBER = "member"
    """Number, name, ways to reach them, consents, the balance as read."""
    PAYMENT = "payment"
    REGISTRATION = "registration"
    """Seats and jobs."""
    WISH = "wish"
    """An interest that nobody closed. What is closed loses its name at once."""
    OPINION = "opinion"
    """The sentence; which smiley it was stays and tells of nobody."""
    DRAFT = "draft"
    """A booking that was begun."""
    STATEMENT = "statement"
    """Up to where a member's last statement went."""
    LETTER = "letter"
    """What residents left and nobody has read yet, sealed."""
    PRINTOUT = "printout"
    """Which slip of a booking came out."""
    JOURNAL = "journal"
    """Who of the staff did what and when, without contents."""
    STAFF = "staff"
    """Who may sign in."""
    MARK = "mark"
    """That a number was erased, as a mark that tells nothing."""
    LOG = "log"
    BACKUP = "backup"
    LOCKOUT = "lockout"
    """Wrong PINs in a row."""


class Ground(StrEnum):
    """Why it may be kept."""

    LAW = "law"
    """Art. 6(1)(c) GDPR with section 147 of the Abgabenordnung."""
    MEMBERSHIP = "membership"
    """Art. 6(1)(b): the ring and its members."""
    ASKED = "asked"
    """Art. 6(1)(b): somebody asked for it or left it."""
    PROOF = "proof"
    """Art. 5(2), 6(1)(f): that bookings were not changed, and that erasures hold."""
    SAFETY = "safety"
    """Art. 32, 6(1)(f): that the terminal works and can be restored."""


class Since(StrEnum):
    """From when its time counts."""

    BOOKED = "booked"
    LEFT = "left"
    """When it was taken in."""
    BEGUN = "begun"
    WRITTEN = "written"
    MADE = "made"


class Term(msgspec.Struct, frozen=True):
    """A period by the calendar: the last day is kept, the day after it is over (BGB sections 187(1) and 188)."""

    months: int
    year_end: bool = False
    """Whether it only begins when the calendar year is over (AO section 147(4))."""

    def last_day(self, since: date) -> date:
        """The last day on which something of `since` is kept; where a month is too short, its last one."""
        begin = date(since.year, 12, 31) if self.year_end else since
        year, month = divmod(begin.year * 12 + begin.month - 1 + self.months, 12)
        return date(year, month + 1, min(begin.day, monthrange(year, month + 1)[1]))

    def over(self, since: date, today: date) -> bool:
        """Whether it need not be kept any more."""
        return today > self.last_day(since)


class Keeping(msgspec.Struct, frozen=True):
    """One line of the table."""

    kind: Kind
    ground: Ground
    since: Since | None = None
    term: Term | None = None
    """None: its end is an event and no date (`kiosk.retention_words`)."""
    runs: bool = False
    """Whether the daily run takes it away; else that happens by itself, or by hand."""


PAYMENTS = Term(10 * 12, year_end=True)
"""AO section 147(3): books and records 10 years, vouchers 8 years since 1 January 2025. The ledger is the ring's book
and its voucher in one, so the longer period counts."""
REGISTRATIONS = Term(12, year_end=True)
"""A ring's year is closed and asked about in the year after; no account depends on them."""
LETTERS = Term(12)
"""A wish or an opinion that a year brought no answer to will not find one."""
DRAFTS = Term(1)
"""Whoever began it asked for it again by then."""
TABLE = (
    Keeping(Kind.MEMBER, Ground.MEMBERSHIP),
    Keeping(Kind.PAYMENT, Ground.LAW, Since.BOOKED, PAYMENTS, runs=True),
    Keeping(Kind.REGISTRATION, Ground.ASKED, Since.BOOKED, REGISTRATIONS, runs=True),
    Keeping(Kind.WISH, Ground.ASKED, Since.LEFT, LETTERS, runs=True),
    Keeping(Kind.OPINION, Ground.ASKED, Since.LEFT, LETTERS, runs=True),
    Keeping(Kind.DRAFT, Ground.ASKED, Since.BEGUN, DRAFTS, runs=True),
    Keeping(Kind.STATEMENT, Ground.MEMBERSHIP, runs=True),
    Keeping(Kind.LETTER, Ground.ASKED),
    Keeping(Kind.PRINTOUT, Ground.PROOF),
    Keeping(Kind.JOURNAL, Ground.PROOF),
    Keeping(Kind.STAFF, Ground.SAFETY),
    Keeping(Kind.MARK, Ground.PROOF),
    Keeping(Kind.LOG, Ground.SAFETY),
    Keeping(Kind.BACKUP, Ground.SAFETY),
    Keeping(Kind.LOCKOUT, Ground.SAFETY),
)
"""Every kind, once."""


class DateUnsure(Exception):
    """Nobody can say which day it is: nothing is taken away by its date (R11)."""


def certain_day(clock: BootClock, zone: ZoneInfo) -> date:
    """The centre's date, by a clock that the network or a battery keeps; what staff vouch for is not enough.

    A slip of the finger would erase what cannot come back. Raises `DateUnsure`.
    """
    if not clock.trusted or clock.trust not in (Trust.NTP, Trust.RTC):
        raise DateUnsure
    return clock.now().astimezone(zone).date()


def day_of(wall_ms: int, zone: ZoneInfo) -> date:
    """The centre's date of a moment, milliseconds since 1970."""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone(zone).date()
