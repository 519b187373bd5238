"""The daily run that takes away what need not be kept (R32): only after staff said yes, and only by a certain clock."""

import logging
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import msgspec

from sync.ledger.ledger import Ledger
from sync.ledger.retention import DateUnsure, Kind, certain_day
from sync.ledger.retiring import run

AGREED = "retention"
"""Under which name the ledger keeps that staff said yes, and the day of the last run."""
GAP_MAX = timedelta(days=60)
"""After a longer pause staff are asked anew: a terminal was away for two months, or its clock jumped."""

log = logging.getLogger("kiosk.retention")


class Agreed(msgspec.Struct, frozen=True):
    """The last run; the first one is always one that staff asked for."""

    day: date


def last_run(ledger: Ledger) -> date | None:
    """The day of the last run; None before the first, and where a later program wrote it."""
    agreed = ledger.kept.told(AGREED, Agreed)
    return agreed.day if agreed else None


def runs_daily(ledger: Ledger, today: date) -> bool:
    """Whether it goes by itself now."""
    last = last_run(ledger)
    return last is not None and timedelta() <= today - last <= GAP_MAX


def run_now(ledger: Ledger, zone: ZoneInfo, staff: str | None) -> dict[Kind, int]:
    """Take away what is over, and go on daily from now on. Raises `DateUnsure`, `Unstorable`."""
    with ledger.change():
        today = certain_day(ledger.clock, zone)
        counts = run(ledger, zone, staff)
        ledger.kept.put(AGREED, msgspec.json.encode(Agreed(today)))
    if any(counts.values()):
        ledger.fold()
    return counts


def daily(ledger: Ledger, zone: ZoneInfo) -> dict[Kind, int] | None:
    """The run of the day, where it is due and may go; None otherwise. Raises `Unstorable`."""
    try:
        today = certain_day(ledger.clock, zone)
        if not runs_daily(ledger, today) or last_run(ledger) == today:
            return None
        counts = run_now(ledger, zone, None)
    except DateUnsure:
        return None
    log.info("retention: %d taken away", sum(counts.values()))
    return counts
