"""The journal: the device sequence, the time of everything, and the chain of hashes over it (R10, R33)."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from sync.clock import BUILD_FLOOR, BootClock, Trust
from sync.errors import Reason
from sync.ledger.file import Damaged
from sync.ledger.kept import Kept
from sync.ledger.records import Stamp
from sync.ledger.vouched import vouched_ms

_FLOOR_MS = int(BUILD_FLOOR.timestamp() * 1000)
_START = bytes(32)
"""What the first row is chained to."""
_WORTH = {Trust.UNTRUSTED: 0, Trust.STAFF: 1, Trust.RTC: 2, Trust.NTP: 2}
"""Whose time may put that of another right."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One row, as it is hashed."""

    seq: int
    event: str
    about: int | None
    staff: str | None
    facts: str | None
    boot: str
    monotonic_ns: int
    wall_ms: int
    trust: str


class Journal:
    """Writes within the transaction of its caller."""

    def __init__(self, db: sqlite3.Connection, clock: BootClock) -> None:
        self._db, self._clock = db, clock
        self._kept = Kept(db)

    def note(self, event: str, *, about: int | None = None, staff: str | None = None, facts: str | None = None) -> Row:
        """Append one row and return it. `facts` are ids and counts, never contents."""
        seq, chain, last_ms, last_trust = self._last()
        stamp = self._stamp(last_ms, Trust(last_trust))
        row = Row(seq + 1, event, about, staff, facts, stamp.boot, stamp.monotonic_ns, stamp.wall_ms, stamp.trust.value)
        self._db.execute(
            "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?)", (*msgspec.structs.astuple(row), chained(chain, row))
        )
        if stamp.trust is not Trust.UNTRUSTED:
            self._anchor(stamp)
        return row

    def root(self) -> bytes:
        """The hash over everything so far: printed each day, it proves that nothing before was changed."""
        return self._last()[1]

    def count(self, event: str) -> int:
        """How often something happened."""
        return int(self._db.execute("SELECT count(*) FROM journal WHERE event = ?", (event,)).fetchone()[0])

    def last_ms(self) -> int:
        """The newest wall time ever stored, milliseconds since 1970."""
        return self._last()[2]

    def check(self) -> None:
        """Follow the chain from row 1; raises `Damaged` where it breaks."""
        chain = _START
        for row, found in self._rows():
            chain = chained(chain, row)
            if chain != found:
                raise Damaged(Reason.LEDGER_DAMAGED, row=row.seq)

    def _rows(self) -> Iterator[tuple[Row, bytes]]:
        for *values, chain in self._db.execute("SELECT * FROM journal ORDER BY seq"):
            yield Row(*values), chain

    def _last(self) -> tuple[int, bytes, int, str]:
        sql = "SELECT seq, chain, wall_ms, trust FROM journal ORDER BY seq DESC LIMIT 1"
        found: tuple[int, bytes, int, str] | None = self._db.execute(sql).fetchone()
        return found or (0, _START, _FLOOR_MS, Trust.UNTRUSTED)

    def _stamp(self, last_ms: int, last_trust: Trust) -> Stamp:
        """Never below what was stored before (R11), unless that came from a worse clock: a wrong date would stay."""
        trust, now_ms = self._clock.trust, int(self._clock.now().timestamp() * 1000)
        offset_ms = vouched_ms(self._kept, self._clock.boot) if trust is Trust.UNTRUSTED else None
        if offset_ms is not None:
            trust, now_ms = Trust.STAFF, now_ms + offset_ms
        least_ms = last_ms if _WORTH[last_trust] >= _WORTH[trust] else self._least_ms(trust)
        return Stamp(
            boot=self._clock.boot,
            monotonic_ns=int(self._clock.monotonic() * 1e9),
            wall_ms=max(now_ms, least_ms),
            trust=trust,
        )

    def _least_ms(self, trust: Trust) -> int:
        """The newest time that a clock no worse than this one told."""
        worthy = [one.value for one in Trust if _WORTH[one] >= _WORTH[trust]]
        sql = f"SELECT wall_ms FROM journal WHERE trust IN ({', '.join('?' * len(worthy))}) ORDER BY seq DESC LIMIT 1"
        found = self._db.execute(sql, worthy).fetchone()
        return int(found[0]) if found else _FLOOR_MS

    def _anchor(self, stamp: Stamp) -> None:
        """The first trusted time of a boot, from which the times of its rows before can be computed."""
        if self._db.execute("SELECT 1 FROM anchor WHERE boot = ?", (stamp.boot,)).fetchone() is None:
            values = (stamp.boot, stamp.monotonic_ns, stamp.wall_ms, stamp.trust.value)
            self._db.execute("INSERT INTO anchor VALUES (?,?,?,?)", values)


def chained(before: bytes, row: Row) -> bytes:
    """The chain's next link."""
    return sha256(before + msgspec.json.encode(row)).digest()


def entered(stamp: Stamp, anchor: Stamp | None) -> tuple[datetime, Trust]:
    """When it was, UTC, and how sure: where the clock was not to be trusted yet, computed from the boot's anchor."""
    if stamp.trust is Trust.UNTRUSTED and anchor is not None:
        wall_ms = anchor.wall_ms - (anchor.monotonic_ns - stamp.monotonic_ns) // 1_000_000
        return datetime.fromtimestamp(wall_ms / 1000, UTC), anchor.trust
    return datetime.fromtimestamp(stamp.wall_ms / 1000, UTC), stamp.trust
