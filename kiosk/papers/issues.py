"""Issues of the newspaper: which number today's has, and what in it is new or changed since the last one."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from hashlib import blake2s

import msgspec

from sync.ledger.kept import Kept
from sync.records import Item, StoredItem

KEPT = "newspaper"
"""Under this name the last issue lies in the ledger."""
HASH_BYTES = 8
"""Bytes of the hash of an entry: two of some thousand entries never meet by chance."""


class Mark(StrEnum):
    """What an entry is to readers of the last issue."""

    NEW = "new"
    CHANGED = "changed"


class Issue(msgspec.Struct, frozen=True):
    """An issue that was really printed."""

    number: int
    """Counts from 1."""
    day: date
    entries: dict[str, str]
    """Item id → hash of what was printed of it."""
    before: dict[str, str] | None
    """The entries of the issue before it, so that it can be made again on its day; None: it was the first."""


class Comparison(msgspec.Struct, frozen=True):
    """Against what today's issue is marked."""

    number: int
    """The number of today's issue."""
    before: Mapping[str, str] | None
    """The entries of the last issue; None: there was none, so nothing is marked."""
    since: date | None
    """Marks count from this day instead."""

    def mark(self, item: StoredItem, printed: str) -> Mark | None:
        """How an item is marked whose print has this hash; None: readers know it."""
        if self.since:
            return self._since(item, self.since)
        if self.before is None or self.before.get(item.id) == printed:
            return None
        return Mark.CHANGED if item.id in self.before else Mark.NEW

    def _since(self, item: StoredItem, since: date) -> Mark | None:
        """The replica knows when a version was first read; an older one was there when paper or platform says so."""
        if date.fromisoformat(item.pulled[:10]) < since:
            return None
        older = item.published is not None and date.fromisoformat(item.published[:10]) < since
        known = item.id in (self.before or {})
        return Mark.CHANGED if known or (older and item.changed is not None) else Mark.NEW


def comparison(kept: Kept, today: date, since: date | None) -> Comparison:
    """Today's number, and what to compare with; made again on its day an issue keeps both."""
    last = kept.told(KEPT, Issue)
    if last is None:
        return Comparison(1, None, since)
    if last.day == today:
        return Comparison(last.number, last.before, since)
    return Comparison(last.number + 1, last.entries, since)


def issue_of(comparison: Comparison, today: date, entries: Mapping[str, str]) -> bytes:
    """Today's issue as it is kept once it is printed."""
    before = None if comparison.before is None else dict(comparison.before)
    return msgspec.json.encode(Issue(comparison.number, today, dict(entries), before))


def print_hash(item: Item, at: Item, contact: str) -> str:
    """The hash of all that the newspaper prints of an item; the same in every language and on every day.

    `item` is clean as it is printed; `at` is that date of it.
    """
    when = (at.starts, at.ends, at.all_day, at.cancelled)
    content = (item.kind, item.title, item.text, when, item.place, item.price, item.categories, contact, at.url)
    return blake2s(msgspec.json.encode(content), digest_size=HASH_BYTES).hexdigest()
