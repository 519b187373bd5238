"""Erasing a member, the same for the screen and for commands: what lies in the letter box is taken in first."""

from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from sync.ledger.erasing import Erased, erase
from sync.ledger.ledger import Ledger
from sync.ledger.retiring import kept_until
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.traces import Traces, traces
from sync.letters.box import LetterBox
from sync.letters.intake import take_in


class Outlook(msgspec.Struct, frozen=True):
    """What an erasure would do."""

    traces: Traces
    until: date | None
    """The last day of what the law keeps; None where nothing of that sort is left."""


def outlook(ledger: Ledger, box: LetterBox | None, number: str, zone: ZoneInfo) -> Outlook:
    """Look, and erase nothing. Raises `NotBooked` as the erasure itself would, `Damaged`, `Unstorable`."""
    if box:
        take_in(ledger, box)
    found = traces(ledger, number)
    if not found.any:
        raise NotBooked(Rule.UNKNOWN_MEMBER, number=number)
    if found.open:
        raise NotBooked(Rule.STILL_OPEN, number=number, receipts=", ".join(map(str, found.open)))
    return Outlook(found, kept_until(ledger, found.bookings, zone))


def forget_member(
    ledger: Ledger, box: LetterBox | None, number: str, zone: ZoneInfo, staff: str
) -> tuple[Erased, date | None]:
    """Erase, and tell until when the law keeps what stays. Raises `NotBooked`, `Damaged`, `Unstorable`."""
    until = outlook(ledger, box, number, zone).until
    return erase(ledger, number, staff), until
